import {
  createEffect,
  createMemo,
  createResource,
  createSignal,
  ErrorBoundary,
  lazy,
  Match,
  onCleanup,
  onMount,
  Show,
  Suspense,
  Switch,
  type JSX,
} from 'solid-js'
import { createDocumentLanguage } from './primitives/document-language.ts'
import { afterFrame } from './primitives/after-frame.ts'
import { CrashedScreen } from './screens/trouble/crashed.tsx'
import { UnlockScreen } from './screens/unlock/unlock-screen.tsx'
import { useServices } from './services.tsx'

const loadWorkspace = async () => ({ default: (await import('./shell/workspace-root.tsx')).WorkspaceRoot })
const WorkspaceRoot = lazy(loadWorkspace)
const WelcomeScreen = lazy(async () => ({
  default: (await import('./screens/welcome/welcome-screen.tsx')).WelcomeScreen,
}))
const KeepCodeRoot = lazy(async () => ({
  default: (await import('./screens/recovery/keep-code-root.tsx')).KeepCodeRoot,
}))
const trouble = {
  Damaged: lazy(async () => ({ default: (await import('./screens/trouble/damaged.tsx')).DamagedScreen })),
  Removed: lazy(async () => ({ default: (await import('./screens/trouble/removed.tsx')).RemovedScreen })),
  Unavailable: lazy(async () => ({ default: (await import('./screens/trouble/unavailable.tsx')).UnavailableScreen })),
  TooNew: lazy(async () => ({ default: (await import('./screens/trouble/too-new.tsx')).TooNewScreen })),
}

/** The screen that fits the vault's status. `expectsVault`: a vault was here at the last visit. */
export function App(props: { readonly expectsVault: boolean }): JSX.Element {
  const { status, vault } = useServices()
  createDocumentLanguage()
  const [opened] = createResource(() => vault)
  const [settled, setSettled] = createSignal(false)
  onMount(() => {
    setSettled(true)
    // While the passphrase is being typed, what comes after it is fetched.
    if (props.expectsVault)
      void afterFrame()
        .then(loadWorkspace)
        .catch(() => undefined)
  })
  const name = createMemo(() => status().name)
  const [freshCode, setFreshCode] = createSignal<readonly string[]>()
  const [said, setSaid] = createSignal<string>()
  createEffect(() => {
    if (name() !== 'unlocked') return
    onCleanup(() => {
      setFreshCode(undefined)
      setSaid(undefined)
    })
  })
  createEffect(() => {
    if (name() !== 'unlocked') return
    // The browser may remove the app's own files together with the vault, and this screen saves what is left then.
    const load = (): void => void trouble.Removed.preload().catch(() => undefined)
    if ('requestIdleCallback' in window) requestIdleCallback(load)
    else setTimeout(load)
  })
  // The lock screen stands from the first moment, before storage has been looked at.
  const locked = (): boolean => name() === 'locked' || (name() === 'checking' && props.expectsVault)
  return (
    <ErrorBoundary fallback={<CrashedScreen />}>
      <Suspense>
        <Switch>
          <Match when={locked() && settled()}>
            <UnlockScreen onRecovered={(text) => name() === 'unlocked' && setSaid(text)} />
          </Match>
          <Match when={name() === 'unlocked'}>
            <Show when={opened()}>
              {(open) => (
                <Show when={freshCode()} fallback={<WorkspaceRoot vault={open()} said={said()} />}>
                  {(groups) => <KeepCodeRoot vault={open()} groups={groups()} onDone={() => setFreshCode(undefined)} />}
                </Show>
              )}
            </Show>
          </Match>
          <Match when={name() === 'absent'}>
            <WelcomeScreen onFreshCode={setFreshCode} />
          </Match>
          <Match when={name() === 'damaged'}>
            <trouble.Damaged />
          </Match>
          <Match when={name() === 'removed'}>
            <trouble.Removed />
          </Match>
          <Match when={name() === 'unavailable'}>
            <trouble.Unavailable />
          </Match>
          <Match when={name() === 'too-new'}>
            <trouble.TooNew />
          </Match>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  )
}
