import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from '../../../src/encoding/base64.ts'
import { encodeUtf8 } from '../../../src/encoding/utf8.ts'

describe('encodeBase64', () => {
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('writes %j of RFC 4648 section 10 as %j', (text, base64) => {
    expect(encodeBase64(encodeUtf8(text))).toBe(base64)
  })
})

describe('decodeBase64', () => {
  it('gives back what was encoded, by us or by the platform', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)
        expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes)
      }),
    )
  })

  it.each(['Zm9vYg', 'Zm9vYg==', 'Zm9v\r\nYg==\r\n', ' Zm9v Yg = = '])('reads %j as other apps write it', (text) => {
    expect(decodeBase64(text)).toEqual(encodeUtf8('foob'))
  })

  it.each([
    ['Zm9v-g', '-', 4],
    ['Zm9v\n_', '_', 5],
    ['Zm9v"', '"', 4],
  ])('refuses %j because of %j at place %i', (text, character, position) => {
    expect(() => decodeBase64(text)).toThrow(
      expect.objectContaining({ code: 'encoding/invalid-character', character, position }),
    )
  })
})
