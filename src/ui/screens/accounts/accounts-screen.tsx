import { createEffect, createSignal, lazy, Match, onCleanup, onMount, Show, Suspense, Switch, type JSX } from 'solid-js'
import { useServices } from '../../services.tsx'
import type { AccountView } from '../../../account.ts'
import type { VaultStatus } from '../../../vault/index.ts'
import { accountsText } from '../../messages/accounts.ts'
import { createBreakpoint } from '../../primitives/media.ts'
import type { AddOpening } from '../../shell/add-openings.ts'
import { useWorkspace } from '../../workspace.tsx'
import { createAccountActions } from './account-actions.ts'
import { AccountList, type MenuRequest } from './account-list.tsx'
import { AccountsHeader, FilterChips } from './accounts-header.tsx'
import { keyCommand, takesKeys, type KeyCommand } from './accounts-keys.ts'
import styles from './accounts-screen.module.css'
import { useAccounts } from './accounts-state.tsx'
import { createListFocus } from './list-focus.ts'
import { SearchBar } from './search-bar.tsx'
import { createViewport, type Viewport } from './virtual-list.tsx'

const emptyStates = () => import('./empty-states.tsx')
const NoAccounts = lazy(async () => ({ default: (await emptyStates()).NoAccounts }))
const NoResult = lazy(async () => ({ default: (await emptyStates()).NoResult }))
const EmptyFilter = lazy(async () => ({ default: (await emptyStates()).EmptyFilter }))
const Notices = lazy(async () => ({ default: (await import('./notices.tsx')).Notices }))
const IntegrityCard = lazy(async () => ({ default: (await import('./integrity-card.tsx')).IntegrityCard }))
const SelectionBar = lazy(async () => ({ default: (await import('./selection.tsx')).SelectionBar }))
const SelectionHeader = lazy(async () => ({ default: (await import('./selection.tsx')).SelectionHeader }))
const AccountMenu = lazy(async () => ({ default: (await import('./account-menu.tsx')).AccountMenu }))
const ViewOptionsMenu = lazy(async () => ({ default: (await import('./view-options-menu.tsx')).ViewOptionsMenu }))

/** Where the accounts screen sends the person. */
export interface AccountsNavigation {
  add(opening?: AddOpening): void
  open(id: string, what?: 'details' | 'edit' | 'qr'): void
  close(): void
  /** With text: brings it in as if it were a file. */
  import(text?: string): void
  settings(): void
  shortcuts(): void
  menu(): void
}

interface AccountsScreenProps {
  readonly openId: string | undefined
  readonly go: AccountsNavigation
}

