import { cleanName } from '../otp/index.ts'
import { refusedOrigin } from './origin.ts'
import {
  pinSite,
  type ConnectWindow,
  type OpenerWindow,
  type PinnedSite,
  type SitePort,
  type WindowMessage,
} from './pinned-site.ts'
import { isPlainObject, isWellFormed, memberOf } from './plain-json.ts'
import {
  messageTypes,
  protocolVersion,
  type ReadyMessage,
  type RefusalReason,
  type RefusedMessage,
  type WelcomeMessage,
} from './protocol.ts'
import type { StartTimer } from './timer.ts'
import { newToken, type RandomSource } from './token.ts'

/** The Web Lock that the popup with the open session holds. */
export const connectLockName = 'mfa-manager-connect'

const readyEveryMs = 500
const readyForMs = 60_000
/** Characters of a site's name that are shown. */
const shownNameLength = 60
/** UTF-16 units of a site's name that are looked at. */
const maxNameLength = 1024

/** The part of `navigator.locks` that is used here. */
export interface ConnectLocks {
  request(
    name: string,
    options: { readonly ifAvailable: true },
    work: (lock: object | null) => Promise<void>,
  ): Promise<unknown>
}

/** What a handshake needs. */
export interface HandshakeOptions {
  readonly window: ConnectWindow
  readonly opener: OpenerWindow
  readonly locks: ConnectLocks | undefined
  /** The app's own version, which the site is told. */
  readonly version: string
  readonly random: RandomSource
  readonly startTimer: StartTimer
  /** What calls need: nobody is welcomed before it is there. */
  readonly ready: Promise<unknown>
  /** Ends it, when the popup is closed. */
  readonly signal: AbortSignal
}

/** How a handshake ended. */
export type Handshake =
  | {
      readonly outcome: 'welcomed'
      readonly site: PinnedSite
      /** Lets the next site in. */ readonly release: () => void
    }
  | { readonly outcome: 'refused'; readonly origin: string; readonly reason: RefusalReason }
  /** The page that said hello did not answer from the origin it said it from. */
  | { readonly outcome: 'unproven'; readonly origin: string }
  /** Nobody said hello within a minute. */
  | { readonly outcome: 'silent' }

interface Hello {
  readonly origin: string
  readonly protocol: number
  readonly name: string | undefined
  readonly port: SitePort
}

/**
 * Greets the opener and waits for its hello (docs/message-api.md, "Handshake"). Takes nothing from the popup's own
 * address, which the opener can set, and everything that is no hello as if it had not come.
 */
export async function shakeHands(options: HandshakeOptions): Promise<Handshake> {
  const { window, opener, version, random, startTimer } = options
  const hello = await awaitHello(options)
  if (hello === undefined) return { outcome: 'silent' }
  const { origin, name, port } = hello
  const refuse = (reason: RefusalReason): Handshake => {
    port.postMessage({ type: messageTypes.refused, reason } satisfies RefusedMessage)
    port.close()
    return { outcome: 'refused', origin, reason }
  }
  const reason = refusedOrigin(origin, window.location.origin)
  if (reason !== undefined) return refuse(reason)
  if (hello.protocol !== protocolVersion) return refuse('unsupported-protocol')
  const release = await takeLock(options.locks)
  if (release === undefined) return refuse('busy')

  const site = pinSite({ window, opener, origin, name, port, random, startTimer })
  let isWelcome = false
  try {
    isWelcome = await isProven(site, options)
  } finally {
    if (!isWelcome) {
      site.close()
      release()
    }
  }
  if (!isWelcome) return { outcome: 'unproven', origin }
  site.post({ type: messageTypes.welcome, protocol: protocolVersion, version } satisfies WelcomeMessage)
  return { outcome: 'welcomed', site, release }
}

async function isProven(site: PinnedSite, { ready, signal }: HandshakeOptions): Promise<boolean> {
  const isProven = await site.prove()
  if (isProven) await ready
  return isProven && !signal.aborted && !site.isGone()
}

/** Says that the popup is ready, again and again, until the opener says hello or a minute is over. */
function awaitHello({ window, opener, random, startTimer, signal }: HandshakeOptions): Promise<Hello | undefined> {
  const nonce = newToken(random)
  const ready: ReadyMessage = { type: messageTypes.ready, protocols: [protocolVersion], nonce }
  return new Promise((resolve) => {
    let left = readyForMs / readyEveryMs
    let stopTimer = () => {}
    const settle = (hello?: Hello) => {
      stopTimer()
      window.removeEventListener('message', onMessage)
      signal.removeEventListener('abort', onAbort)
      resolve(hello)
    }
    const onAbort = () => settle()
    const onMessage = (event: WindowMessage) => {
      const hello = readHello(event, opener, nonce)
      if (hello !== undefined) settle(hello)
    }
    const greet = () => {
      if (left-- === 0 || opener.closed) {
        settle()
        return
      }
      // To whoever has opened this window: there is nothing in it but a random text.
      opener.postMessage(ready, '*')
      stopTimer = startTimer(greet, readyEveryMs)
    }
    window.addEventListener('message', onMessage)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) settle()
    else greet()
  })
}

const helloMembers = new Set(['type', 'protocol', 'nonce', 'name'])

/** A hello that may count; `undefined` for everything else that windows, extensions and scripts send. */
function readHello(event: WindowMessage, opener: OpenerWindow, nonce: string): Hello | undefined {
  const { data, ports, origin } = event
  if (!event.isTrusted || event.source !== opener) return undefined
  const [port, ...more] = ports
  if (port === undefined || more.length > 0 || !isPlainObject(data)) return undefined
  if (!Object.keys(data).every((name) => helloMembers.has(name))) return undefined
  const [type, protocol, name] = ['type', 'protocol', 'name'].map((member) => memberOf(data, member))
  if (type !== messageTypes.hello || memberOf(data, 'nonce') !== nonce || !Number.isSafeInteger(protocol))
    return undefined
  if (name === undefined) return { origin, protocol: Number(protocol), name, port }
  if (typeof name !== 'string' || name.length > maxNameLength || !isWellFormed(name)) return undefined
  return { origin, protocol: Number(protocol), name: shownName(name), port }
}

/** One short line without controls, direction marks and what cannot be seen. */
function shownName(name: string): string | undefined {
  return Array.from(cleanName(name)).slice(0, shownNameLength).join('').trim() || undefined
}

/** Takes the lock of the one open session; `undefined`: another popup has it. Without Web Locks there is no telling. */
function takeLock(locks: ConnectLocks | undefined): Promise<(() => void) | undefined> {
  if (locks === undefined) return Promise.resolve(() => {})
  return new Promise((resolve) => {
    locks
      .request(connectLockName, { ifAvailable: true }, (lock) => {
        if (lock !== null) return new Promise<void>((release) => resolve(release))
        resolve(undefined)
        return Promise.resolve()
      })
      // Whoever cannot ask does not know that it is alone.
      .catch(() => resolve(undefined))
  })
}
