import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countCodePoints } from '../../../src/encoding/code-points.ts'

describe('countCodePoints', () => {
  it('counts as a string is iterated, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\u00e4', '\u{1f41f}', '\ud83d', '\udc1f') }), (text) => {
        expect(countCodePoints(text)).toBe(Array.from(text).length)
      }),
    )
  })
})
