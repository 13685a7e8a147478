import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLimits, type Turn } from '../../../src/api/limits.ts'
import { createSetClock } from '../../support/set-clock.ts'

const doneAtOnce = (turn: Turn): Turn => {
  if (turn.isTaken) turn.done()
  return turn
}

describe('limits', () => {
  it('take thirty requests in a second, and say when the next one has a place', () => {
    const clock = createSetClock()
    const limits = createLimits(clock)
    for (let each = 0; each < 30; each++) {
      expect(doneAtOnce(limits.begin()).isTaken).toBe(true)
      clock.advance(10)
    }
    expect(limits.begin()).toEqual({ isTaken: false, retryAfterMs: 700 })
    clock.advance(699)
    expect(limits.begin()).toEqual({ isTaken: false, retryAfterMs: 1 })
    clock.advance(1)
    expect(limits.begin().isTaken).toBe(true)
  })

  it('let sixteen wait, and one more for each that is done', () => {
    const limits = createLimits(createSetClock())
    const turns = Array.from({ length: 16 }, () => limits.begin())
    expect(limits.begin()).toEqual({ isTaken: false, retryAfterMs: 1000 })
    const [first] = turns
    if (first?.isTaken) first.done()
    expect(limits.begin().isTaken).toBe(true)
    expect(limits.begin().isTaken).toBe(false)
  })

  it('do not care how the clock on the wall is set', () => {
    const clock = createSetClock()
    const limits = createLimits(clock)
    for (let each = 0; each < 30; each++) doneAtOnce(limits.begin())
    clock.set(clock.now() + 3_600_000)
    expect(limits.begin().isTaken).toBe(false)
  })

  it('never take more than thirty in any second, and always after the time they name', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }), (gaps) => {
        const clock = createSetClock()
        const limits = createLimits(clock)
        const taken: number[] = []
        for (const gap of gaps) {
          clock.advance(gap)
          const turn = doneAtOnce(limits.begin())
          if (turn.isTaken) taken.push(clock.monotonic())
          else {
            clock.advance(turn.retryAfterMs)
            expect(doneAtOnce(limits.begin()).isTaken).toBe(true)
            taken.push(clock.monotonic())
          }
        }
        for (const [index, at] of taken.entries())
          expect(at - (taken[index - 30] ?? -Infinity)).toBeGreaterThanOrEqual(1000)
      }),
    )
  })
})
