import type { AccountView } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { LoggedRequest } from '../vault/index.ts'
import { codesOf, codeTimeOf, type CodeTimeSource } from './codes.ts'
import { isUnlocked, type ConnectVault } from './connect-vault.ts'
import { createConsent, type Consent } from './consent.ts'
import { createDispatcher } from './dispatch.ts'
import { ApiError } from './errors.ts'
import type { BackupKdf } from './exported-backup.ts'
import { notificationOf } from './json-rpc.ts'
import { createMethods } from './methods.ts'
import type { PinnedSite } from './pinned-site.ts'
import type { Code, EndReason, NotificationName, Notifications } from './protocol.ts'
import type { ConsentPrompt } from './questions.ts'
import { createRequestLog } from './request-log.ts'
import { createSubscriptions } from './subscriptions.ts'
import type { StartTimer } from './timer.ts'
import type { RandomSource } from './token.ts'

/** What a session is made of. */
export interface SessionOptions {
  readonly site: PinnedSite
  readonly vault: ConnectVault
  readonly prompt: ConsentPrompt
  readonly version: string
  readonly kdf: (() => Promise<BackupKdf>) | undefined
  readonly clock: Clock
  /** What is taken off the device's time for codes, ms. */
  readonly correctionMs: () => number
  readonly random: RandomSource
  readonly startTimer: StartTimer
  /** Called when {@link Session.view} has changed. */
  readonly onChange: () => void
  /** Called once. `written`: the log is in the vault, as far as that can be. */
  readonly onEnd: (reason: EndReason, written: Promise<void>) => void
}

/** What the popup shows while a session is open. */
export interface SessionView {
  /** Whether the person has let the site read. */
  readonly isGranted: boolean
  /** What it may read now; empty while the vault is locked, and at the end. */
  readonly accounts: readonly AccountView[]
  readonly isLocked: boolean
  /** What it has asked for in this window, oldest first. */
  readonly requests: readonly LoggedRequest[]
  /** How many subscriptions keep reading. */
  readonly subscriptions: number
}

/** One site's session, from the welcome to its end. */
export interface Session {
  view(): SessionView
  /** Answers what is under way with `denied`, tells the site why, and closes the port. */
  end(reason: EndReason): void
}

/** Opens a session on a site that has been welcomed. */
export function openSession(options: SessionOptions): Session {
  const { site, vault, onChange, onEnd } = options
  const life = new AbortController()
  const { consent, subscriptions, log } = createParts(options, life.signal)
  const tell = notifier(site)

  const end = (reason: EndReason) => {
    if (life.signal.aborted) return
    life.abort()
    unsubscribe()
    subscriptions.stop()
    // A page that has taken the site's place is told nothing but that.
    if (reason !== 'navigated') dispatcher.denyAll()
    tell('session.ended', { reason })
    site.close()
    onEnd(reason, log.flush())
  }
  const opener = createOpenerCheck(site, life.signal, () => end('navigated'))
  const methodParts = { ...options, consent, subscriptions, ...opener, noteRead: log.addAhead, ended: life.signal }
  const handlers = createMethods(methodParts, () => end('closed'))
  const dispatcher = createDispatcher({
    ...options,
    handlers,
    post: site.post,
    isGranted: consent.isGranted,
    onOutcome: (request) => {
      log.add(request)
      onChange()
    },
    ended: life.signal,
  })
  const unsubscribe = watchVault(vault, {
    isGranted: consent.isGranted,
    tell,
    onLocked: subscriptions.forget,
    onChanged: () => {
      if (consent.isRevoked()) return end('revoked')
      subscriptions.refresh()
      if (isUnlocked(vault)) void log.flush()
      onChange()
    },
  })
  site.listen(dispatcher.receive)
  site.onLost(end)
  return { view: () => viewOf(vault, { consent, subscriptions, log }, life.signal), end }
}

type Parts = ReturnType<typeof createParts>

function createParts({ site, ...options }: SessionOptions, ended: AbortSignal) {
  const { vault, clock, correctionMs } = options
  const consent = createConsent({ ...options, site: { origin: site.origin, name: site.name }, ended })
  const tell = notifier(site)
  const subscriptions = createSubscriptions({
    ...options,
    read: (ids) => (site.isGone() ? undefined : readSubscribed({ vault, consent, clock, correctionMs }, ids)),
    notify: (subscription, codes) => tell('codes.update', { subscription, codes }),
  })
  return { consent, subscriptions, log: createRequestLog({ ...options, origin: site.origin }) }
}

function readSubscribed(
  { vault, consent, ...source }: CodeTimeSource & { readonly vault: ConnectVault; readonly consent: Consent },
  ids: readonly string[] | undefined,
): readonly Code[] | undefined {
  if (!isUnlocked(vault) || !consent.isGranted() || consent.isRevoked()) return undefined
  const wanted = ids && new Set(ids)
  return codesOf(
    vault,
    consent.readable().filter(({ id }) => wanted?.has(id) ?? true),
    codeTimeOf(source),
  )
}

type Tell = <Name extends NotificationName>(method: Name, params: Notifications[Name]) => void

function notifier(site: PinnedSite): Tell {
  return (method, params) => site.post(notificationOf(method, params))
}

/** The two looks at the opener that methods take. */
function createOpenerCheck(site: PinnedSite, ended: AbortSignal, onMissing: () => void) {
  let proof: Promise<boolean> | undefined
  const requireOpener = () => {
    if (ended.aborted || site.isGone()) throw new ApiError('denied')
  }
  const proveOpener = async () => {
    requireOpener()
    proof ??= site.prove()
    if (!(await proof)) onMissing()
    requireOpener()
  }
  return { requireOpener, proveOpener }
}

interface VaultWatch {
  readonly isGranted: () => boolean
  readonly tell: Tell
  readonly onLocked: () => void
  readonly onChanged: () => void
}

/** Tells a site that has been let in when the vault is locked and unlocked. One that has not learns of neither. */
function watchVault(vault: ConnectVault, { isGranted, tell, onLocked, onChanged }: VaultWatch): () => void {
  let wasUnlocked = isUnlocked(vault)
  let hasSaidLocked = false
  return vault.subscribe(() => {
    const isOpen = isUnlocked(vault)
    if (wasUnlocked && !isOpen) {
      onLocked()
      if (isGranted()) tell('vault.locked', undefined)
      hasSaidLocked = isGranted()
    } else if (!wasUnlocked && isOpen && hasSaidLocked) {
      tell('vault.unlocked', undefined)
      hasSaidLocked = false
    }
    wasUnlocked = isOpen
    onChanged()
  })
}

function viewOf(vault: ConnectVault, { consent, subscriptions, log }: Parts, ended: AbortSignal): SessionView {
  const isLocked = !isUnlocked(vault)
  const isReading = !isLocked && !ended.aborted && consent.isGranted() && !consent.isRevoked()
  return {
    isGranted: consent.isGranted(),
    accounts: isReading ? consent.readable() : [],
    isLocked,
    requests: log.rows(),
    subscriptions: subscriptions.count(),
  }
}
