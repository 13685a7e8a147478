import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equalBytes } from '../../../src/encoding/equal.ts'

describe('equalBytes', () => {
  it('is true for copies', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(equalBytes(bytes, bytes.slice())).toBe(true)
      }),
    )
  })

  it('is false when any one bit differs', () => {
    const bytes = Uint8Array.of(0, 0x55, 0xff)
    for (let bit = 0; bit < 24; bit++) {
      const other = bytes.slice()
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(equalBytes(bytes, other), `bit ${bit}`).toBe(false)
    }
  })

  it('is false when one is the start of the other', () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false)
    expect(equalBytes(Uint8Array.of(), Uint8Array.of(0))).toBe(false)
  })
})