/** The list of codes, and everything that is done to it. */
export function AccountsScreen(props: AccountsScreenProps): JSX.Element {
  const workspace = useWorkspace()
  const accounts = useAccounts()
  const { status, update } = useServices()
  const breakpoint = createBreakpoint()
  const phone = (): boolean => breakpoint() === 'phone'
  const actions = createAccountActions(workspace)
  const [viewport, setViewport] = createSignal<Viewport | undefined>()
  const [menu, setMenu] = createSignal<MenuRequest | undefined>()
  const [viewOptions, setViewOptions] = createSignal<HTMLElement | undefined>()
  const focus = createListFocus(accounts, viewport)
  let scroller: HTMLElement | undefined
  let searchInput: HTMLInputElement | undefined

  onMount(() => {
    if (scroller) setViewport(createViewport(scroller))
  })
  // What is searched or filtered anew starts at its beginning.
  createEffect(() => {
    accounts.query()
    accounts.filter()
    scroller?.scrollTo({ top: 0 })
  })

  const clickCode = (id: string, { shift }: { readonly shift: boolean }): void => {
    focus.codeButton(id)?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: shift }))
  }
  // Of the row that has the focus; of the last one while nothing has it. A key pressed at another control means none.
  const activeAccount = (): AccountView | undefined => {
    const focused = document.activeElement
    const inRow = focused?.closest('[data-id]')?.getAttribute('data-id')
    const id = inRow ?? (focused === document.body || focused === scroller ? accounts.active() : props.openId)
    return id === undefined ? undefined : workspace.account(id)
  }
  const pin = (account: AccountView): void => focus.keep(account.id, actions.togglePinned(account))
  const bin = (id: string): void => {
    if (props.openId === id) props.go.close()
    focus.keep(id, actions.moveToBin([id]))
  }
  const openMenu = (id: string): void => {
    const element = focus.row(id)?.querySelector<HTMLElement>('[aria-haspopup=menu]')
    if (element) setMenu({ id, element })
  }
  const paste = (text: string): void => {
    if (isExport(text)) props.go.import(text)
    else if (/[a-z-]+:\/\//i.test(text)) props.go.add({ initial: text })
    else workspace.toasts.show({ text: accountsText().pasteNothing })
  }

  const commands: Record<KeyCommand, () => void> = {
    search: () => searchInput?.focus(),
    type: () => searchInput?.focus(),
    down: () => focus.move(1),
    up: () => focus.move(-1),
    first: () => focus.moveTo(0),
    last: () => focus.moveTo(accounts.shownIds().length - 1),
    open: () => {
      const account = activeAccount()
      if (account) props.go.open(account.id)
    },
    close: () => props.go.close(),
    menu: () => {
      const account = activeAccount()
      if (account) openMenu(account.id)
    },
    pin: () => {
      const account = activeAccount()
      if (account) pin(account)
    },
    add: () => props.go.add(),
    settings: () => props.go.settings(),
    bin: () => {
      const account = activeAccount()
      if (account) bin(account.id)
    },
    undo: () => workspace.undoLast(),
    escape: () => {
      if (accounts.selection()) accounts.setSelection(undefined)
      else if (accounts.query()) accounts.setQuery('')
      else props.go.close()
    },
    shortcuts: () => props.go.shortcuts(),
    'copy-next': () => {
      const account = activeAccount()
      if (account) clickCode(account.id, { shift: true })
    },
    'move-up': () => moveActive(-1),
    'move-down': () => moveActive(1),
  }
  const moveActive = (by: -1 | 1): void => {
    const id = accounts.active()
    if (id !== undefined && workspace.settings().sort === 'by-hand' && accounts.query() === '') {
      void actions.moveInOrder(id, by, sectionOf(id)).then(() => focus.codeButton(id)?.focus())
    }
  }
  const sectionOf = (id: string): readonly string[] =>
    accounts.sections().find((section) => section.ids.includes(id))?.ids ?? []

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || takesKeys(event)) return
    const command = keyCommand(event, {
      singleKeys: workspace.settings().singleKeys,
      rtl: document.documentElement.dir === 'rtl',
    })
    if (!command || document.getElementById('app')?.hasAttribute('inert')) return
    // A letter is typed into the field that it opens.
    if (command !== 'type') event.preventDefault()
    commands[command]()
  }
  const onSearchKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      const first = accounts.shownIds()[0]
      if (first !== undefined) clickCode(first, { shift: event.shiftKey })
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      focus.moveTo(0)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (accounts.query()) accounts.setQuery('')
      else searchInput?.blur()
    }
  }
  const onPaste = (event: ClipboardEvent): void => {
    if (takesKeys(event) || document.getElementById('app')?.hasAttribute('inert')) return
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (text.trim() === '') return
    // WebKit would paste a second time, into the field that gets the focus meanwhile.
    event.preventDefault()
    paste(text)
  }
  window.addEventListener('keydown', onKeyDown)
  window.addEventListener('paste', onPaste)
  onCleanup(() => {
    window.removeEventListener('keydown', onKeyDown)
    window.removeEventListener('paste', onPaste)
  })

  const nothingShown = (): boolean => accounts.shownIds().length === 0

  return (
    <div class={styles['stage']}>
      <Show
        when={accounts.selection() === undefined}
        fallback={
          <Suspense>
            <SelectionHeader />
          </Suspense>
        }
      >
        <SearchBar
          phone={phone()}
          ref={(input) => {
            searchInput = input
          }}
          onAdd={() => props.go.add()}
          onMenu={() => props.go.menu()}
          onKey={onSearchKey}
        />
        <AccountsHeader phone={phone()} onViewOptions={setViewOptions} />
      </Show>
      <main id="main" ref={scroller} class={styles['scroll']} tabindex={-1}>
        <div>
          <Show when={accounts.selection() === undefined}>
            <Suspense>
              <Notices update={update} />
            </Suspense>
          </Show>
          <Show when={hasFindings(status())}>
            <Suspense>
              <IntegrityCard />
            </Suspense>
          </Show>
          <Show when={accounts.selection() === undefined && accounts.query() === '' && workspace.accounts().length > 0}>
            <FilterChips />
          </Show>
        </div>
        <Suspense>
          <Switch>
            <Match when={workspace.accounts().length === 0}>
              <NoAccounts
                onScan={() => props.go.add({ tab: 'scan' })}
                onEnter={() => props.go.add({ tab: 'by-hand' })}
                onImport={() => props.go.import()}
              />
            </Match>
            <Match when={nothingShown() && accounts.query() !== ''}>
              <NoResult
                text={accounts.query()}
                onClear={() => {
                  accounts.setQuery('')
                  searchInput?.focus()
                }}
                onAdd={() => props.go.add({ initial: accounts.query() })}
              />
            </Match>
            <Match when={nothingShown()}>
              <EmptyFilter />
            </Match>
            <Match when={viewport()}>
              {(view) => (
                <AccountList
                  viewport={view()}
                  openId={props.openId}
                  onMenu={setMenu}
                  onSwipe={(id, to) => {
                    const account = workspace.account(id)
                    if (account && to === 'start') pin(account)
                    else bin(id)
                  }}
                />
              )}
            </Match>
          </Switch>
        </Suspense>
      </main>
      <Suspense>
        <Show when={accounts.selection()}>
          <SelectionBar actions={actions} />
        </Show>
        <Show when={menu()} keyed>
          {(request) => (
            <AccountMenu
              request={request}
              actions={actions}
              shown={sectionOf(request.id)}
              onClose={() => setMenu(undefined)}
              onOpen={(what) => props.go.open(request.id, what)}
              onPin={pin}
              onBin={() => bin(request.id)}
              onCopyNext={() => clickCode(request.id, { shift: true })}
            />
          )}
        </Show>
        <Show when={viewOptions()} keyed>
          {(anchor) => <ViewOptionsMenu anchor={anchor} onClose={() => setViewOptions(undefined)} />}
        </Show>
      </Suspense>
    </div>
  )
}

/** Whether a pasted text is a file of another app, as JSON, rather than links of accounts. */
function isExport(text: string): boolean {
  return /^\s*[[{]/.test(text)
}

/** Whether the integrity report has something to say. */
function hasFindings(status: VaultStatus): boolean {
  if (status.name !== 'unlocked') return false
  const { readOnlyBecause, unreadable, headerRecovered } = status.integrity
  return readOnlyBecause !== null || unreadable.length > 0 || headerRecovered === true
}
