import { createEffect, createMemo, createSignal, For, onCleanup, onMount, type Accessor, type JSX } from 'solid-js'
import { whenIdle } from '../../primitives/when-idle.ts'
import styles from './virtual-list.module.css'

/** Sizes in CSS pixels. */
export interface ListGeometry {
  readonly columns: number
  readonly rowHeight: number
  readonly gap: number
}

/** The part of the page that scrolls, as the lists inside it see it. */
export interface Viewport {
  readonly element: HTMLElement
  readonly top: Accessor<number>
  readonly height: Accessor<number>
  /** Room inside the padding, for lists that fit as many columns as they can. */
  readonly width: Accessor<number>
}

/** Watches a scrolling element for its owner's lifetime. */
export function createViewport(element: HTMLElement): Viewport {
  const [top, setTop] = createSignal(element.scrollTop)
  const [size, setSize] = createSignal({ height: element.clientHeight, width: contentWidth(element) })
  const onScroll = (): void => {
    setTop(element.scrollTop)
  }
  const observer = new ResizeObserver(() => setSize({ height: element.clientHeight, width: contentWidth(element) }))
  element.addEventListener('scroll', onScroll, { passive: true })
  observer.observe(element)
  onCleanup(() => {
    element.removeEventListener('scroll', onScroll)
    observer.disconnect()
  })
  return { element, top, height: () => size().height, width: () => size().width }
}

function contentWidth(element: HTMLElement): number {
  const style = getComputedStyle(element)
  return element.clientWidth - Number.parseFloat(style.paddingInlineStart) - Number.parseFloat(style.paddingInlineEnd)
}

/** Which rows of a list are drawn: what is on screen, and some above and below. */
export function rowWindow(
  geometry: ListGeometry,
  count: number,
  view: { readonly top: number; readonly height: number },
  overscan = overscanRows,
): { readonly first: number; readonly last: number } {
  const pitch = geometry.rowHeight + geometry.gap
  const rows = Math.ceil(count / geometry.columns)
  const first = Math.floor(view.top / pitch) - overscan
  const last = Math.ceil((view.top + view.height) / pitch) + overscan
  return { first: clamp(first, 0, rows), last: clamp(last, 0, rows) }
}

const overscanRows = 6
/** Rows beyond the screen in a frame that somebody waits for. */
const hastyOverscanRows = 3
/** Accounts up to which a list is drawn whole. */
const drawnWhole = 100

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

interface VirtualListProps {
  readonly label: string
  readonly ids: readonly string[]
  readonly geometry: ListGeometry
  readonly viewport: Viewport
  /** What the list is of. When it is of something else, only what is on the screen is drawn at first. */
  readonly subject?: string
  readonly class?: string
  readonly children: (
    id: string,
    place: { readonly index: Accessor<number>; readonly count: Accessor<number> },
  ) => JSX.Element
}

/**
 * A list of which only the rows near the screen exist. Rows have one height, so nothing is measured, and the elements
 * of rows that stay are kept.
 */
export function VirtualList(props: VirtualListProps): JSX.Element {
  let list: HTMLUListElement | undefined
  const [offset, setOffset] = createSignal(0)
  const measure = (): void => {
    if (!list) return
    const { element } = props.viewport
    setOffset(list.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop)
  }
  onMount(() => {
    // What stands above the list may grow or go: a notice, the pinned cards.
    const observer = new ResizeObserver(measure)
    observer.observe(props.viewport.element)
    // With their padding, which stands for rows that are not drawn: scrolling changes no size.
    for (const sibling of props.viewport.element.children) observer.observe(sibling, { box: 'border-box' })
    measure()
    onCleanup(() => observer.disconnect())
  })

  const [restedOn, setRestedOn] = createSignal<{ readonly subject: string | undefined }>()
  createEffect(() => {
    const { subject } = props
    onCleanup(whenIdle(() => setRestedOn({ subject })))
  })
  const rested = createMemo(() => restedOn() !== undefined && restedOn()?.subject === props.subject)
  // A short list is drawn whole once there is time for it: find-in-page and screen readers then see all of it.
  const whole = (): boolean => rested() && props.ids.length <= drawnWhole

  const shown = createMemo(
    () =>
      whole()
        ? { first: 0, last: Math.ceil(props.ids.length / props.geometry.columns) }
        : rowWindow(
            props.geometry,
            props.ids.length,
            { top: props.viewport.top() - offset(), height: props.viewport.height() },
            rested() ? overscanRows : hastyOverscanRows,
          ),
    undefined,
    { equals: (before, after) => before.first === after.first && before.last === after.last },
  )
  const firstIndex = (): number => shown().first * props.geometry.columns
  const visible = createMemo(() => props.ids.slice(firstIndex(), shown().last * props.geometry.columns))
  const pitch = (): number => props.geometry.rowHeight + props.geometry.gap
  const rowsAfter = (): number => Math.ceil(props.ids.length / props.geometry.columns) - shown().last

  return (
    <ul
      ref={list}
      class={`${styles['list']} ${props.class ?? ''}`}
      role="list"
      aria-label={props.label}
      style={{
        '--columns': props.geometry.columns,
        '--row': `${props.geometry.rowHeight}px`,
        '--gap': `${props.geometry.gap}px`,
        '--before': `${shown().first * pitch()}px`,
        '--after': `${rowsAfter() * pitch()}px`,
      }}
    >
      <For each={visible()}>
        {(id, position) =>
          props.children(id, { index: () => firstIndex() + position(), count: () => props.ids.length })
        }
      </For>
    </ul>
  )
}
