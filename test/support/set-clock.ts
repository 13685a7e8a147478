import type { Clock } from '../../src/clock.ts'

/** A clock that stands still until it is told. */
export interface SetClock extends Clock {
  /** Lets both clocks go on, ms. */
  advance(ms: number): void
  /** Sets the device's clock, Unix ms; monotonic time stays. */
  set(now: number): void
  /** As in sleep: wall time goes on, monotonic time stands still. */
  sleep(ms: number): void
}

/** A clock at a moment, Unix ms. */
export function createSetClock(start = Date.UTC(2026, 0, 1, 12)): SetClock {
  let wall = start
  let monotonic = 1000
  return {
    now: () => wall,
    monotonic: () => monotonic,
    advance: (ms) => {
      wall += ms
      monotonic += ms
    },
    set: (now) => {
      wall = now
    },
    sleep: (ms) => {
      wall += ms
    },
  }
}
