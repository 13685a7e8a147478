import {
  createEffect,
  ErrorBoundary,
  lazy,
  Match,
  onCleanup,
  onMount,
  Show,
  Suspense,
  Switch,
  untrack,
  type ComponentProps,
  type JSX,
} from 'solid-js'
import { ToastRegion } from '../components/toast-region.tsx'
import { isImport } from '../arrivals.ts'
import { loadGlyphs } from '../issuers/glyphs.ts'
import { shellText } from '../messages/shell.ts'
import { textFile } from '../primitives/text-file.ts'
import { createBreakpoint } from '../primitives/media.ts'
import { takenApart, takeApartNow } from '../primitives/taken-apart.ts'
import { AccountsScreen } from '../screens/accounts/accounts-screen.tsx'
import { AccountsStateProvider, createAccountsState } from '../screens/accounts/accounts-state.tsx'
import { CrashedScreen } from '../screens/trouble/crashed.tsx'
import { useServices } from '../services.tsx'
import type { LeaveGuard } from '../screens/edit-account/leave-guard.tsx'
import type { Vault } from '../../vault/index.ts'
import { createWorkspace, useWorkspace, WorkspaceProvider } from '../workspace.tsx'
import { createAddOpenings, type AddOpenings } from './add-openings.ts'
import { createCover, Cover } from './cover.tsx'
import { createHashLocation, type HashLocation } from './hash-location.ts'
import { createJoinNews } from './join-news.ts'
import { createSessionGuard } from './session-guard.ts'
import { Sidebar, type Place } from './sidebar.tsx'
import styles from './workspace-root.module.css'

const loadDetails = async () => ({
  default: (await import('../screens/account-details/account-details.tsx')).AccountDetails,
})
const AccountDetails = lazy(loadDetails)
const AddAccountDialog = lazy(async () => {
  const { AddAccountDialog: Dialog } = await import('../screens/add-account/add-account-dialog.tsx')
  return {
    default: (props: ComponentProps<typeof Dialog> & { readonly onReady: () => void }): JSX.Element => {
      onMount(() => props.onReady())
      return <Dialog {...props} />
    },
  }
})
const EditAccountForm = lazy(async () => ({
  default: (await import('../screens/edit-account/edit-account-form.tsx')).EditAccountForm,
}))
const BinScreen = lazy(async () => ({ default: (await import('../screens/bin/bin-screen.tsx')).BinScreen }))
const SettingsScreen = lazy(async () => ({
  default: (await import('../screens/settings/settings-screen.tsx')).SettingsScreen,
}))
const TransferScreen = lazy(async () => ({
  default: (await import('../screens/transfer/transfer-screen.tsx')).TransferScreen,
}))
const ShortcutsDialog = lazy(async () => ({
  default: (await import('../screens/shortcuts/shortcuts-dialog.tsx')).ShortcutsDialog,
}))
const DropCover = lazy(async () => ({ default: (await import('./drop-cover.tsx')).DropCover }))
const AutosaveWatch = lazy(async () => ({ default: (await import('./autosave-watch.tsx')).AutosaveWatch }))
const MenuSheet = lazy(async () => ({ default: (await import('./menu-sheet.tsx')).MenuSheet }))

