import type { StartTimer } from '../../src/api/timer.ts'
import type { Clock } from '../../src/clock.ts'

/** A clock and the timers that run by it. Nothing moves until the test says so. */
export interface Timeline extends Clock {
  readonly startTimer: StartTimer
  /** Lets time pass, ms: timers ring at their moments, in order, those that others have started among them. */
  advance(ms: number): void
  /** Sets the device's clock, Unix ms; timers stay. */
  set(now: number): void
  /** How many timers are running. */
  running(): number
}

interface Timer {
  readonly at: number
  readonly callback: () => void
}

/** A timeline at a moment, Unix ms. */
export function createTimeline(start = Date.UTC(2026, 0, 1, 12)): Timeline {
  const timers = new Set<Timer>()
  let wall = start
  let monotonic = 1000
  const goTo = (moment: number) => {
    wall += moment - monotonic
    monotonic = moment
  }
  const nextUntil = (end: number) =>
    [...timers]
      .filter(({ at }) => at <= end)
      .reduce<Timer | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined)
  return {
    now: () => wall,
    monotonic: () => monotonic,
    startTimer: (callback, ms) => {
      const timer = { at: monotonic + ms, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance: (ms) => {
      const end = monotonic + ms
      for (let timer = nextUntil(end); timer !== undefined; timer = nextUntil(end)) {
        timers.delete(timer)
        goTo(Math.max(timer.at, monotonic))
        timer.callback()
      }
      goTo(end)
    },
    set: (now) => {
      wall = now
    },
    running: () => timers.size,
  }
}
