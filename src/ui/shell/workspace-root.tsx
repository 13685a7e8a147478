import { HashRouter, Route, useBeforeLeave, useLocation, useNavigate, useParams } from '@solidjs/router'
import {
  createEffect,
  createSignal,
  ErrorBoundary,
  lazy,
  on,
  onCleanup,
  onMount,
  Show,
  Suspense,
  type JSX,
} from 'solid-js'
import { ToastRegion } from '../components/toast-region.tsx'
import { loadGlyphs } from '../issuers/glyphs.ts'
import { shellText } from '../messages/shell.ts'
import { createBreakpoint } from '../primitives/media.ts'
import { AccountDetails } from '../screens/account-details/account-details.tsx'
import { AccountsScreen } from '../screens/accounts/accounts-screen.tsx'
import { AccountsStateProvider, createAccountsState } from '../screens/accounts/accounts-state.tsx'
import { CrashedScreen } from '../screens/trouble/crashed.tsx'
import { useServices } from '../services.tsx'
import type { LeaveGuard } from '../screens/edit-account/leave-guard.tsx'
import type { Vault } from '../../vault/index.ts'
import { createWorkspace, useWorkspace, WorkspaceProvider } from '../workspace.tsx'
import { createCover, Cover } from './cover.tsx'
import { createSessionGuard } from './session-guard.ts'
import { Sidebar, type Place } from './sidebar.tsx'
import styles from './workspace-root.module.css'

const AddAccountDialog = lazy(async () => ({
  default: (await import('../screens/add-account/add-account-dialog.tsx')).AddAccountDialog,
}))
const EditAccountForm = lazy(async () => ({
  default: (await import('../screens/edit-account/edit-account-form.tsx')).EditAccountForm,
}))
const BinScreen = lazy(async () => ({ default: (await import('../screens/bin/bin-screen.tsx')).BinScreen }))
const SettingsScreen = lazy(async () => ({
  default: (await import('../screens/settings/settings-screen.tsx')).SettingsScreen,
}))
const ShortcutsDialog = lazy(async () => ({
  default: (await import('../screens/shortcuts/shortcuts-dialog.tsx')).ShortcutsDialog,
}))
const MenuSheet = lazy(async () => ({ default: (await import('./menu-sheet.tsx')).MenuSheet }))

/** Everything behind an open vault. It lives from unlock to lock. */
export function WorkspaceRoot(props: { readonly vault: Vault }): JSX.Element {
  const services = useServices()
  const workspace = createWorkspace(services, props.vault)
  const accounts = createAccountsState(workspace)
  createSessionGuard(workspace, services)
  createEffect(() => {
    document.documentElement.dataset['accent'] = workspace.settings().accent
    document.documentElement.style.setProperty('--digit-scale', String(workspace.settings().digitSize))
  })
  onMount(() => {
    // After the codes are on the screen; until then the tiles have letters.
    const load = (): void => void loadGlyphs().catch(workspace.report)
    if ('requestIdleCallback' in window) requestIdleCallback(load)
    else setTimeout(load)
  })
  onCleanup(() => {
    delete document.documentElement.dataset['accent']
    document.documentElement.style.removeProperty('--digit-scale')
    // What comes after the next unlock begins at the accounts.
    history.replaceState(null, '', '#/')
  })
  return (
    <WorkspaceProvider workspace={workspace}>
      <AccountsStateProvider state={accounts}>
        <HashRouter root={(shell) => <Shell>{shell.children}</Shell>} explicitLinks preload={false}>
          <Route path={accountPaths} component={AccountsPlace} />
          <Route path="/bin" component={BinPlace} />
          <Route path={['/settings', '/settings/:section']} component={SettingsPlace} />
          <Route path="*" component={Elsewhere} />
        </HashRouter>
        <ToastRegion toasts={workspace.toasts} />
      </AccountsStateProvider>
    </WorkspaceProvider>
  )
}

const accountPaths = ['/', '/add', '/search', '/account/:id', '/account/:id/:what']

