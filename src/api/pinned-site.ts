import { isPlainObject, memberOf } from './plain-json.ts'
import { messageTypes, type EndReason } from './protocol.ts'
import type { StartTimer } from './timer.ts'
import { newToken, type RandomSource } from './token.ts'

/** How long a site may take to send a challenge back, ms. It needs no time; a page in the background needs some. */
const proveWithinMs = 10_000
/** How often the popup looks whether its opener is still there, ms. */
const lookEveryMs = 1000

/** The window that opened this one, as far as it may be known. */
export interface OpenerWindow {
  readonly closed: boolean
  postMessage(message: unknown, targetOrigin: string): void
}

/** The part of a `MessageEvent` that counts. */
export interface WindowMessage {
  readonly isTrusted: boolean
  readonly source: unknown
  readonly origin: string
  readonly data: unknown
  readonly ports: readonly SitePort[]
}

/** The part of the popup's `window` that the message API uses. */
export interface ConnectWindow {
  readonly opener: OpenerWindow | null
  readonly location: { readonly origin: string }
  addEventListener(type: 'message', listener: (event: WindowMessage) => void): void
  removeEventListener(type: 'message', listener: (event: WindowMessage) => void): void
}

/** The part of a `MessagePort` that is used here. */
export interface SitePort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
  start(): void
  close(): void
}

/** What a hello has settled: who the site is, and the port it is reached by. */
export interface PinnedSiteOptions {
  readonly window: ConnectWindow
  readonly opener: OpenerWindow
  /** The browser's word for the site, not the site's own. */
  readonly origin: string
  readonly name: string | undefined
  readonly port: SitePort
  readonly random: RandomSource
  readonly startTimer: StartTimer
}

/**
 * The site at the other end. Messages on a port have no origin, so origin and port are pinned together, once, and what the
 * opener becomes afterwards ends the connection.
 */
export interface PinnedSite {
  readonly origin: string
  /** What the site calls itself; proves nothing. */
  readonly name: string | undefined
  /** Hands over what the site sends that is no response to a challenge. */
  listen(onMessage: (data: unknown) => void): void
  post(message: unknown): void
  /**
   * Whether the window that opened this one still shows a page of the pinned origin: a random text is posted to that
   * origin only, and must come back through the port.
   */
  prove(): Promise<boolean>
  /** Looks now whether the opener is gone, rather than within a second. */
  isGone(): boolean
  /** Called once: the site has closed the port, or its window is gone or shows another origin. */
  onLost(listener: (reason: EndReason) => void): void
  /** Closes the port. Nothing is heard or sent any more. */
  close(): void
}

/** Pins a site and starts its port. */
export function pinSite(options: PinnedSiteOptions): PinnedSite {
  const { opener, origin, name, port } = options
  const challenges = createChallenges(options)
  let onMessage: ((data: unknown) => void) | undefined
  let onLost: ((reason: EndReason) => void) | undefined
  let lost: EndReason | undefined
  let isOpen = true

  const lose = (reason: EndReason) => {
    if (!isOpen || lost !== undefined) return
    lost = reason
    challenges.stop()
    onLost?.(reason)
  }
  const stopWatching = watchOpener(options, () => lose('navigated'))
  port.addEventListener('message', ({ data }) => {
    if (isOpen && !challenges.take(data)) onMessage?.(data)
  })
  port.addEventListener('close', () => lose('closed'))
  port.start()

  return {
    origin,
    name,
    listen: (listener) => {
      onMessage = listener
    },
    post: (message) => {
      if (isOpen) port.postMessage(message)
    },
    prove: () => (isOpen && lost === undefined ? challenges.ask() : Promise.resolve(false)),
    isGone: () => {
      if (opener.closed) lose('navigated')
      return !isOpen || lost !== undefined
    },
    onLost: (listener) => {
      onLost = listener
      const reason = lost
      if (reason !== undefined) queueMicrotask(() => listener(reason))
    },
    close: () => {
      isOpen = false
      stopWatching()
      challenges.stop()
      port.close()
    },
  }
}

/** Calls back when the opener's window is closed, or says hello from another origin: then it shows another page. */
function watchOpener({ window, opener, origin, startTimer }: PinnedSiteOptions, onGone: () => void): () => void {
  let stopTimer = () => {}
  const look = () => {
    if (opener.closed) onGone()
    else stopTimer = startTimer(look, lookEveryMs)
  }
  const onMessage = ({ isTrusted, source, data, origin: from }: WindowMessage) => {
    const isHello = isPlainObject(data) && memberOf(data, 'type') === messageTypes.hello
    if (isTrusted && source === opener && isHello && from !== origin) onGone()
  }
  window.addEventListener('message', onMessage)
  look()
  return () => {
    stopTimer()
    window.removeEventListener('message', onMessage)
  }
}

/** Challenges that are under way. */
interface Challenges {
  ask(): Promise<boolean>
  /** Whether a message was a response, right or wrong. */
  take(data: unknown): boolean
  /** Answers all of them with no. */
  stop(): void
}

function createChallenges({ opener, origin, random, startTimer }: PinnedSiteOptions): Challenges {
  const waiting = new Map<string, (isProven: boolean) => void>()
  return {
    ask: () =>
      new Promise((resolve) => {
        const challenge = newToken(random)
        const settle = (isProven: boolean) => {
          stopTimer()
          waiting.delete(challenge)
          resolve(isProven)
        }
        const stopTimer = startTimer(() => settle(false), proveWithinMs)
        waiting.set(challenge, settle)
        opener.postMessage({ type: messageTypes.challenge, challenge }, origin)
      }),
    take: (data) => {
      if (!isPlainObject(data) || memberOf(data, 'type') !== messageTypes.response) return false
      const challenge = memberOf(data, 'challenge')
      const isExact = Object.keys(data).length === 2 && typeof challenge === 'string'
      if (isExact) waiting.get(challenge)?.(true)
      return true
    },
    stop: () => {
      for (const settle of Array.from(waiting.values())) settle(false)
    },
  }
}
