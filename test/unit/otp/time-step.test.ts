import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secondsLeft, timeStepAt } from '../../../src/otp/time-step.ts'

const moment = fc.double({ min: 0, max: 8.64e15, noNaN: true })
const period = fc.integer({ min: 1, max: 86_400 })

describe('timeStepAt', () => {
  it.each([
    [0, 30, 0],
    [29_999, 30, 0],
    [29_999.999, 30, 0],
    [30_000, 30, 1],
    [59_999, 30, 1],
    [60_000, 30, 2],
    [59_000, 60, 0],
    [999, 1, 0],
    [1000, 1, 1],
    [86_399_999, 86_400, 0],
    [86_400_000, 86_400, 1],
    [2 ** 31 * 1000, 30, 71_582_788],
    [2 ** 32 * 1000, 30, 143_165_576],
    [8.64e15, 1, 8.64e12],
    [1_700_000_009_999.9998, 30, 56_666_666],
    [1_700_000_010_000, 30, 56_666_667],
    [8_639_999_999_999_999, 1, 8.64e12 - 1],
  ])('counts the steps up to %d ms with %i s as %i, rounding down', (at, period, step) => {
    expect(timeStepAt(at, period)).toBe(step)
  })

  it('changes exactly at the boundary', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e8 }), period, (step, period) => {
        const boundary = step * period * 1000
        expect(timeStepAt(boundary, period)).toBe(step)
        expect(timeStepAt(boundary - 1, period)).toBe(step - 1)
      }),
    )
  })

  it.each([0, -30, 1.5, 86_401, Number.NaN])('refuses the period %d', (period) => {
    expect(() => timeStepAt(0, period)).toThrow(expect.objectContaining({ code: 'otp/invalid-period' }))
  })

  it.each([-1, Number.NaN, Number.NEGATIVE_INFINITY, 8.65e15])('refuses %d as a moment', (at) => {
    expect(() => timeStepAt(at, 30)).toThrow(expect.objectContaining({ code: 'otp/invalid-time' }))
  })
})

describe('secondsLeft', () => {
  it.each([
    [30, 0, 30],
    [30, 1, 30],
    [30, 999, 30],
    [29, 1000, 30],
    [5, 25_000, 30],
    [5, 25_001, 30],
    [1, 29_000, 30],
    [1, 29_999, 30],
    [1, 29_999.999, 30],
    [30, 30_000, 30],
    [1, 500, 1],
    [1, 1_700_000_009_999.9998, 30],
    [30, 1_700_000_010_000, 30],
  ])('is %i s at %d ms with a period of %i s', (left, at, period) => {
    expect(secondsLeft(at, period)).toBe(left)
  })

  it('is a whole number from 1 to the period at every moment', () => {
    fc.assert(
      fc.property(moment, period, (at, period) => {
        const left = secondsLeft(at, period)
        expect(Number.isInteger(left)).toBe(true)
        expect(left).toBeGreaterThanOrEqual(1)
        expect(left).toBeLessThanOrEqual(period)
      }),
    )
  })

  it('leads to the next step and not beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), period, (at, period) => {
        const step = timeStepAt(at, period)
        expect(timeStepAt(at + secondsLeft(at, period) * 1000, period)).toBe(step + 1)
      }),
    )
  })
})
