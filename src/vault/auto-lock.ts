import type { Clock } from '../clock.ts'
import { startSystemTimer, type StartTimer } from '../storage/index.ts'
import type { LockReason } from './vault.ts'

/** How long before an idle lock the person is warned, ms. */
const warnBeforeMs = 20_000

/** How far the device's clock may be set back without that being a reason to lock, ms: time servers correct a little. */
const clockSlackMs = 2000

/** The longest that browsers let a timer run, ms. */
const longestTimerMs = 2 ** 31 - 1

/** What {@link makeAutoLock} watches and tells. */
export interface AutoLockOptions {
  readonly clock: Clock
  /** The document: what the person does, and whether it is seen. */
  readonly page: EventTarget & { readonly visibilityState: string }
  /** The window, for `focus` and `pageshow`. */
  readonly view: EventTarget
  /** Asked at each look, so that a changed setting holds at once. */
  readonly limits: () => {
    /** ms; `null`: never. */
    readonly lockAfterMs: number | null
    readonly lockWhenHidden: boolean
  }
  /** The idle lock comes in `msLeft`. */
  readonly onWarn: (msLeft: number) => void
  /** The person did something after a warning, namely this: there is nothing to warn of any more. */
  readonly onCalm?: (event: Event) => void
  /** Called once; nothing is watched after it. */
  readonly onLock: (reason: Extract<LockReason, 'idle' | 'hidden' | 'clock'>) => void
  readonly startTimer?: StartTimer
}

/** A running watch. */
export interface AutoLock {
  /** Compares the deadline now; to be called after the limits have changed. */
  look(): void
  stop(): void
}

const activity = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/**
 * Locks after idleness, from now until it has locked or is stopped.
 *
 * [Note: two clocks] Timers are throttled in hidden tabs and stand still while the device sleeps, so the deadline is
 * compared at every event as well: at what the person does, before it counts as activity, and when the page is shown,
 * focused or resumed. Wall time goes on in sleep and can be set; monotonic time cannot be set and may stand still; the
 * larger of the two counts. A wall clock that was set back might be an attempt to stretch the time, so it locks at once.
 *
 * The device's own lock is not watched: browsers tell it only after a permission prompt.
 */
export function makeAutoLock(options: AutoLockOptions): AutoLock {
  const { page, limits, onWarn, onCalm, onLock, startTimer = startSystemTimer } = options
  const watch = new AbortController()
  const idleness = measureIdleness(options.clock)
  let isWarned = false
  let stopTimer = () => {}

  const stop = () => {
    watch.abort()
    stopTimer()
  }
  /** Whether the vault stays open. */
  const check = (): boolean => {
    if (watch.signal.aborted) return false
    const reason = idleness.isClockSetBack() ? 'clock' : idleness.ms() >= limitMs(limits()) ? 'idle' : undefined
    if (reason === undefined) return true
    stop()
    onLock(reason)
    return false
  }
  const look = () => {
    if (!check()) return
    const leftMs = limitMs(limits()) - idleness.ms()
    const warnMs = Math.min(warnBeforeMs, limitMs(limits()) / 2)
    const isWarning = leftMs <= warnMs
    if (isWarning && !isWarned) onWarn(leftMs)
    isWarned = isWarning
    stopTimer()
    if (leftMs < Number.POSITIVE_INFINITY) {
      stopTimer = startTimer(look, Math.min(isWarning ? leftMs : leftMs - warnMs, longestTimerMs))
    }
  }
  const onActivity = (event: Event) => {
    if (!check()) return
    idleness.restart()
    if (isWarned) onCalm?.(event)
    isWarned = false
  }
  const onVisibility = () => {
    if (!check() || page.visibilityState !== 'hidden' || !limits().lockWhenHidden) return
    stop()
    onLock('hidden')
  }

  listen(options, watch.signal, { onActivity, onVisibility, onReturn: check })
  look()
  return { look, stop }
}

function limitMs({ lockAfterMs }: ReturnType<AutoLockOptions['limits']>): number {
  return lockAfterMs ?? Number.POSITIVE_INFINITY
}

interface Listeners {
  readonly onActivity: (event: Event) => void
  readonly onVisibility: () => void
  readonly onReturn: () => void
}

function listen({ page, view }: AutoLockOptions, signal: AbortSignal, listeners: Listeners): void {
  const passive = { capture: true, passive: true, signal }
  for (const type of activity) page.addEventListener(type, listeners.onActivity, passive)
  page.addEventListener('visibilitychange', listeners.onVisibility, { signal })
  page.addEventListener('resume', listeners.onReturn, { signal })
  for (const type of ['focus', 'pageshow']) view.addEventListener(type, listeners.onReturn, { signal })
}

/** Time since the person last did something. */
function measureIdleness(clock: Clock) {
  const read = () => ({ wall: clock.now(), monotonic: clock.monotonic() })
  let last = read()
  let seenWall = last.wall
  return {
    ms: () => Math.max(clock.now() - last.wall, clock.monotonic() - last.monotonic),
    isClockSetBack: () => {
      const before = seenWall
      seenWall = clock.now()
      return seenWall < before - clockSlackMs
    },
    restart: () => {
      last = read()
    },
  }
}
