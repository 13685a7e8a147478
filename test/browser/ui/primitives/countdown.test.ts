import * as fc from 'fast-check'
import { createEffect, createRoot, createSignal } from 'solid-js'
import { describe, expect, test } from 'vitest'
import { createCountdowns, type Countdown } from '../../../../src/ui/primitives/countdown.ts'

/** The beginning of a step of 30 s, and of one of 60 s, Unix ms. */
const start = Date.UTC(2026, 10, 22, 10)

interface Stage {
  readonly countdown: (period: number) => Countdown
  /** Sets the time, in s after {@link start}. */
  setSecond(second: number): void
  /** How often the time was read. */
  readonly reads: () => number
  readonly dispose: () => void
}

function setUp(): Stage {
  return createRoot((dispose) => {
    const [now, setNow] = createSignal(start)
    let reads = 0
    const countdown = createCountdowns(() => {
      reads += 1
      return now()
    })
    return { countdown, setSecond: (second) => setNow(start + second * 1000), reads: () => reads, dispose }
  })
}

describe('a countdown', () => {
  test('counts whole seconds down to the end of the step, and begins anew', () => {
    const { countdown, setSecond } = setUp()
    const { left, step } = countdown(30)
    const first = step()
    expect(first).toBe(start / 30_000)
    const seen = [0, 0.999, 1, 29, 29.999, 30, 59].map((second) => {
      setSecond(second)
      return [left(), step() - first]
    })
    expect(seen).toEqual([
      [30, 0],
      [30, 0],
      [29, 0],
      [1, 0],
      [1, 0],
      [30, 1],
      [1, 1],
    ])
  })

  test.each([
    ['six digits, 30 s', 30, 6, [6, 6, 5, 2, 1, 1]],
    ['eight digits, 30 s', 30, 8, [8, 7, 7, 2, 2, 1]],
    ['five places of Steam', 30, 5, [5, 5, 5, 1, 1, 1]],
  ] as const)('lights a tick for each digit’s share of the period: %s', (_, period, digits, lit) => {
    const { countdown, setSecond } = setUp()
    const seen = [0, 4, 5, 24, 25, 29].map((second) => {
      setSecond(second)
      return countdown(period).lit(digits)
    })
    expect(seen).toEqual(lit)
  })

  test('has at least one tick lit and never more than there are, at any time and period', () => {
    const { countdown, setSecond } = setUp()
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 4, max: 10 }),
        fc.integer({ min: 0, max: 100_000 }),
        (period, digits, second) => {
          setSecond(second)
          const { left, lit } = countdown(period)
          expect(left()).toBeGreaterThanOrEqual(1)
          expect(left()).toBeLessThanOrEqual(period)
          expect(lit(digits)).toBe(Math.ceil((left() * digits) / period))
        },
      ),
    )
  })

  test('is shared by all that have the same period', () => {
    const { countdown } = setUp()
    expect(countdown(30)).toBe(countdown(30))
    expect(countdown(30)).not.toBe(countdown(60))
  })

  test('tells a row only when one of its own ticks goes out', () => {
    const { countdown, setSecond } = setUp()
    const told: number[] = []
    createRoot(() => createEffect(() => told.push(countdown(30).lit(6))))
    for (let second = 0; second <= 60; second += 1) setSecond(second)
    expect(told).toEqual([6, 5, 4, 3, 2, 1, 6, 5, 4, 3, 2, 1, 6])
  })

  test('costs the same for a thousand rows as for one', () => {
    const { countdown, setSecond, reads } = setUp()
    createRoot(() => {
      for (let row = 0; row < 1000; row += 1) createEffect(() => countdown(30).lit(6))
    })
    const before = reads()
    setSecond(1)
    expect(reads() - before).toBe(1)
  })

  test('ends with its owner', () => {
    const { countdown, setSecond, reads, dispose } = setUp()
    countdown(30).lit(6)
    countdown(60).left()
    dispose()
    const before = reads()
    setSecond(31)
    expect(reads()).toBe(before)
  })

  test('that a row asked for first outlives the row', () => {
    const { countdown, setSecond } = setUp()
    createRoot((dispose) => {
      createEffect(() => countdown(30).lit(6))
      dispose()
    })
    setSecond(12)
    expect(countdown(30).left()).toBe(18)
    expect(countdown(30).lit(6)).toBe(4)
  })
})
