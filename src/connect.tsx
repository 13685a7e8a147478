import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { createClickGuard, openConnection } from './api/index.ts'
import { systemClock } from './clock.ts'
import { createClockCheck } from './pwa/index.ts'
import { createAppearance } from './ui/appearance.ts'
import { ConsentScreen } from './ui/screens/consent/consent-screen.tsx'
import { createQuestionDesk } from './ui/screens/consent/question-desk.ts'
import { codeCorrection } from './ui/code-correction.ts'
import { afterFrame } from './ui/primitives/after-frame.ts'
import { whenIdle } from './ui/primitives/when-idle.ts'
import { FramedScreen } from './ui/screens/trouble/framed.tsx'
import type { Vault, VaultStatus } from './vault/index.ts'
import './ui/styles/tokens.css'
import './ui/styles/base.css'

/** The browser's storage, or nothing where it is blocked: asking for it may throw. */
function localStorageOrNothing(): Storage | undefined {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

async function openVault(setStatus: (status: VaultStatus) => void): Promise<Vault> {
  const { openBrowserVault } = await import('./open-vault.ts')
  const vault = openBrowserVault(systemClock)
  vault.subscribe((event) => {
    if (event.type === 'status') setStatus(event.status)
  })
  await vault.inspect()
  setStatus(vault.status())
  return vault
}

/** How codes are corrected in this window; it compares the clock itself, as the app does. */
function watchCorrection(vault: Promise<Vault>): () => number {
  const check = createClockCheck(async (publish) => (await import('./open-clock-watch.ts')).watchBrowserClock(publish))
  void afterFrame().then(() => whenIdle(() => void check.check()))
  let opened: Vault | undefined
  vault.then(
    (one) => (opened = one),
    () => undefined,
  )
  return () => codeCorrection(opened?.settings().clockCorrection ?? null, check.reading(), systemClock.now()).byMs
}

function start(root: HTMLElement): void {
  createAppearance(localStorageOrNothing(), document.documentElement)
  const [status, setStatus] = createSignal<VaultStatus>({ name: 'checking' })
  const desk = createQuestionDesk()
  const vault = openVault(setStatus)
  const correctionMs = watchCorrection(vault)
  const closeWindow = (): void => window.close()
  const connection = openConnection({
    window,
    vault,
    prompt: desk,
    version: APP_VERSION,
    closeWindow,
    kdf: async () => (await import('./open-vault.ts')).createBrowserKdf(),
    ...('locks' in navigator ? { locks: navigator.locks } : {}),
    clock: systemClock,
    correctionMs,
  })
  // A window that is closed has said no.
  window.addEventListener('pagehide', () => connection.stop())
  render(
    () => (
      <ConsentScreen
        parts={{
          clock: systemClock,
          correctionMs,
          status,
          vault,
          passkeys: async () => (await import('./open-passkeys.ts')).browserPasskeys(),
          connection,
          desk,
          createGuard: (onChange) => createClickGuard({ page: document, view: window, clock: systemClock, onChange }),
          closeWindow,
        }}
      />
    ),
    root,
  )
}

async function startOrExplain(root: HTMLElement): Promise<void> {
  if (window.self !== window.top) {
    render(() => <FramedScreen />, root)
  } else if (!window.isSecureContext) {
    const { InsecureContextScreen } = await import('./ui/screens/trouble/insecure-context.tsx')
    render(() => <InsecureContextScreen />, root)
  } else {
    start(root)
  }
}

const root = document.getElementById('app')
if (root) void startOrExplain(root)
