import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { eachSecond } from '../../../src/viewer/each-second.ts'

const clock = { now: () => Date.now(), monotonic: () => Date.now() }

beforeEach(() => void vi.useFakeTimers({ now: 1_000_300 }))
afterEach(() => void vi.useRealTimers())

it('calls at each full second of the clock', () => {
  const called: number[] = []
  const stop = eachSecond(clock, () => called.push(clock.now()))
  vi.advanceTimersByTime(2500)
  expect(called).toEqual([1_001_000, 1_002_000])
  stop()
  vi.advanceTimersByTime(5000)
  expect(called).toHaveLength(2)
})

it('can be ended by what it calls', () => {
  let calls = 0
  const stop = eachSecond(clock, () => {
    calls += 1
    stop()
  })
  vi.advanceTimersByTime(5000)
  expect(calls).toBe(1)
})
