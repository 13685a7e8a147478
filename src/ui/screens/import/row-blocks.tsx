import {
  createEffect,
  createMemo,
  createSignal,
  Index,
  on,
  onCleanup,
  onMount,
  Show,
  type Accessor,
  type JSX,
} from 'solid-js'
import styles from './row-blocks.module.css'

interface RowBlocksProps<Row> {
  readonly rows: readonly Row[]
  /** What a row is about as tall as, CSS px, until it has been drawn. */
  readonly rowHeight: number
  readonly children: (row: Accessor<Row>) => JSX.Element
}

/** Rows of a block. Small enough to be drawn in a frame, large enough that ten thousand rows are few blocks. */
export const blockSize = 40

/** How far from the screen a block is drawn, CSS px. */
const margin = 900

/**
 * The rows of a long table, of which only those near the screen exist. Rows differ in height, so they are drawn by
 * blocks: one that has been drawn leaves its own height behind when it goes. Belongs into an element that scrolls and is
 * the page's `main`.
 */
export function RowBlocks<Row>(props: RowBlocksProps<Row>): JSX.Element {
  const blocks = createMemo(() =>
    Array.from({ length: Math.ceil(props.rows.length / blockSize) }, (_, place) =>
      props.rows.slice(place * blockSize, (place + 1) * blockSize),
    ),
  )
  return (
    <Index each={blocks()}>
      {(rows, place) => (
        <Block rows={rows()} rowHeight={props.rowHeight} first={place === 0}>
          {props.children}
        </Block>
      )}
    </Index>
  )
}

function Block<Row>(props: RowBlocksProps<Row> & { readonly first: boolean }): JSX.Element {
  let element: HTMLDivElement | undefined
  const [near, setNear] = createSignal(props.first)
  const [measured, setMeasured] = createSignal<number>()
  const height = (): number => measured() ?? props.rows.length * props.rowHeight
  createEffect(
    on(
      () => props.rows,
      () => setMeasured(undefined),
      { defer: true },
    ),
  )
  onMount(() => {
    if (!element) return
    const block = element
    const observer = new IntersectionObserver(
      (entries) => {
        const isNear = entries.at(-1)?.isIntersecting ?? false
        // What has the focus stays, however far it is scrolled away.
        if (!isNear && block.contains(document.activeElement)) return
        if (!isNear && near()) setMeasured(block.offsetHeight)
        setNear(isNear)
      },
      { root: block.closest('main'), rootMargin: `${margin}px 0px` },
    )
    observer.observe(block)
    const lookAgain = (event: FocusEvent): void => {
      if (event.relatedTarget instanceof Node && block.contains(event.relatedTarget)) return
      observer.unobserve(block)
      observer.observe(block)
    }
    block.addEventListener('focusout', lookAgain)
    onCleanup(() => {
      observer.disconnect()
      block.removeEventListener('focusout', lookAgain)
    })
  })
  return (
    <div
      ref={element}
      class={styles['block']}
      role={near() ? 'rowgroup' : undefined}
      data-away={near() ? undefined : ''}
      style={{ '--block': `${height()}px` }}
    >
      <Show when={near()}>
        <Index each={props.rows}>{(row) => props.children(row)}</Index>
      </Show>
    </div>
  )
}
