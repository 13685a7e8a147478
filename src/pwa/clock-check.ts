/** What is known of this device's clock beside the host's. */
export type ClockReading =
  /**
   * Offline, no answer, or an answer that took too long to mean anything. `changedByMs`: how far the clock was set while
   * the app was open, where that was seen; negative: set back.
   */
  | { readonly name: 'unknown'; readonly changedByMs?: number }
  /** `aheadMs`: how far this device's clock is ahead; negative: behind. `withinMs`: how exact that is. `at`: Unix ms. */
  | { readonly name: 'measured'; readonly aheadMs: number; readonly withinMs: number; readonly at: number }

/** Compares this device's clock with the app's own host. */
export interface ClockCheck {
  reading(): ClockReading
  /** Calls back after every new reading. Returns the function that stops it. */
  subscribe(listener: () => void): () => void
  /** Measures now. Never rejects; what goes wrong is `unknown`. */
  check(): Promise<void>
}

/** Starts to watch the clock, and answers what measures it. Each new reading is published. */
export type WatchStarter = (publish: (reading: ClockReading) => void) => Promise<() => Promise<void>>

/** How far off a clock may be before the person is told, ms: a code is good for a while longer than its own step. */
export const clockToleranceMs = 10_000

/** A check that starts with the first {@link ClockCheck.check}, so that what it takes may load behind the first screen. */
export function createClockCheck(start: WatchStarter): ClockCheck {
  const listeners = new Set<() => void>()
  let reading: ClockReading = { name: 'unknown' }
  let started: ReturnType<WatchStarter> | undefined
  const publish = (next: ClockReading): void => {
    reading = next
    for (const listener of listeners) listener()
  }
  return {
    reading: () => reading,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async check() {
      try {
        started ??= start(publish)
        await (
          await started
        )()
      } catch {
        // It did not load; the next check tries again.
        started = undefined
      }
    },
  }
}
