import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase32, encodeHex } from '../../../src/encoding/index.ts'
import { parseHexSecret, parseSecret } from '../../../src/otp/secret.ts'

describe('parseSecret', () => {
  it('reads the base32 of any key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 512 }), (secret) => {
        expect(parseSecret(encodeBase32(secret))).toEqual(secret)
      }),
    )
  })

  it('reads a key as a web page shows it', () => {
    expect(parseSecret(' jbsw y3dp-ehpk\u00a03pxp== ')).toEqual(parseSecret('JBSWY3DPEHPK3PXP'))
  })

  it.each([
    ['JBSW1', '1', 4],
    ['jbsw y3d0', '0', 8],
    ['8BSW', '8', 0],
    ['JBSWY3DPEHPK3PXP9', '9', 16],
    ['secret!', '!', 6],
  ])('refuses %j and says that %j at place %i is never part of a key', (text, character, position) => {
    expect(() => parseSecret(text)).toThrow(
      expect.objectContaining({ name: 'OtpError', code: 'otp/invalid-secret', character, position }),
    )
  })

  it.each(['', '   ', '====', '-', 'A', '\u200b'])('refuses %j as empty', (text) => {
    expect(() => parseSecret(text)).toThrow(
      expect.objectContaining({ code: 'otp/empty-secret', character: undefined, position: undefined }),
    )
  })

  it('refuses more than 512 bytes', () => {
    expect(() => parseSecret(encodeBase32(new Uint8Array(513)))).toThrow(
      expect.objectContaining({ code: 'otp/secret-too-long' }),
    )
    expect(() => parseSecret('A'.repeat(1_000_000))).toThrow(expect.objectContaining({ code: 'otp/secret-too-long' }))
  })

  it('reads 512 bytes, and 4,096 characters of text', () => {
    expect(parseSecret(encodeBase32(new Uint8Array(512)))).toHaveLength(512)
    expect(() => parseSecret('-'.repeat(4096))).toThrow(expect.objectContaining({ code: 'otp/empty-secret' }))
    expect(() => parseSecret('-'.repeat(4097))).toThrow(expect.objectContaining({ code: 'otp/secret-too-long' }))
  })

  it('keeps the secret out of the message', () => {
    expect(() => parseSecret('JBSWY3DP1')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('JBSW') }),
    )
  })
})

describe('parseHexSecret', () => {
  it('reads the hexadecimal digits of any key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 512 }), (secret) => {
        expect(parseHexSecret(encodeHex(secret))).toEqual(secret)
      }),
    )
  })

  it.each([
    ['', 'otp/empty-secret'],
    ['0', 'otp/invalid-secret'],
    ['0g', 'otp/invalid-secret'],
    ['00'.repeat(513), 'otp/secret-too-long'],
  ])('refuses %.10j', (text, code) => {
    expect(() => parseHexSecret(text)).toThrow(expect.objectContaining({ code }))
  })
})
