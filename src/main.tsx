import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { systemClock } from './clock.ts'
import {
  createAppUpdate,
  createClockCheck,
  createInstallPrompt,
  fetchLaterFiles,
  readAddress,
  storageStatus,
  takeAddress,
  takeLaunches,
  updatePageOf,
  watchAddress,
  type AddressCall,
} from './pwa/index.ts'
import { App } from './ui/app.tsx'
import { createAppearance } from './ui/appearance.ts'
import { createArrivals, type Arrivals } from './ui/arrivals.ts'
import { afterFrame } from './ui/primitives/after-frame.ts'
import { makeFileDrops } from './ui/primitives/file-drops.ts'
import { whenIdle } from './ui/primitives/when-idle.ts'
import { scriptUrl } from './ui/primitives/script-url.ts'
import { ServicesProvider, type Services } from './ui/services.tsx'
import { arrivalOfFiles } from './ui/sort-files.ts'
import type { Vault, VaultStatus } from './vault/index.ts'
import './ui/styles/tokens.css'
import './ui/styles/base.css'

/** What the page was opened with. */
interface Opened {
  /** The address, before anything was taken out of it. */
  readonly at: string
  readonly call: AddressCall | undefined
}

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
  const { makeAutoJoin, openBrowserVault } = await import('./open-vault.ts')
  const vault = openBrowserVault(systemClock)
  vault.subscribe((event) => {
    if (event.type === 'status') setStatus(event.status)
  })
  await vault.inspect()
  setStatus(vault.status())
  makeAutoJoin({ vault, page: document })
  return vault
}

/** Brings what an address asked for. */
async function bringCall(call: AddressCall, arrivals: Arrivals): Promise<void> {
  if (call.call === 'link') arrivals.bring({ what: 'text', text: call.link })
  else if (call.call === 'link-too-long') arrivals.bring({ what: 'refused', why: 'link-too-long' })
  else if (call.call === 'add') arrivals.bring({ what: 'add', tab: call.tab })
  else {
    const { takeSharedThings } = await import('./ui/bring-share.ts')
    for (const arrival of await takeSharedThings(navigator.serviceWorker)) arrivals.bring(arrival)
  }
}

/** Brings what is dropped, pasted, opened with the app, shared with it, or linked to it. */
function bringFromOutside(arrivals: Arrivals, opened: Opened): void {
  const bringFiles = (files: readonly File[]): void => void arrivalOfFiles(files).then(arrivals.bring)
  const bring = (call: AddressCall | undefined): void => {
    // Where sharing fails to load, there is nothing left to bring.
    if (call) void bringCall(call, arrivals).catch(() => arrivals.bring({ what: 'refused', why: 'lost' }))
  }
  bring(opened.call)
  watchAddress(window, bring)
  makeFileDrops(window, {
    onOver: arrivals.setOver,
    onFiles: bringFiles,
    onLink: (text) => arrivals.bring({ what: 'text', text }),
  })
  takeLaunches(window, opened.at, {
    onFiles: bringFiles,
    onAddress(href) {
      const call = readAddress(href)
      const { hash } = new URL(href)
      if (call) bring(call)
      // Shortcuts that are places; the others leave a person where they are.
      else if (hash === '#/search') window.location.hash = hash
    },
  })
}

function start(root: HTMLElement, opened: Opened): void {
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

  const clockCheck = createClockCheck(async (publish) =>
    (await import('./open-clock-watch.ts')).watchBrowserClock(publish),
  )
  void afterFrame().then(() => whenIdle(() => void clockCheck.check()))

  const arrivals = createArrivals()
  bringFromOutside(arrivals, opened)

  const services: Services = {
    clock: systemClock,
    status,
    vault,
    kdf: async () => (await import('./open-vault.ts')).createBrowserKdf(),
    importer: async () => (await import('./open-importer.ts')).createBrowserImporter(),
    qr: async () => (await import('./open-qr-reader.ts')).browserSight(),
    passkeys: async () => (await import('./open-passkeys.ts')).browserPasskeys(),
    arrivals,
    appearance,
    update,
    install: createInstallPrompt(window),
    storage: storageStatus(navigator),
    clockCheck,
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

async function startOrExplain(root: HTMLElement, opened: Opened): Promise<void> {
  if (window.self !== window.top) {
    const { FramedScreen } = await import('./ui/screens/trouble/framed.tsx')
    render(() => <FramedScreen />, root)
  } else if (!window.isSecureContext) {
    const { InsecureContextScreen } = await import('./ui/screens/trouble/insecure-context.tsx')
    render(() => <InsecureContextScreen />, root)
  } else {
    start(root, opened)
  }
}

/** Before anything else looks at the address: it may hold a secret. */
function takeOpened(): Opened {
  return { at: window.location.href, call: takeAddress(window) }
}

const root = document.getElementById('app')
if (root) void startOrExplain(root, takeOpened())
