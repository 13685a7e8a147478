import { createMemo, createSignal, For, onCleanup, onMount, Show, type JSX } from 'solid-js'
import type { Density } from '../../../vault/index.ts'
import { accountsText } from '../../messages/accounts.ts'
import { createBreakpoint } from '../../primitives/media.ts'
import { useWorkspace } from '../../workspace.tsx'
import { AccountItem } from './account-item.tsx'
import styles from './accounts-screen.module.css'
import { useAccounts, type SectionName } from './accounts-state.tsx'
import { listGeometry, type RowGeometry } from './list-geometry.ts'
import { VirtualList, type Viewport } from './virtual-list.tsx'

/** Where a row's menu opens: at its button, or where the pointer was. */
export interface MenuRequest {
  readonly id: string
  readonly element: HTMLElement
  readonly x?: number
  readonly y?: number
}

interface AccountListProps {
  readonly viewport: Viewport
  readonly openId: string | undefined
  readonly onMenu: (request: MenuRequest) => void
  readonly onSwipe: (id: string, to: 'start' | 'end') => void
}

/** The pinned accounts as cards, the others below; or one flat list of results. */
export function AccountList(props: AccountListProps): JSX.Element {
  const workspace = useWorkspace()
  const accounts = useAccounts()
  const breakpoint = createBreakpoint()
  const rem = createRootFontSize()

  const densityOf = (section: SectionName): Density => {
    const chosen = workspace.settings().density
    if (accounts.selection() && chosen === 'grid') return 'list'
    return section === 'pinned' && chosen === 'list' && !accounts.selection() ? 'grid' : chosen
  }
  const geometryOf = (density: Density): RowGeometry =>
    listGeometry(density, {
      phone: breakpoint() === 'phone',
      desktop: breakpoint() === 'desktop',
      width: props.viewport.width(),
      rem: rem(),
      digitScale: workspace.settings().digitSize,
    })
  const heading = (section: SectionName): string | undefined => {
    if (section === 'pinned') return accountsText().pinned
    if (section === 'others') return accounts.pinnedCount() > 0 ? accountsText().accounts : undefined
    if (accounts.query().trim() === '') return undefined
    return accountsText().results(accounts.shownIds().length, workspace.accounts().length)
  }
  // By name: a list stays what it is while its rows come and go.
  const names = createMemo(
    () =>
      accounts
        .sections()
        .filter((section) => section.ids.length > 0)
        .map((section) => section.name),
    [],
    { equals: (before, after) => before.join() === after.join() },
  )
  const idsOf = (name: SectionName): readonly string[] =>
    accounts.sections().find((section) => section.name === name)?.ids ?? []

  return (
    <For each={names()}>
      {(section) => {
        const density = createMemo(() => densityOf(section))
        const geometry = createMemo(() => geometryOf(density()))
        return (
          <>
            <Show when={heading(section)}>{(words) => <h2 class={styles['section']}>{words()}</h2>}</Show>
            <VirtualList
              label={section === 'pinned' ? accountsText().pinned : accountsText().accounts}
              class={listClass(density())}
              ids={idsOf(section)}
              subject={accounts.query()}
              geometry={geometry()}
              viewport={props.viewport}
            >
              {(id, place) => (
                <Show when={workspace.account(id)}>
                  {(account) => (
                    <AccountItem
                      account={account()}
                      density={density()}
                      folded={geometry().folded}
                      index={place.index()}
                      count={place.count()}
                      open={props.openId === id}
                      onMenu={(at) => props.onMenu({ id, ...at })}
                      onSwipe={(to) => props.onSwipe(id, to)}
                    />
                  )}
                </Show>
              )}
            </VirtualList>
          </>
        )
      }}
    </For>
  )
}

function listClass(density: Density): string {
  if (density === 'grid') return ''
  return `${styles['surface']} ${density === 'compact' ? styles['compact'] : ''}`
}

/** The size of 1rem in CSS px; follows the person's text size. */
function createRootFontSize(): () => number {
  const read = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const [size, setSize] = createSignal(read())
  onMount(() => {
    const probe = document.createElement('span')
    probe.className = styles['remProbe'] ?? ''
    document.body.append(probe)
    const observer = new ResizeObserver(() => setSize(read()))
    observer.observe(probe)
    onCleanup(() => {
      observer.disconnect()
      probe.remove()
    })
  })
  return size
}
