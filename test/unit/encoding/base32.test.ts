import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase32, encodeBase32 } from '../../../src/encoding/base32.ts'
import { encodeHex } from '../../../src/encoding/hex.ts'
import { encodeUtf8 } from '../../../src/encoding/utf8.ts'

describe('encodeBase32', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('writes %j of RFC 4648 section 10 as %j, without padding', (text, base32) => {
    expect(encodeBase32(encodeUtf8(text))).toBe(base32)
  })
})

describe('decodeBase32', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(decodeBase32(encodeBase32(bytes))).toEqual(bytes)
      }),
    )
  })

  it.each([
    'mzxw6ytboi',
    'MZXW6YTBOI======',
    'MZ XW\t6Y\r\nTBOI',
    'mzxw-6ytb-oi',
    '=M=ZXW6YTBOI',
    'MZXW\u00a06YTB\u2009OI',
  ])('reads %j as people and exports write it', (text) => {
    expect(decodeBase32(text)).toEqual(encodeUtf8('foobar'))
  })

  it.each(['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'])('steps over the invisible %j', (character) => {
    expect(decodeBase32(`${character}MZXW6${character}YTBOI`)).toEqual(encodeUtf8('foobar'))
  })

  it.each([
    ['', ''],
    ['D', ''],
    ['DK', '1a'],
    ['DKR', '1a'],
    ['DKRY', '1aa3'],
    ['DKRY7', '1aa38f'],
    ['DKRY7G', '1aa38f'],
    ['DKRY7GN', '1aa38f99'],
    ['77', 'ff'],
  ])('keeps the whole bytes of %j and drops the bits left over', (text, hex) => {
    expect(encodeHex(decodeBase32(text))).toBe(hex)
  })

  it.each([
    ['MZXW0YTB', '0', 4],
    ['1ZXW6YTB', '1', 0],
    ['MZXW 6YT8', '8', 8],
    ['MZ-XW-9', '9', 6],
    ['MZXW6\u{1f511}8', '\u{1f511}', 5],
    [' \u{1f511}', '\u{1f511}', 1],
    ['MZ\u00e4', '\u00e4', 2],
    ['MZ/X', '/', 2],
  ])('refuses %j and says that %j at place %i is to blame', (text, character, position) => {
    expect(() => decodeBase32(text)).toThrow(
      expect.objectContaining({ name: 'EncodingError', code: 'encoding/invalid-character', character, position }),
    )
  })

  it('counts code points, not UTF-16 units, up to the character to blame', () => {
    const keys = '\u{1f511}\u{1f511}'
    expect(() => decodeBase32(keys)).toThrow(expect.objectContaining({ position: 0 }))
    expect(() => decodeBase32(`MZ${keys}`)).toThrow(expect.objectContaining({ position: 2 }))
  })

  it.each(['\u0131', '\u017f', '\uff21', '\u212a'])(
    'does not take %j for the ASCII letter it folds to',
    (character) => {
      expect(() => decodeBase32(`MZXW${character}`)).toThrow(expect.objectContaining({ character, position: 4 }))
    },
  )

  it('keeps the character out of the message', () => {
    expect(() => decodeBase32('MZXW0YTB')).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/[0-9]/) }),
    )
  })
})
