import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeHex, encodeHex } from '../../../src/encoding/hex.ts'

describe('encodeHex', () => {
  it('writes two lower-case digits for each byte', () => {
    expect(encodeHex(Uint8Array.of(0, 1, 0x7f, 0xab, 0xff))).toBe('00017fabff')
  })
})

describe('decodeHex', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeHex(encodeHex(bytes))).toEqual(bytes)
        expect(decodeHex(encodeHex(bytes).toUpperCase())).toEqual(bytes)
      }),
    )
  })

  it('drops white space, even inside a byte', () => {
    expect(decodeHex(' 0a 1\nB\u00a0')).toEqual(Uint8Array.of(0x0a, 0x1b))
  })

  it.each([
    ['0g', 'g', 1],
    ['0x0a', 'x', 1],
    ['0a-1b', '-', 2],
  ])('refuses %j because of %j at place %i', (text, character, position) => {
    expect(() => decodeHex(text)).toThrow(
      expect.objectContaining({ code: 'encoding/invalid-character', character, position }),
    )
  })

  it.each(['0', '0a1', '0a 1 '])('refuses the half byte in %j', (text) => {
    expect(() => decodeHex(text)).toThrow(expect.objectContaining({ code: 'encoding/invalid-length' }))
  })
})
