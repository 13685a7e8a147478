import { messageTypes, protocolVersion, type HelloMessage, type RefusalReason } from '../api/protocol.ts'
import { MfaError } from './errors.ts'
import type { Host, HostMessage, PopupWindow } from './host.ts'

const timeoutMs = 60_000
/** A popup that counts as closed this soon, and has said nothing, was cut off rather than closed. */
const severedWithinMs = 2000
const lookEveryMs = 200

/** What `connect` may be told. */
export interface ConnectOptions {
  /** What the page calls itself, at most 60 characters. People are shown it beside the origin, in smaller type. */
  readonly name?: string
  /** Ends the attempt and closes the popup. Means nothing any more once `connect` has resolved. */
  readonly signal?: AbortSignal
}

/** A popup that has said welcome. */
export interface Channel {
  readonly port: MessagePort
  /** The app's version. */
  readonly version: string
  /** Takes what comes through the port that belongs to no handshake. */
  onMessage: (data: unknown) => void
  /** Called once, when the popup is closed or shows something else. */
  onGone: () => void
  /** Closes the port and listens no more. The popup stays: it may have something to say, and closes by itself. */
  leave(): void
  closePopup(): void
}

function ignore(): void {}

/** Anything that came from elsewhere, to be looked at member by member. */
type Foreign = Readonly<Record<string, unknown>>

/**
 * Opens the popup and waits for its welcome.
 *
 * @throws {@link MfaError}; the signal's reason.
 */
export async function openChannel(host: Host, appUrl: string | URL, options: ConnectOptions): Promise<Channel> {
  options.signal?.throwIfAborted()
  const url = popupUrl(appUrl)
  const popup = host.open(url.href, '', 'popup,width=480,height=720')
  if (!popup) throw new MfaError('popup-blocked', 'The browser did not open the popup: call connect in a click')
  return greet(host, popup, url.origin, options)
}

function greet(host: Host, popup: PopupWindow, origin: string, { name, signal }: ConnectOptions): Promise<Channel> {
  const openedAt = host.performance.now()
  return new Promise((resolve, reject) => {
    let channel: Channel | undefined
    const leave = () => {
      host.clearInterval(timer)
      signal?.removeEventListener('abort', onAbort)
      talk.leave()
    }
    const closePopup = () => popup.close()
    const fail = (error: unknown) => {
      leave()
      reject(error)
    }
    const giveUp = (error: unknown) => {
      closePopup()
      fail(error)
    }
    const onAbort = () => giveUp(signal?.reason)
    const age = () => host.performance.now() - openedAt
    const onGone = () => {
      if (channel) channel.onGone()
      else fail(goneError(!talk.hasBegun() && age() < severedWithinMs))
    }
    const onMessage = (data: unknown, port: MessagePort) => {
      const { type, version, reason } = (data ?? {}) as Foreign
      if (channel) channel.onMessage(data)
      else if (type === messageTypes.refused) fail(refusedError(reason as RefusalReason))
      else if (type === messageTypes.welcome) {
        signal?.removeEventListener('abort', onAbort)
        channel = { port, version: String(version), onMessage: ignore, onGone: ignore, leave, closePopup }
        resolve(channel)
      }
    }
    const talk = talkTo(host, popup, {
      origin,
      name,
      isOver: () => channel !== undefined,
      onGone,
      onMessage,
    })
    signal?.addEventListener('abort', onAbort)
    const timer = host.setInterval(() => {
      if (popup.closed) onGone()
      else if (!channel && age() >= timeoutMs) giveUp(lateError())
    }, lookEveryMs)
  })
}

interface TalkOptions {
  /** The app's. */
  readonly origin: string
  readonly name: string | undefined
  /** Whether the handshake is: a popup that greets then has been loaded again. */
  readonly isOver: () => boolean
  readonly onGone: () => void
  readonly onMessage: (data: unknown, port: MessagePort) => void
}

/** Answers the popup's greetings and challenges. */
function talkTo(host: Host, popup: PopupWindow, { origin, name, isOver, onGone, onMessage }: TalkOptions) {
  let nonce: unknown
  let port: MessagePort | undefined
  const onWindowMessage = (event: HostMessage) => {
    if (event.source !== popup || event.origin !== origin) return
    const { type, nonce: given, challenge } = (event.data ?? {}) as Foreign
    // Only the pinned origin is sent a challenge, so that it comes back says that this page is still here.
    if (type === messageTypes.challenge) port?.postMessage({ type: messageTypes.response, challenge })
    // The popup says it every half second; another nonce means that it was loaded again.
    if (type !== messageTypes.ready || given === nonce) return
    if (isOver()) return onGone()
    nonce = given
    port?.close()
    const { port1, port2 } = new MessageChannel()
    port = port1
    port1.onmessage = ({ data }) => onMessage(data, port1)
    const hello = { type: messageTypes.hello, protocol: protocolVersion, nonce: String(nonce) } satisfies HelloMessage
    popup.postMessage(name === undefined ? hello : { ...hello, name }, origin, [port2])
  }
  host.addEventListener('message', onWindowMessage)
  return {
    hasBegun: () => port !== undefined,
    leave: () => {
      host.removeEventListener('message', onWindowMessage)
      port?.close()
    },
  }
}

/** `connect.html` in the app's folder, whether or not its address ends with a slash. Nothing rides along. */
function popupUrl(appUrl: string | URL): URL {
  const folder = new URL(appUrl)
  if (!folder.pathname.endsWith('/')) folder.pathname += '/'
  return new URL('connect.html', folder)
}

function goneError(isSevered: boolean): MfaError {
  return isSevered
    ? new MfaError('cross-origin-isolated-opener', 'The popup was cut off: a Cross-Origin-Opener-Policy forbids it')
    : new MfaError('closed', 'The popup was closed')
}

function lateError(): MfaError {
  return new MfaError('timeout', 'The popup did not answer within a minute')
}

function refusedError(refusal: RefusalReason): MfaError {
  return new MfaError('refused', `The app refuses: ${refusal}`, { refusal })
}
