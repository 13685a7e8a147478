import type { Clock } from '../clock.ts'
import { createInstallation, type Installation } from './installation.ts'
import { createRestart } from './restart.ts'
import type { UpdatePage, WorkboxLike } from './update-page.ts'

/** What went wrong last. The version in use is not touched by any of these. */
type UpdateErrorCode = 'pwa/unsupported' | 'pwa/register-failed' | 'pwa/check-failed' | 'pwa/install-failed'

export interface UpdateState {
  /** A complete version is stored on this device: the next visit needs no network. */
  readonly offlineReady: boolean
  /** Another version stands ready, or another tab has put it in use: {@link AppUpdate.apply} restarts into it. */
  readonly waiting: boolean
  readonly checking: boolean
  /** The service worker answers this page's requests already. */
  readonly controlled: boolean
  /** A restart was asked for and waits until what would be lost is saved or closed. */
  readonly held: boolean
  readonly lastError?: UpdateErrorCode
}

export type CheckResult = 'none' | 'waiting' | 'failed'

/** The app's own updates. Nothing is put in use before a person asks for it, and no unsaved work is reloaded away. */
export interface AppUpdate {
  state(): UpdateState
  /** Calls back after each change of the state. Returns the function that stops it. */
  subscribe(listener: () => void): () => void
  /** Asks the app's own host for a newer version. Never rejects; calls at the same time share one check. */
  check(): Promise<CheckResult>
  /** Puts the waiting version in use and reloads this page when it is; held back while a guard reports unsaved work. */
  apply(): void
  /**
   * Names work that a reload would lose. While `unsaved` answers true, {@link apply} waits until the guard is taken
   * away, and an update that another tab applies is shown here as waiting instead of reloading the page.
   *
   * @returns The function that takes the guard away.
   */
  guard(unsaved: () => boolean): () => void
  /** Whether a guard reports work that would be lost. */
  hasUnsaved(): boolean
  /** Registers the service worker and follows it. Returns the function that stops following. */
  start(): () => void
}

interface UpdateOptions {
  /** Makes a Workbox over the service worker's trusted URL. */
  readonly register: () => Promise<WorkboxLike>
  readonly page: UpdatePage
  readonly clock: Pick<Clock, 'monotonic'>
  /** A page that comes into view asks for a newer version when it last asked this long ago, ms. */
  readonly checkEveryMs?: number
}

const sixHoursMs = 6 * 60 * 60_000
const unknown: UpdateState = { offlineReady: false, waiting: false, checking: false, controlled: false, held: false }

/** {@link AppUpdate} for one page. */
export function createAppUpdate(options: UpdateOptions): AppUpdate {
  const { page } = options
  const listeners = new Set<() => void>()
  let state = unknown
  const publish = (): void => {
    const error = checks.error()
    state = {
      offlineReady: installation.ready(),
      waiting: restart.replaced() || installation.waiting(),
      checking: checks.running(),
      controlled: Boolean(page.serviceWorker?.controller),
      held: restart.held(),
      ...(error ? { lastError: error } : {}),
    }
    for (const listener of listeners) listener()
  }
  const installation = createInstallation(options.register, publish)
  const restart = createRestart(page, installation, publish)
  const checks = createChecks(options, installation, publish)

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async check() {
      await checks.run()
      if (state.lastError) return 'failed'
      return state.waiting ? 'waiting' : 'none'
    },
    apply: restart.ask,
    guard: restart.guard,
    hasUnsaved: restart.hasUnsaved,
    start() {
      const stops = [restart.start(), page.onVisible(checks.runWhenDue)]
      checks.enrol()
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

interface Checks {
  readonly running: () => boolean
  readonly error: () => UpdateErrorCode | undefined
  enrol(): void
  run(): Promise<void>
  runWhenDue(): void
}

/** Asks for newer versions, one question at a time. */
function createChecks(options: UpdateOptions, installation: Installation, changed: () => void): Checks {
  const { page, clock, checkEveryMs = sixHoursMs } = options
  let running: Promise<void> | undefined
  let error: UpdateErrorCode | undefined
  let askedAt = clock.monotonic()

  const attempt = async (step: () => Promise<void>): Promise<void> => {
    error = page.serviceWorker ? undefined : 'pwa/unsupported'
    if (error) return
    try {
      await step()
    } catch {
      // Offline, refused, or gone from the host: the version in use goes on.
      error = installation.registration() ? 'pwa/check-failed' : 'pwa/register-failed'
    }
  }
  const run = (): Promise<void> => {
    if (running) return running
    askedAt = clock.monotonic()
    running = attempt(installation.update).finally(() => {
      running = undefined
      changed()
    })
    changed()
    return running
  }
  return {
    running: () => running !== undefined,
    error: () => error ?? (installation.failed() ? 'pwa/install-failed' : undefined),
    enrol: () => void attempt(installation.enrol).finally(changed),
    run,
    runWhenDue() {
      if (clock.monotonic() - askedAt >= checkEveryMs) void run()
    },
  }
}
