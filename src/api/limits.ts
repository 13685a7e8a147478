import type { Clock } from '../clock.ts'

/** Requests that are taken within {@link windowMs}. */
const maxPerWindow = 30
const windowMs = 1000
/** Requests that may wait for the person or the vault at once. */
const maxWaiting = 16

/** Whether a request is taken. */
export type Turn =
  | { readonly isTaken: true; /** To be called once, when it has been answered. */ readonly done: () => void }
  | { readonly isTaken: false; readonly retryAfterMs: number }

/** The limits of one session. */
export interface Limits {
  /** Asks for a turn. What is refused does not count. */
  begin(): Turn
}

/** Limits over the monotonic clock, which no setting of the device's clock stretches. */
export function createLimits(clock: Clock): Limits {
  let taken: readonly number[] = []
  let waiting = 0
  return {
    begin: () => {
      const now = clock.monotonic()
      taken = taken.filter((at) => now - at < windowMs)
      const [oldest] = taken
      if (taken.length >= maxPerWindow && oldest !== undefined) {
        return { isTaken: false, retryAfterMs: Math.ceil(oldest + windowMs - now) }
      }
      // Nobody knows how long a person takes.
      if (waiting >= maxWaiting) return { isTaken: false, retryAfterMs: windowMs }
      taken = [...taken, now]
      waiting++
      return { isTaken: true, done: () => void waiting-- }
    },
  }
}
