import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { systemClock } from './clock.ts'
import {
  createAppUpdate,
  createInstallPrompt,
  fetchLaterFiles,
  storageStatus,
  takeLaunchedFiles,
  updatePageOf,
} from './pwa/index.ts'
import { App } from './ui/app.tsx'
import { createAppearance } from './ui/appearance.ts'
import { createArrivals } from './ui/arrivals.ts'
import { afterFrame } from './ui/primitives/after-frame.ts'
import { makeFileDrops } from './ui/primitives/file-drops.ts'
import { whenIdle } from './ui/primitives/when-idle.ts'
import { scriptUrl } from './ui/primitives/script-url.ts'
import { ServicesProvider, type Services } from './ui/services.tsx'
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

/** Whether the last visit left an anchor: then the lock screen is shown before storage has been looked at. */
function expectsVault(storage: Storage | undefined): boolean {
  try {
    return typeof storage?.getItem('mfa-manager:anchor') === 'string'
  } catch {
    return false
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

function start(root: HTMLElement): void {
  const storage = localStorageOrNothing()
  const appearance = createAppearance(storage, document.documentElement)
  const [status, setStatus] = createSignal<VaultStatus>({ name: 'checking' })
  const expected = expectsVault(storage)
  // The lock screen stands without the vault; a first visitor waits for what storage holds.
  const vault = (expected ? afterFrame() : Promise.resolve()).then(() => openVault(setStatus))
  vault.catch(() => setStatus({ name: 'unavailable', code: 'storage/unavailable' }))

  const update = createAppUpdate({
    register: async () => {
      const { Workbox } = await import('workbox-window')
      return new Workbox(scriptUrl('./sw.js'), { scope: './', updateViaCache: 'none' })
    },
    page: updatePageOf(window),
    clock: systemClock,
  })
  if (import.meta.env.PROD) void afterFrame().then(() => update.start())
  const stopWaiting = update.subscribe(() => {
    if (!update.state().controlled) return
    stopWaiting()
    whenIdle(() => fetchLaterFiles(navigator))
  })

  const arrivals = createArrivals()
  const bringFiles = (files: readonly File[]): void => arrivals.bring({ what: 'files', files })
  makeFileDrops(window, { onOver: arrivals.setOver, onFiles: bringFiles })
  takeLaunchedFiles(window, bringFiles)

  const services: Services = {
    clock: systemClock,
    status,
    vault,
    kdf: async () => (await import('./open-vault.ts')).createBrowserKdf(),
    importer: async () => (await import('./open-importer.ts')).createBrowserImporter(),
    arrivals,
    appearance,
    update,
    install: createInstallPrompt(window),
    storage: storageStatus(navigator),
  }
  render(
    () => (
      <ServicesProvider services={services}>
        <App expectsVault={expected} />
      </ServicesProvider>
    ),
    root,
  )
}

async function startOrExplain(root: HTMLElement): Promise<void> {
  if (window.self !== window.top) {
    const { FramedScreen } = await import('./ui/screens/trouble/framed.tsx')
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
