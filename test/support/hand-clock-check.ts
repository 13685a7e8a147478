import type { ClockCheck, ClockReading } from '../../src/pwa/index.ts'

/** A comparison of clocks that finds what a test says. */
export interface HandClockCheck extends ClockCheck {
  become(reading: ClockReading): void
  readonly checks: () => number
}

/** A {@link HandClockCheck}: nothing is known yet. */
export function createHandClockCheck(start: ClockReading = { name: 'unknown' }): HandClockCheck {
  const listeners = new Set<() => void>()
  let reading = start
  let checks = 0
  return {
    reading: () => reading,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    check() {
      checks += 1
      return Promise.resolve()
    },
    become(next) {
      reading = next
      for (const listener of listeners) listener()
    },
    checks: () => checks,
  }
}
