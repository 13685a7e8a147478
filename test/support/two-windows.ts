import type { ConnectWindow, SitePort, WindowMessage } from '../../src/api/pinned-site.ts'
import type { Host, PopupWindow } from '../../src/client/host.ts'
import type { Timeline } from './timeline.ts'

/** Origins of the two windows, unless a test wants others. */
export const siteOrigin = 'https://deploy.example'
export const appOrigin = 'https://mfa.example.org'

/** A message as one of the windows gets it. */
export type Delivered = Omit<WindowMessage, 'ports'> & { readonly ports: readonly MessagePort[] }

/** A window of a site and the popup that it has opened, as far as the two know of each other. */
export interface TwoWindows {
  /** What the popup's own script has. */
  readonly popupWindow: ConnectWindow
  /** What the site's own script has. Opening answers the popup. */
  readonly siteWindow: Host
  /** The popup as the site sees it: the source of its messages. */
  readonly popup: PopupWindow
  /** The site as the popup sees it. */
  readonly opener: NonNullable<ConnectWindow['opener']>
  /** Everything that the popup has said, to its opener and through ports. */
  readonly said: readonly unknown[]
  /** Listens in the site's window. */
  onSiteMessage(listener: (message: Delivered) => void): void
  /** Listens in the popup. */
  onPopupMessage(listener: (message: Delivered) => void): void
  /** The origin of the page that has opened the popup. */
  readonly siteOrigin: string
  /** Hands the popup a message that may be forged. */
  dispatchToPopup(message: Partial<Delivered>): void
  /** Hands the site a message that may be forged. */
  dispatchToSite(message: Partial<Delivered>): void
  /** The site's window now shows a page of another origin. */
  navigateSite(origin: string): void
  /** The site's window is closed. */
  closeSite(): void
  /** The browser opens no popups. */
  blockPopups(): void
  /** What the popup was opened with. */
  readonly opened: readonly (readonly [url: string, target: string, features: string])[]
  /** What the browser severs looks closed. */
  closePopup(): void
  /** Closes all ports. */
  dispose(): void
}

/** Two windows of one browser. Messages arrive in a task of their own, as in browsers. */
export function createTwoWindows(timeline: Timeline, origins: { site?: string; app?: string } = {}): TwoWindows {
  const site = createPage(origins.site ?? siteOrigin)
  const popupPage = createPage(origins.app ?? appOrigin)
  const said: unknown[] = []
  const opened: [string, string, string][] = []
  const ports: MessagePort[] = []
  let isBlocked = false

  const opener = {
    closed: false,
    postMessage: (message: unknown, targetOrigin: string) => {
      if (targetOrigin === 'null') throw new DOMException('Invalid target origin', 'SyntaxError')
      const data: unknown = structuredClone(message)
      said.push(data)
      site.deliver(targetOrigin, { data, source: popup, origin: popupPage.origin, ports: [] })
    },
  }
  const popup = {
    closed: false,
    close: () => {
      popup.closed = true
    },
    postMessage: (message: unknown, targetOrigin: string, transfer: Transferable[] = []) => {
      const clone = structuredClone({ message, transfer }, { transfer })
      const arrived = clone.transfer.filter((item) => item instanceof MessagePort)
      ports.push(...arrived)
      popupPage.deliver(targetOrigin, { data: clone.message, source: opener, origin: site.origin, ports: arrived })
    },
  }
  return {
    popup,
    opener,
    said,
    opened,
    popupWindow: {
      opener,
      location: popupPage,
      addEventListener: (_type, listener) => popupPage.listen(listener, (event) => overheard(event, said)),
      removeEventListener: (_type, listener) => popupPage.unlisten(listener),
    },
    siteWindow: {
      open: (...parameters) => {
        opened.push(parameters)
        return isBlocked ? null : popup
      },
      addEventListener: (_type, listener) => site.listen(listener, (event) => event),
      removeEventListener: (_type, listener) => site.unlisten(listener),
      ...intervalsOf(timeline),
      performance: { now: timeline.monotonic },
    },
    siteOrigin: site.origin,
    onPopupMessage: (listener) => popupPage.listen(listener, (event) => event),
    onSiteMessage: (listener) => site.listen(listener, (event) => event),
    dispatchToPopup: (message) =>
      popupPage.dispatch({ data: undefined, source: opener, origin: site.origin, ...message }),
    dispatchToSite: site.dispatch,
    navigateSite: (origin) => site.navigate(origin),
    closeSite: () => {
      opener.closed = true
      site.navigate('null')
    },
    blockPopups: () => {
      isBlocked = true
    },
    closePopup: () => {
      popup.closed = true
    },
    dispose: () => {
      for (const port of ports) port.close()
    },
  }
}

/** What the popup gets to see of a message: its port tells what goes through it. */
function overheard(event: Delivered, said: unknown[]): WindowMessage {
  const ports = event.ports.map((port): SitePort => ({
    postMessage: (message) => {
      said.push(structuredClone(message))
      port.postMessage(message)
    },
    addEventListener: (type: string, listener: (event: { readonly data: unknown }) => void) =>
      port.addEventListener(type, (event) => listener(event as MessageEvent)),
    start: () => port.start(),
    close: () => port.close(),
  }))
  return { ...event, ports }
}

function intervalsOf({ startTimer }: Timeline): Pick<Host, 'setInterval' | 'clearInterval'> {
  const stops = new Map<number, () => void>()
  let last = 0
  return {
    setInterval: (callback, ms) => {
      const handle = ++last
      const again = () => {
        stops.set(handle, startTimer(again, ms))
        callback()
      }
      stops.set(handle, startTimer(again, ms))
      return handle
    },
    clearInterval: (handle) => stops.get(handle)?.(),
  }
}

type Listener = (message: Delivered) => void

/** The document in one window. */
function createPage(firstOrigin: string) {
  const listeners = new Map<unknown, Listener>()
  let origin = firstOrigin
  const dispatch = (message: Partial<Delivered>) => {
    const event = { isTrusted: true, source: null, origin: '', data: undefined, ports: [], ...message }
    for (const listener of Array.from(listeners.values())) listener(event)
  }
  return {
    get origin() {
      return origin
    },
    listen: <E>(listener: (event: E) => void, view: (event: Delivered) => E) =>
      void listeners.set(listener, (event) => listener(view(event))),
    unlisten: (listener: unknown) => void listeners.delete(listener),
    dispatch,
    deliver: (targetOrigin: string, message: Partial<Delivered>) =>
      void setImmediate(() => {
        if (targetOrigin === '*' || targetOrigin === origin) dispatch(message)
      }),
    /** Another document has no listeners of the one before. */
    navigate: (next: string) => {
      origin = next
      listeners.clear()
    },
  }
}
