/** Installing the app on the device, where the browser lets a page ask for it. */
export interface InstallPrompt {
  /** The browser has offered to install the app, and the offer has not been used. */
  canInstall(): boolean
  /** Shows the browser's question. Call it from a click. */
  install(): Promise<'accepted' | 'dismissed' | 'unavailable'>
  /** This is the installed app (its own window, or the iOS Home Screen), or it has just been installed from here. */
  installed(): boolean
  /** Calls back when one of the answers may have changed. Returns the function that stops it. */
  subscribe(listener: () => void): () => void
}

/** Not in the standard library's types: Chromium only (Web App Manifest incubations). */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<unknown>
  readonly userChoice: Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

interface PromptWindow extends EventTarget {
  readonly navigator: object
  matchMedia(query: string): { readonly matches: boolean }
}

const ownWindow = '(display-mode: standalone), (display-mode: minimal-ui), (display-mode: window-controls-overlay)'

/**
 * Keeps the browser's offer to install. The event comes once, soon after loading, so this is made at start. The browser's
 * own banner is kept back: the app offers it in its settings, and does not urge.
 */
export function createInstallPrompt(view: PromptWindow): InstallPrompt {
  const listeners = new Set<() => void>()
  let offer: BeforeInstallPromptEvent | undefined
  let justInstalled = false
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  view.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer = event as BeforeInstallPromptEvent
    tell()
  })
  view.addEventListener('appinstalled', () => {
    offer = undefined
    justInstalled = true
    tell()
  })
  return {
    canInstall: () => offer !== undefined,
    async install() {
      if (!offer) return 'unavailable'
      const used = offer
      // An offer can be shown once; another event brings the next one.
      offer = undefined
      tell()
      try {
        await used.prompt()
        return (await used.userChoice).outcome
      } catch {
        return 'unavailable'
      }
    },
    installed() {
      const { navigator } = view
      const onHomeScreen = 'standalone' in navigator && navigator.standalone === true
      return justInstalled || onHomeScreen || view.matchMedia(ownWindow).matches
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