/** Everything behind an open vault. It lives from unlock to lock. `said`: what the way in has to say. */
export function WorkspaceRoot(props: { readonly vault: Vault; readonly said?: string | undefined }): JSX.Element {
  const services = useServices()
  const workspace = createWorkspace(services, props.vault)
  const accounts = createAccountsState(workspace)
  createSessionGuard(workspace, services)
  createJoinNews(workspace, services)
  createEffect(() => {
    document.documentElement.dataset['accent'] = workspace.settings().accent
    document.documentElement.style.setProperty('--digit-scale', String(workspace.settings().digitSize))
  })
  createEffect(() => {
    if (props.said !== undefined) workspace.toasts.show({ text: props.said, stayMs: 10_000 })
  })
  onMount(() => {
    // After the codes are on the screen; until then the tiles have letters.
    const load = (): void => {
      loadGlyphs().catch(workspace.report)
      loadDetails().catch(workspace.report)
      // "Clear site data" may take the app's own files along with the vault; what saves the accounts must be here by then.
      import('../screens/trouble/removed.tsx').catch(workspace.report)
    }
    if ('requestIdleCallback' in window) requestIdleCallback(load)
    else setTimeout(load)
  })
  onCleanup(takeApartNow)
  onCleanup(() => {
    delete document.documentElement.dataset['accent']
    document.documentElement.style.removeProperty('--digit-scale')
    // What comes after the next unlock begins at the accounts.
    history.replaceState(null, '', '#/')
  })
  return (
    <WorkspaceProvider workspace={workspace}>
      <AccountsStateProvider state={accounts}>
        <Shell />
        <ToastRegion toasts={workspace.toasts} />
      </AccountsStateProvider>
    </WorkspaceProvider>
  )
}

function Shell(): JSX.Element {
  const breakpoint = createBreakpoint()
  const location = createHashLocation()
  const covered = createCover()
  const workspace = useWorkspace()
  const { arrivals, update } = useServices()
  const adding = createAddOpenings({ location, arrivals, update, toasts: workspace.toasts })
  const closeOverlay = (): void => workspace.setOverlay(undefined)
  const place = (): Place => {
    const first = location.parts()[0]
    // The way out has an address of its own, and the same place in the menu.
    if (first === 'import' || first === 'export') return 'import'
    return first === 'bin' || first === 'settings' ? first : 'accounts'
  }
  const go = (to: Place): void => location.go(...(to === 'accounts' ? [] : [to]))
  createEffect(() => {
    if (adding.opening() !== undefined) closeOverlay()
  })
  createEffect(() => {
    if (!arrivals.waiting().some(isImport) || untrack(place) === 'import') return
    closeOverlay()
    go('import')
  })
  // Two places have a drop zone of their own.
  const isDropShown = (): boolean =>
    adding.opening() === undefined && (place() !== 'import' || arrivals.over() === 'pictures')
  return (
    <>
      <a class={styles['skip']} href="#main" onClick={(event) => focusMain(event)}>
        {shellText().skip}
      </a>
      <div
        ref={takenApart}
        class={styles['app']}
        data-covered={covered() ? '' : undefined}
        data-open={location.parts()[0] === 'account' ? '' : undefined}
      >
        <Show when={breakpoint() !== 'phone'}>
          <Sidebar place={place()} onGo={go} />
        </Show>
        <ErrorBoundary fallback={<CrashedScreen />}>
          <Suspense fallback={<div class={styles['page']} aria-busy="true" />}>
            <Switch fallback={<AccountsPlace location={location} adding={adding} />}>
              <Match when={place() === 'bin'}>
                <div ref={takenApart} class={styles['page']}>
                  <BinScreen onBack={() => go('accounts')} />
                </div>
              </Match>
              <Match when={place() === 'import'}>
                <div ref={takenApart} class={styles['page']}>
                  <TransferScreen location={location} />
                </div>
              </Match>
              <Match when={place() === 'settings'}>
                <div ref={takenApart} class={styles['page']}>
                  <SettingsScreen
                    section={location.parts()[1]}
                    onSection={(section) => location.go('settings', ...(section === undefined ? [] : [section]))}
                    onBack={() => go('accounts')}
                  />
                </div>
              </Match>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </div>
      <Show when={covered()}>
        <Cover />
      </Show>
      <Suspense>
        <Show when={isDropShown() && arrivals.over()}>{(held) => <DropCover held={held()} />}</Show>
        <Show when={workspace.overlay() === 'menu'}>
          <MenuSheet onGo={go} onShortcuts={() => workspace.setOverlay('shortcuts')} onClose={closeOverlay} />
        </Show>
        <Show when={workspace.overlay() === 'shortcuts'}>
          <ShortcutsDialog onClose={closeOverlay} />
        </Show>
        <Show when={workspace.settings().autosave && !workspace.readOnly()}>
          <AutosaveWatch />
        </Show>
      </Suspense>
    </>
  )
}

