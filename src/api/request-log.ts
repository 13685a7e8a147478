import type { Clock } from '../clock.ts'
import type { LoggedRequest } from '../vault/index.ts'
import { isWritable, type ConnectVault } from './connect-vault.ts'
import type { ErrorReason, MethodName } from './protocol.ts'
import type { StartTimer } from './timer.ts'

/** How long rows wait for others before they are written together, ms: each write seals the whole log anew. */
const writeAfterMs = 2000
/** Rows that wait for an unlocked vault. The vault itself keeps no more. */
const maxWaiting = 500

/** One request, as the log takes it. */
export interface RequestOutcome {
  readonly method: MethodName
  /** Accounts whose codes were released, or the one that was added. */
  readonly accountIds: readonly string[]
  readonly outcome: 'ok' | ErrorReason
}

/** What a site has asked for, on its way into the vault. */
export interface RequestLog {
  add(request: RequestOutcome): void
  /** Writes what waits, where the vault can be written; else keeps it. Never rejects. */
  flush(): Promise<void>
  /** The rows of this session so far, oldest first, at most 500. */
  rows(): readonly LoggedRequest[]
}

/** What a log needs. */
export interface RequestLogOptions {
  readonly vault: ConnectVault
  readonly origin: string
  readonly clock: Clock
  readonly startTimer: StartTimer
}

/** An empty log of one session. */
export function createRequestLog({ vault, origin, clock, startTimer }: RequestLogOptions): RequestLog {
  let rows: readonly LoggedRequest[] = []
  let waiting: readonly LoggedRequest[] = []
  let stopTimer: (() => void) | undefined
  let last = Promise.resolve()

  const write = async () => {
    if (waiting.length === 0 || !isWritable(vault)) return
    const written = waiting
    waiting = []
    const uses = written.filter(({ method, outcome }) => outcome === 'ok' && method.startsWith('codes.')).length
    try {
      await vault.logRequests(written)
      if (uses > 0) await vault.recordSiteUse(origin, uses)
    } catch {
      // The site was answered already, and the person's window shows what it got. A full disk or a lock in this moment
      // costs these rows; to hold them back and fail again at each write would cost more.
    }
  }
  const flush = (): Promise<void> => {
    stopTimer?.()
    stopTimer = undefined
    last = last.then(write)
    return last
  }
  return {
    add: ({ method, accountIds, outcome }) => {
      const row: LoggedRequest = { at: clock.now(), origin, method, accountIds, outcome }
      rows = [...rows, row].slice(-maxWaiting)
      waiting = [...waiting, row].slice(-maxWaiting)
      stopTimer ??= startTimer(() => void flush(), writeAfterMs)
    },
    flush,
    rows: () => rows,
  }
}
