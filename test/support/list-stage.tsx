import { createSignal, onMount, Show, type Accessor, type Setter } from 'solid-js'
import { render } from 'solid-js/web'
import {
  createViewport,
  VirtualList,
  type ListGeometry,
  type Viewport,
} from '../../src/ui/screens/accounts/virtual-list.tsx'
import '../../src/ui/styles/tokens.css'
import '../../src/ui/styles/base.css'

/** A list in an element that scrolls, 600 px high, with a head of 40 px above it. */
export interface ListStage {
  readonly scroller: HTMLElement
  readonly head: HTMLElement
  readonly viewport: Accessor<Viewport | undefined>
  readonly ids: Accessor<readonly string[]>
  readonly setIds: Setter<readonly string[]>
  readonly setGeometry: Setter<ListGeometry>
  /** What the list is of. */
  readonly setSubject: Setter<string>
  /** Ids of the rows that exist. */
  drawn(): readonly string[]
  row(id: string): HTMLElement
  /** Where a row lies in what scrolls, CSS px from its beginning. */
  topOf(id: string): number
  strike(): void
}

export function manyIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `id-${index}`)
}

export function stageList(count: number, geometry: ListGeometry = { columns: 1, rowHeight: 50, gap: 0 }): ListStage {
  const root = document.createElement('div')
  document.body.append(root)
  const scroller = document.createElement('main')
  Object.assign(scroller.style, { blockSize: '600px', overflow: 'auto' })
  const head = document.createElement('div')
  head.style.blockSize = '40px'
  const [ids, setIds] = createSignal(manyIds(count))
  const [geometryNow, setGeometry] = createSignal(geometry)
  const [subject, setSubject] = createSignal('')
  const [viewport, setViewport] = createSignal<Viewport | undefined>()
  const dispose = render(() => {
    onMount(() => setViewport(createViewport(scroller)))
    scroller.replaceChildren(head)
    return scroller
  }, root)
  const list = render(
    () => (
      <Show when={viewport()}>
        {(view) => (
          <VirtualList label="Accounts" ids={ids()} subject={subject()} geometry={geometryNow()} viewport={view()}>
            {(id, place) => (
              <li data-id={id} aria-posinset={place.index() + 1} aria-setsize={place.count()}>
                <button type="button" data-code-button="">
                  {id}
                </button>
              </li>
            )}
          </VirtualList>
        )}
      </Show>
    ),
    scroller,
  )
  const rows = (): HTMLElement[] => [...scroller.querySelectorAll<HTMLElement>('[data-id]')]
  const row = (id: string): HTMLElement => {
    const found = rows().find((each) => each.dataset['id'] === id)
    if (!found) throw new Error(`${id} is not drawn`)
    return found
  }
  return {
    scroller,
    head,
    viewport,
    ids,
    setIds,
    setGeometry,
    setSubject,
    drawn: () => rows().map((each) => each.dataset['id'] ?? ''),
    row,
    topOf: (id) => row(id).getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop,
    strike() {
      list()
      dispose()
      root.remove()
    },
  }
}