function Shell(props: { readonly children?: JSX.Element }): JSX.Element {
  const breakpoint = createBreakpoint()
  const navigate = useNavigate()
  const location = useLocation()
  const covered = createCover()
  const workspace = useWorkspace()
  const closeOverlay = (): void => workspace.setOverlay(undefined)
  const place = (): Place => {
    if (location.pathname.startsWith('/bin')) return 'bin'
    return location.pathname.startsWith('/settings') ? 'settings' : 'accounts'
  }
  const go = (to: Place): void => navigate(to === 'accounts' ? '/' : `/${to}`)
  return (
    <>
      <a class={styles['skip']} href="#main" onClick={(event) => focusMain(event)}>
        {shellText().skip}
      </a>
      <div
        class={styles['app']}
        data-covered={covered() ? '' : undefined}
        data-open={location.pathname.startsWith('/account/') ? '' : undefined}
      >
        <Show when={breakpoint() !== 'phone'}>
          <Sidebar place={place()} onGo={go} />
        </Show>
        <ErrorBoundary fallback={<CrashedScreen />}>
          <Suspense fallback={<div class={styles['page']} aria-busy="true" />}>{props.children}</Suspense>
        </ErrorBoundary>
      </div>
      <Show when={covered()}>
        <Cover />
      </Show>
      <Suspense>
        <Show when={workspace.overlay() === 'menu'}>
          <MenuSheet onGo={go} onShortcuts={() => workspace.setOverlay('shortcuts')} onClose={closeOverlay} />
        </Show>
        <Show when={workspace.overlay() === 'shortcuts'}>
          <ShortcutsDialog onClose={closeOverlay} />
        </Show>
      </Suspense>
    </>
  )
}

/** The router owns what follows #, so the skip link moves the focus itself. */
function focusMain(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}

function AccountsPlace(): JSX.Element {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const location = useLocation()
  const params = useParams<{ id?: string; what?: string }>()
  const [initial, setInitial] = createSignal<string | undefined>()
  const close = (): void => navigate('/')
  const openId = (): string | undefined => params.id
  createEffect(
    on(
      () => location.pathname,
      (path) => {
        if (path === '/search') document.querySelector<HTMLElement>('input[type=search]')?.focus()
      },
    ),
  )
  const added = (id: string): void => {
    close()
    workspace.askToKeep()
    queueMicrotask(() => {
      document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] [data-code-button]`)?.focus()
    })
  }
  return (
    <>
      <div class={styles['page']}>
        <AccountsScreen
          openId={openId()}
          go={{
            add: (text) => {
              setInitial(text)
              navigate('/add')
            },
            open: (id, what) => navigate(`/account/${id}${what && what !== 'details' ? `/${what}` : ''}`),
            close: () => {
              if (openId() !== undefined) close()
            },
            settings: () => navigate('/settings'),
            shortcuts: () => workspace.setOverlay('shortcuts'),
            menu: () => workspace.setOverlay('menu'),
          }}
        />
      </div>
      <Show when={openId()} keyed>
        {(id) => <DetailsPane id={id} what={params.what} onClose={close} />}
      </Show>
      <Suspense>
        <Show when={location.pathname === '/add'}>
          <AddAccountDialog
            initial={initial()}
            onClose={() => {
              setInitial(undefined)
              close()
            }}
            onAdded={(id) => {
              setInitial(undefined)
              added(id)
            }}
          />
        </Show>
      </Suspense>
    </>
  )
}

function DetailsPane(props: {
  readonly id: string
  readonly what: string | undefined
  readonly onClose: () => void
}): JSX.Element {
  const navigate = useNavigate()
  return (
    <section class={styles['pane']} role="region" aria-label={shellText().details}>
      <Suspense>
        <Show
          when={props.what === 'edit'}
          fallback={
            <AccountDetails
              id={props.id}
              showQr={props.what === 'qr'}
              onClose={() => props.onClose()}
              onEdit={() => navigate(`/account/${props.id}/edit`)}
            />
          }
        >
          <GuardedEdit id={props.id} />
        </Show>
      </Suspense>
    </section>
  )
}

/** The edit form, which is not left with changes unless the person says so. */
function GuardedEdit(props: { readonly id: string }): JSX.Element {
  const navigate = useNavigate()
  const { update } = useServices()
  let guard: LeaveGuard | undefined
  onCleanup(update.guard(() => guard?.isDirty() ?? false))
  useBeforeLeave((event) => {
    if (event.defaultPrevented || !guard?.isDirty()) return
    event.preventDefault()
    void guard.confirmLeave().then((leave) => {
      if (leave) event.retry(true)
    })
  })
  return (
    <EditAccountForm
      id={props.id}
      onDone={() => navigate(`/account/${props.id}`)}
      guard={(given) => {
        guard = given
      }}
    />
  )
}

function BinPlace(): JSX.Element {
  const navigate = useNavigate()
  return (
    <div class={styles['page']}>
      <BinScreen onBack={() => navigate('/')} />
    </div>
  )
}

function SettingsPlace(): JSX.Element {
  const navigate = useNavigate()
  const params = useParams<{ section?: string }>()
  return (
    <div class={styles['page']}>
      <SettingsScreen
        section={params.section}
        onSection={(section) => navigate(section === undefined ? '/settings' : `/settings/${section}`)}
        onBack={() => navigate('/')}
      />
    </div>
  )
}

/** An address that is none of the app's: the accounts. */
function Elsewhere(): JSX.Element {
  const navigate = useNavigate()
  onMount(() => navigate('/', { replace: true }))
  return <div class={styles['page']} />
}
