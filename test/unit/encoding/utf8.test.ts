import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeUtf8, encodeUtf8 } from '../../../src/encoding/utf8.ts'
import { anyCharacter } from '../../support/any-character.ts'

describe('encodeUtf8', () => {
  it('writes one to four bytes a character', () => {
    expect(encodeUtf8('a\u00e4\u6e2f\u{1f41f}')).toEqual(
      Uint8Array.of(0x61, 0xc3, 0xa4, 0xe6, 0xb8, 0xaf, 0xf0, 0x9f, 0x90, 0x9f),
    )
  })

  it.each(['\ud800', 'a\udc00b', '\udc00\ud800', '\u{1f41f}\ud83d'])('refuses half a surrogate pair in %j', (text) => {
    expect(() => encodeUtf8(text)).toThrow(expect.objectContaining({ code: 'encoding/ill-formed-text' }))
  })
})

describe('decodeUtf8', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(text)
      }),
    )
  })

  it('keeps a byte-order mark', () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa')
  })

  it('reads only the bytes of the view it is given', () => {
    expect(decodeUtf8(encodeUtf8('harbour').subarray(3))).toBe('bour')
  })

  it.each([
    ['a lone continuation byte', [0x80]],
    ['a sequence cut short', [0xe6, 0xb8]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a number beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['Latin-1', [0x72, 0x6f, 0x73, 0xe9]],
  ])('refuses %s', (_what, bytes) => {
    expect(() => decodeUtf8(Uint8Array.from(bytes))).toThrow(expect.objectContaining({ code: 'encoding/not-utf8' }))
  })
})