/** What follows # is the place in the app, so the skip link moves the focus itself. */
function focusMain(event: Event): void {
  event.preventDefault()
  // Under 1080 pixels the details lie over the accounts, which are hidden then.
  const details = document.querySelector<HTMLElement>('[data-open] [role=main]')
  ;(details ?? document.getElementById('main'))?.focus()
}

function AccountsPlace(props: { readonly location: HashLocation; readonly adding: AddOpenings }): JSX.Element {
  const workspace = useWorkspace()
  const { arrivals } = useServices()
  const parts = (): readonly string[] => props.location.parts()
  const close = (): void => props.location.go()
  const openId = (): string | undefined => (parts()[0] === 'account' ? parts()[1] : undefined)
  createEffect(() => {
    if (parts()[0] === 'search') document.querySelector<HTMLElement>('input[type=search]')?.focus()
  })
  const added = (id: string): void => {
    close()
    workspace.askToKeep()
    queueMicrotask(() => {
      document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] [data-code-button]`)?.focus()
    })
  }
  return (
    <>
      <div ref={takenApart} class={styles['page']}>
        <AccountsScreen
          openId={openId()}
          go={{
            add: (opening = {}) => props.adding.open(opening),
            open: (id, what) => props.location.go('account', id, ...(what && what !== 'details' ? [what] : [])),
            close: () => {
              if (openId() !== undefined) close()
            },
            import: (text) => {
              if (text === undefined) props.location.go('import')
              else arrivals.bring({ what: 'files', files: [textFile(text)] })
            },
            settings: () => props.location.go('settings'),
            shortcuts: () => workspace.setOverlay('shortcuts'),
            menu: () => workspace.setOverlay('menu'),
          }}
        />
      </div>
      <Show when={openId()} keyed>
        {(id) => <DetailsPane id={id} what={parts()[2]} location={props.location} onClose={close} />}
      </Show>
      <Suspense>
        <Show when={props.adding.opening()}>
          {(opening) => (
            <AddAccountDialog
              initial={opening().initial}
              pictures={opening().pictures}
              tab={opening().tab}
              onReady={() => props.adding.ready()}
              onClose={close}
              onAdded={added}
            />
          )}
        </Show>
      </Suspense>
    </>
  )
}

function DetailsPane(props: {
  readonly id: string
  readonly what: string | undefined
  readonly location: HashLocation
  readonly onClose: () => void
}): JSX.Element {
  const breakpoint = createBreakpoint()
  const isPage = (): boolean => breakpoint() !== 'desktop'
  return (
    <div
      ref={takenApart}
      class={styles['pane']}
      role={isPage() ? 'main' : undefined}
      tabindex={isPage() ? -1 : undefined}
    >
      <section role="region" aria-label={shellText().details}>
        <Suspense>
          <Show
            when={props.what === 'edit'}
            fallback={
              <AccountDetails
                id={props.id}
                showQr={props.what === 'qr'}
                onAsked={() => props.location.rename('account', props.id)}
                onClose={() => props.onClose()}
                onEdit={() => props.location.go('account', props.id, 'edit')}
              />
            }
          >
            <GuardedEdit id={props.id} location={props.location} />
          </Show>
        </Suspense>
      </section>
    </div>
  )
}

/** The edit form, which is not left with changes unless the person says so. */
function GuardedEdit(props: { readonly id: string; readonly location: HashLocation }): JSX.Element {
  const { update } = useServices()
  let guard: LeaveGuard | undefined
  onCleanup(update.guard(() => guard?.isDirty() ?? false))
  onCleanup(props.location.guard(() => guard?.confirmLeave() ?? Promise.resolve(true)))
  return (
    <EditAccountForm
      id={props.id}
      onDone={() => props.location.go('account', props.id)}
      guard={(given) => {
        guard = given
      }}
    />
  )
}
