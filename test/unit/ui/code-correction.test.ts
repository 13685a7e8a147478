import * as fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ClockReading } from '../../../src/pwa/index.ts'
import { codeCorrection } from '../../../src/ui/code-correction.ts'

const now = Date.UTC(2026, 4, 12, 12)
const day = 24 * 3_600_000
const unknown: ClockReading = { name: 'unknown' }
const kept = { aheadMs: 47_300, at: now - day }

function measured(aheadMs: number): ClockReading {
  return { name: 'measured', aheadMs, withinMs: 520, at: now }
}

describe('the time for codes', () => {
  it('is this device’s until the person says otherwise, whatever was measured', () => {
    expect(codeCorrection(null, measured(47_000), now)).toEqual({ byMs: 0, from: 'off' })
    expect(codeCorrection(null, unknown, now)).toEqual({ byMs: 0, from: 'off' })
  })

  it('follows what was measured in this session, in whole seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), (aheadMs) => {
        const { byMs, from } = codeCorrection(kept, measured(aheadMs), now)
        expect(from).toBe('measured')
        expect(Math.abs(byMs % 1000)).toBe(0)
        expect(Math.abs(aheadMs - byMs)).toBeLessThanOrEqual(Math.abs(aheadMs) <= 2000 ? 2000 : 500)
      }),
    )
  })

  it('leaves differences alone that a measurement cannot tell from none', () => {
    expect(codeCorrection(kept, measured(2000), now).byMs).toBe(0)
    expect(codeCorrection(kept, measured(-2001), now).byMs).toBe(-2000)
  })

  it('follows the last measurement where there is none now', () => {
    expect(codeCorrection(kept, unknown, now)).toEqual({ byMs: 47_000, from: 'remembered' })
    expect(codeCorrection({ ...kept, aheadMs: -47_300 }, unknown, now)).toEqual({ byMs: -47_000, from: 'remembered' })
  })

  it('takes into account how far the clock was set back while the app was open', () => {
    const reading: ClockReading = { name: 'unknown', changedByMs: -60_000 }
    expect(codeCorrection(kept, reading, now)).toEqual({ byMs: -13_000, from: 'remembered' })
    expect(codeCorrection({ ...kept, at: now }, reading, now - 60_000).from).toBe('remembered')
  })

  it('gives up a measurement that is a month old, or later than now', () => {
    const lost = { byMs: 0, from: 'lost' }
    expect(codeCorrection(kept, unknown, kept.at + 30 * day)).toMatchObject({ from: 'remembered' })
    expect(codeCorrection(kept, unknown, kept.at + 30 * day + 1)).toEqual(lost)
    expect(codeCorrection(kept, unknown, kept.at - 2001)).toEqual(lost)
  })
})

describe('the source', () => {
  const source = resolve(import.meta.dirname, '../../../src')
  const users = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(?:api|ui)[\\/].*\.tsx?$/.test(path))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(source, path), 'utf8') }))
    .filter(({ text }) => /\.(?:codeAt|previewCode)\(/.test(text))

  it('asks for codes of a time in these places, and in no others', () => {
    expect(users.map(({ path }) => path).toSorted()).toEqual([
      'api/codes.ts',
      'ui/screens/accounts/account-code.ts',
      'ui/screens/add-account/code-preview.tsx',
      'ui/screens/consent/add-question.tsx',
    ])
  })

  it('takes the device’s own time for none of them', () => {
    const ownTime = /\b(?:codeAt|previewCode)\([^\n]*(?:\bnow\b|clock\.now|workspace\.now)/
    expect(users.filter(({ text }) => ownTime.test(text)).map(({ path }) => path)).toEqual([])
  })
})
