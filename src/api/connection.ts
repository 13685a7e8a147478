import { systemClock, type Clock } from '../clock.ts'
import type { ConnectVault } from './connect-vault.ts'
import type { BackupKdf } from './exported-backup.ts'
import { shakeHands, type ConnectLocks, type Handshake } from './handshake.ts'
import type { ConnectWindow } from './pinned-site.ts'
import type { EndReason, RefusalReason } from './protocol.ts'
import type { AskingSite, ConsentPrompt } from './questions.ts'
import { openSession, type Session, type SessionView } from './session.ts'
import { startSystemTimer, type StartTimer } from './timer.ts'
import { systemRandom, type RandomSource } from './token.ts'

/** How long the last answer has to leave before the popup closes, ms. */
const closeAfterMs = 100

/** What the popup's page puts in. */
export interface ConnectionOptions {
  /** `window`. */
  readonly window: ConnectWindow
  /** The vault, once it has been looked at (`inspect`). The site is welcomed when it is there. */
  readonly vault: Promise<ConnectVault>
  readonly prompt: ConsentPrompt
  /** The app's version, which sites are told. */
  readonly version: string
  /** Closes the popup: `window.close`. */
  readonly closeWindow: () => void
  /** The slow hash in its worker, for `vault.export`. */
  readonly kdf?: (() => Promise<BackupKdf>) | undefined
  /** `navigator.locks`, where there is one. */
  readonly locks?: ConnectLocks | undefined
  readonly clock?: Clock
  /** What is taken off the device's time for codes, ms; none: nothing is. */
  readonly correctionMs?: () => number
  readonly random?: RandomSource
  readonly startTimer?: StartTimer
}

/** What the popup shows. */
export type ConnectionState =
  /** Opened by hand: there is nobody to talk to. */
  | { readonly phase: 'no-opener' }
  /** For the site's hello, and for the vault to be looked at. */
  | { readonly phase: 'waiting' }
  /** The page that opened the popup said nothing, or was gone before it had proved itself. */
  | { readonly phase: 'silent' }
  /** The vault's part of the app did not load. */
  | { readonly phase: 'failed' }
  | { readonly phase: 'refused'; readonly origin: string; readonly reason: RefusalReason }
  | { readonly phase: 'open'; readonly site: AskingSite; readonly session: SessionView }
  | { readonly phase: 'ended'; readonly site: AskingSite; readonly reason: EndReason; readonly session: SessionView }

/** The popup's side of a conversation with one site. */
export interface Connection {
  state(): ConnectionState
  /** Calls back after every change of {@link Connection.state}. Returns the function that stops it. */
  subscribe(listener: () => void): () => void
  /** Ends the session: the person's Stop, or the window that is being closed (`pagehide`). */
  stop(): void
}

/** Greets the window that opened this one, and serves it (docs/message-api.md). */
export function openConnection(options: ConnectionOptions): Connection {
  const listeners = new Set<() => void>()
  const stopped = new AbortController()
  let state = (): ConnectionState => ({ phase: options.window.opener === null ? 'no-opener' : 'waiting' })
  let session: Session | undefined
  const onChange = () => {
    for (const listener of listeners) listener()
  }
  const show = (next: () => ConnectionState) => {
    state = next
    onChange()
  }
  // Looked at when a site is there; until then, nobody is.
  options.vault.catch(() => undefined)
  const parts = {
    clock: systemClock,
    correctionMs: () => 0,
    random: systemRandom,
    startTimer: startSystemTimer,
    ...options,
  }
  greet(parts, stopped.signal).then(
    (handshake) => {
      if (handshake === undefined) return
      if (handshake.outcome !== 'welcomed') return show(() => outcomeOf(handshake))
      session = serve(parts, handshake, { show, onChange })
      if (stopped.signal.aborted) session.end('closed')
    },
    () => show(() => ({ phase: 'failed' })),
  )
  return {
    state: () => state(),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: () => {
      stopped.abort()
      session?.end('closed')
    },
  }
}

type Parts = ConnectionOptions & Required<Pick<ConnectionOptions, 'clock' | 'correctionMs' | 'random' | 'startTimer'>>

async function greet(
  { window, vault, locks, version, random, startTimer }: Parts,
  signal: AbortSignal,
): Promise<Serveable | undefined> {
  const { opener } = window
  if (opener === null) return undefined
  const handshake = await shakeHands({ window, opener, locks, version, random, startTimer, signal, ready: vault })
  return handshake.outcome === 'welcomed' ? { ...handshake, vault: await vault } : handshake
}

type Welcomed = Extract<Handshake, { readonly outcome: 'welcomed' }> & { readonly vault: ConnectVault }
type Serveable = Exclude<Handshake, { readonly outcome: 'welcomed' }> | Welcomed

function outcomeOf(handshake: Exclude<Handshake, { readonly outcome: 'welcomed' }>): ConnectionState {
  const { outcome } = handshake
  return outcome === 'refused'
    ? { phase: outcome, origin: handshake.origin, reason: handshake.reason }
    : { phase: 'silent' }
}

/** What {@link serve} tells the connection. */
interface Show {
  readonly show: (state: () => ConnectionState) => void
  readonly onChange: () => void
}

function serve(parts: Parts, { site, vault, release }: Welcomed, { show, onChange }: Show): Session {
  const asking: AskingSite = { origin: site.origin, name: site.name }
  const onEnd = (reason: EndReason, written: Promise<void>) => {
    const last = session.view()
    show(() => ({ phase: 'ended', site: asking, reason, session: last }))
    void written.then(() => {
      release()
      // What the site did to end it is answered first; what was done to it stays on the screen.
      if (reason === 'closed') parts.startTimer(parts.closeWindow, closeAfterMs)
    })
  }
  const session = openSession({ ...parts, kdf: parts.kdf, site, vault, onChange, onEnd })
  show(() => ({ phase: 'open', site: asking, session: session.view() }))
  return session
}
