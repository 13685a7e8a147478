import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureClock, skewOf, type MeasureParts } from '../../../src/pwa/page/measure-clock.ts'
import { createSetClock } from '../../support/set-clock.ts'

const noon = Date.UTC(2026, 4, 12, 12)
const second = 1000

interface Exchange {
  /** The host's true time when it answers, Unix ms. */
  readonly hostAt?: number
  readonly thereMs?: number
  readonly backMs?: number
  readonly headers?: Record<string, string>
  readonly ok?: boolean
}

/** A device whose clock shows `noon`, and a host that answers once. */
function stage({ hostAt = noon, thereMs = 20, backMs = 20, headers, ok = true }: Exchange = {}) {
  const clock = createSetClock(noon)
  const asked: { readonly address: string; readonly options: RequestInit }[] = []
  const parts: MeasureParts = {
    clock,
    address: './version.json',
    isOnline: () => true,
    fetch: async (address, options) => {
      asked.push({ address, options })
      clock.advance(thereMs + backMs)
      const said = new Headers(headers ?? { Date: new Date(hostAt).toUTCString() })
      return { ok, headers: said, text: () => Promise.resolve('') }
    },
  }
  return { clock, asked, parts }
}

describe('the question', () => {
  it('is one HEAD to the given address that no cache answers and that carries nothing', async () => {
    const { asked, parts } = stage()
    await measureClock(parts)
    expect(asked).toHaveLength(1)
    expect(asked[0]?.address).toBe('./version.json')
    expect(asked[0]?.options).toMatchObject({
      method: 'HEAD',
      mode: 'same-origin',
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    })
    expect(asked[0]?.options).not.toHaveProperty('body')
    expect(asked[0]?.options).not.toHaveProperty('headers')
  })

  it('is not asked without a network', async () => {
    const { asked, parts } = stage()
    expect(await measureClock({ ...parts, isOnline: () => false })).toEqual({ name: 'unknown' })
    expect(asked).toEqual([])
  })
})

describe('the answer', () => {
  it('says that a clock is right, to half a second and half the round trip', async () => {
    const { parts } = stage({ hostAt: noon, thereMs: 30, backMs: 10 })
    expect(await measureClock(parts)).toEqual({ name: 'measured', aheadMs: -480, withinMs: 520, at: noon + 40 })
  })

  it.each([
    ['ahead', -47, 47],
    ['behind', 125, -125],
  ])('says how far a clock is %s', async (_, hostOffset, ahead) => {
    const { parts } = stage({ hostAt: noon + hostOffset * second, thereMs: 0, backMs: 0 })
    expect(await measureClock(parts)).toEqual({
      name: 'measured',
      aheadMs: ahead * second - 500,
      withinMs: 500,
      at: noon,
    })
  })

  it('of a cache is as inexact as it is old', async () => {
    const headers = { Date: new Date(noon - 3000).toUTCString(), Age: '3' }
    const reading = await measureClock(stage({ headers, thereMs: 0, backMs: 0 }).parts)
    expect(reading).toEqual({ name: 'measured', aheadMs: 500, withinMs: 2500, at: noon })
  })

  const said = (headers: Record<string, string>): Exchange => ({ headers })
  it.each([
    ['without a date', said({})],
    ['with an empty date', said({ Date: '' })],
    ['with a date in another form', said({ Date: '2026-05-12T12:00:00Z' })],
    ['with a date in the form of long ago', said({ Date: 'Tuesday, 12-May-26 12:00:00 GMT' })],
    ['with a day that no calendar has', said({ Date: 'Tue, 31 Feb 2026 12:00:00 GMT' })],
    ['with the wrong weekday', said({ Date: 'Mon, 12 May 2026 12:00:00 GMT' })],
    ['with two dates', said({ Date: 'Tue, 12 May 2026 12:00:00 GMT, Tue, 12 May 2026 12:00:00 GMT' })],
    ['out of a cache that kept it for minutes', said({ Date: 'Tue, 12 May 2026 12:00:00 GMT', Age: '300' })],
    ['that is an error', { ok: false }],
    ['that took longer than 5 s', { thereMs: 2000, backMs: 3001 }],
  ] satisfies readonly (readonly [string, Exchange])[])('%s says nothing', async (_, exchange) => {
    expect(await measureClock(stage(exchange).parts)).toEqual({ name: 'unknown' })
  })

  it('that does not come says nothing', async () => {
    const { parts } = stage()
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    expect(await measureClock({ ...parts, fetch })).toEqual({ name: 'unknown' })
  })

  it.each([60_000, -60_000])('says nothing where the clock was set by %i ms meanwhile', async (byMs) => {
    const { clock, parts } = stage()
    const fetch: MeasureParts['fetch'] = async (address, options) => {
      clock.set(clock.now() + byMs)
      return parts.fetch(address, options)
    }
    expect(await measureClock({ ...parts, fetch })).toEqual({ name: 'unknown' })
  })
})

describe('the interval', () => {
  it('holds the true difference, whatever the round trip, the second, and the age of the answer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e11, max: 1e11 }),
        fc.integer({ min: 0, max: 2e12 }),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        fc.option(fc.record({ waitedMs: fc.integer({ min: 0, max: 600_000 }), isDateOld: fc.boolean() })),
        (aheadMs, sentTrue, thereMs, backMs, cache) => {
          const answered = sentTrue + thereMs
          const dated = cache?.isDateOld ? answered - cache.waitedMs : answered
          const host = {
            dateMs: Math.floor(dated / 1000) * 1000,
            ageSeconds: cache ? Math.floor(cache.waitedMs / 1000) : undefined,
          }
          const skew = skewOf({ sentAt: sentTrue + aheadMs, tripMs: thereMs + backMs }, host)
          // Both figures are whole milliseconds.
          expect(Math.abs(skew.aheadMs - aheadMs)).toBeLessThanOrEqual(skew.withinMs + 1)
        },
      ),
    )
  })

  it('is no longer than the round trip and one second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), (tripMs) => {
        const { withinMs } = skewOf({ sentAt: noon, tripMs }, { dateMs: noon, ageSeconds: undefined })
        expect(withinMs).toBe(Math.ceil((tripMs + 1000) / 2))
      }),
    )
  })
})
