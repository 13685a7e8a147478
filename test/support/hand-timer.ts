import type { StartTimer } from '../../src/storage/index.ts'

/** A timer that rings when the test says so. */
export interface HandTimer {
  readonly startTimer: StartTimer
  /** The delays of the timers that are running, ms. */
  running(): readonly number[]
  /** Rings every timer that is running. */
  ring(): void
}

export function createHandTimer(): HandTimer {
  const timers = new Set<{ readonly callback: () => void; readonly ms: number }>()
  return {
    startTimer: (callback, ms) => {
      const timer = { callback, ms }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    running: () => [...timers].map((timer) => timer.ms),
    ring: () => {
      // Those that a callback starts ring the next time.
      const due = Array.from(timers)
      for (const timer of due) {
        timers.delete(timer)
        timer.callback()
      }
    },
  }
}
