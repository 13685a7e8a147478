import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64url, encodeBase64url } from '../../../src/encoding/base64url.ts'

describe('encodeBase64url', () => {
  it.each([
    [[], ''],
    [[0xff], '_w'],
    [[0xfb, 0xff], '-_8'],
    [[0, 0, 0], 'AAAA'],
    [[0xfb, 0xef, 0xbe], '----'],
  ])('writes %j as %j', (bytes, text) => {
    expect(encodeBase64url(Uint8Array.from(bytes))).toBe(text)
  })

  it('agrees with the platform', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(encodeBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      }),
    )
  })
})

describe('decodeBase64url', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeBase64url(encodeBase64url(bytes))).toEqual(bytes)
      }),
    )
  })

  it('accepts one text only for each byte string', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('A', 'Q', 'g', 'w', 'Z', '-', '_', '9'), maxLength: 12 }),
        (text) => {
          let bytes
          try {
            bytes = decodeBase64url(text)
          } catch (error) {
            expect(error).toMatchObject({ code: 'encoding/not-canonical' })
            return
          }
          expect(encodeBase64url(bytes)).toBe(text)
        },
      ),
    )
  })

  it.each([
    ['padding', '_w==', 'encoding/invalid-character'],
    ['the plus of plain base64', '+/8', 'encoding/invalid-character'],
    ['white space', '_w ', 'encoding/invalid-character'],
    ['a line break', 'AA\nAA', 'encoding/invalid-character'],
    ['letters beyond ASCII', 'AA\u00c1', 'encoding/invalid-character'],
    ['stray bits', '_x', 'encoding/not-canonical'],
    ['stray bits in the third character', '-_9', 'encoding/not-canonical'],
    ['a single character', 'A', 'encoding/not-canonical'],
    ['one character too many', 'AAAAA', 'encoding/not-canonical'],
  ])('refuses %s', (_what, text, code) => {
    expect(() => decodeBase64url(text)).toThrow(expect.objectContaining({ code }))
  })
})
