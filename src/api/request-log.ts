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
  /**
   * Adds a request that is about to be answered and writes it at once, the first time; {@link RequestLog.add} does not add
   * it again. A site that closes the popup as soon as it has its codes must leave a trace.
   *
   * @param accountIds - Asked the first time only.
   * @throws What `accountIds` throws; nothing is added then.
   */
  addAhead(method: MethodName, accountIds: () => readonly string[]): Promise<void>
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
  const add = ({ method, accountIds, outcome }: RequestOutcome) => {
    const row: LoggedRequest = { at: clock.now(), origin, method, accountIds, outcome }
    rows = [...rows, row].slice(-maxWaiting)
    waiting = [...waiting, row].slice(-maxWaiting)
  }
  let first: Promise<void> | undefined
  let addedAhead: MethodName | undefined
  return {
    add: (request) => {
      if (request.method === addedAhead && request.outcome === 'ok') {
        addedAhead = undefined
        return
      }
      add(request)
      stopTimer ??= startTimer(() => void flush(), writeAfterMs)
    },
    addAhead: async (method, accountIds) => {
      if (first === undefined) {
        add({ method, accountIds: accountIds(), outcome: 'ok' })
        addedAhead = method
        first = flush()
      }
      await first
    },
    flush,
    rows: () => rows,
  }
}
