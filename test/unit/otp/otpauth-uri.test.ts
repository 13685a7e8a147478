import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase32 } from '../../../src/encoding/index.ts'
import { cleanName } from '../../../src/otp/names.ts'
import { formatOtpauthUri } from '../../../src/otp/format-otpauth-uri.ts'
import { parseOtpauthUri } from '../../../src/otp/otpauth-uri.ts'
import { type OtpParameters, checkParameters } from '../../../src/otp/parameters.ts'
import vectors from '../../vectors/otp/uris.json'

const accepted = vectors.flatMap(({ name, uri, expect: account }) => (account ? [{ name, uri, account }] : []))
const refused = vectors.flatMap(({ name, uri, refuse }) => (refuse ? [{ name, uri, refuse }] : []))

function named(parameters: OtpParameters, issuer: string, account: string) {
  return { ...parameters, issuer, account }
}

describe('parseOtpauthUri', () => {
  it.each(accepted)('reads $name', ({ uri, account }) => {
    const { secret, ...rest } = parseOtpauthUri(uri)
    expect({ ...rest, secret: encodeBase32(secret) }).toEqual(account)
  })

  it.each(refused)('refuses $name with $refuse', ({ uri, refuse }) => {
    expect(() => parseOtpauthUri(uri)).toThrow(expect.objectContaining({ name: 'OtpError', code: refuse }))
  })

  it('says which character of a secret is wrong and where', () => {
    expect(() => parseOtpauthUri('otpauth://totp/rosa?secret=JBSW%20Y1DP')).toThrow(
      expect.objectContaining({ code: 'otp/invalid-secret', character: '1', position: 6 }),
    )
  })

  it.each([
    ['otpauth://totp/Harbour:rosa?secret=MY&issuer=Har%00bour', { issuer: 'Harbour', account: 'rosa' }],
    ['otpauth://totp/Har%00bour:rosa?secret=MY', { issuer: 'Harbour', account: 'rosa' }],
    ['otpauth://totp/Harbour:ro%00sa?secret=MY', { issuer: 'Harbour', account: 'rosa' }],
  ])('warns that a name in %j had characters that it cannot keep', (uri, names) => {
    expect(parseOtpauthUri(uri)).toMatchObject({ ...names, warnings: ['characters-removed'] })
  })

  it.each([
    ['spaces around both halves', 'totp/%20Harbour%20:%20rosa%20?secret=MY', { issuer: 'Harbour', account: 'rosa' }],
    ['spaces around an encoded colon', 'totp/Harbour%20%3A%20rosa?secret=MY', { issuer: 'Harbour', account: 'rosa' }],
    ['spaces around the issuer', 'totp/rosa?secret=MY&issuer=%20Harbour%20', { issuer: 'Harbour', account: 'rosa' }],
    ['spaces around a label of one half', 'totp/%20rosa%20?secret=MY', { issuer: '', account: 'rosa' }],
    ['an encoded colon in front', 'totp/%3Arosa?secret=MY', { issuer: '', account: 'rosa' }],
    ['what looks like HTML inside a name', 'totp/rosa?secret=MY&issuer=Stamp;s', { issuer: 'Stamp;s' }],
    ['spaces around the digits of Steam', 'totp/rosa?secret=MY&issuer=Steam&digits=%205', { type: 'steam' }],
    ['a counter, Steam or not', 'hotp/Steam:rosa?secret=MY&counter=1&encoder=steam', { type: 'hotp', counter: 1 }],
  ])('takes %s as they are meant, without a warning', (_, rest, expected) => {
    expect(parseOtpauthUri(`otpauth://${rest}`)).toMatchObject({ ...expected, warnings: [] })
  })

  it('takes an issuer in front of a label only where its colon follows', () => {
    const uri = (label: string, issuer: string) => `otpauth://totp/${label}?secret=MY&issuer=${issuer}`
    expect(parseOtpauthUri(uri('Harbours:rosa', 'Harbour'))).toMatchObject({ account: 'rosa', labelIssuer: 'Harbours' })
    expect(parseOtpauthUri(uri('a%3Ab:c', 'X'))).toMatchObject({ account: 'c', labelIssuer: 'a:b' })
  })

  it('drops two slashes only behind the scheme', () => {
    expect(parseOtpauthUri('otpauth:totp//rosa?secret=MY').account).toBe('/rosa')
    expect(() => parseOtpauthUri('steam://MZ/XW')).toThrow(expect.objectContaining({ code: 'otp/invalid-secret' }))
  })

  it('names the type before anything that is missing', () => {
    expect(() => parseOtpauthUri('otpauth://push/rosa')).toThrow(
      expect.objectContaining({ code: 'otp/unsupported-type' }),
    )
  })

  it('reads 65,536 characters and not one more', () => {
    const uri = (length: number) => 'otpauth://totp/rosa?secret=MY&image='.padEnd(length, 'x')
    expect(parseOtpauthUri(uri(65_536)).account).toBe('rosa')
    expect(() => parseOtpauthUri(uri(65_537))).toThrow(expect.objectContaining({ code: 'otp/uri-too-long' }))
  })

  it('keeps names and secrets out of its messages', () => {
    expect(() => parseOtpauthUri('otpauth://totp/Harbour:rosa?secret=JBSWY3DP0&issuer=Harbour')).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/Harbour|rosa|JBSW/) }),
    )
  })
})

describe('formatOtpauthUri', () => {
  const secret = Uint8Array.of(1, 2, 3, 4, 5)

  it.each([
    [
      { type: 'totp' },
      'otpauth://totp/Old%20Harbour:rosa%40sea.example?secret=AEBAGBAF&issuer=Old%20Harbour&algorithm=SHA1&digits=6&period=30',
    ],
    [
      { type: 'hotp', counter: 7, digits: 8 },
      'otpauth://hotp/Old%20Harbour:rosa%40sea.example?secret=AEBAGBAF&issuer=Old%20Harbour&algorithm=SHA1&digits=8&counter=7',
    ],
    [
      { type: 'steam' },
      'otpauth://steam/Old%20Harbour:rosa%40sea.example?secret=AEBAGBAF&issuer=Old%20Harbour&algorithm=SHA1&digits=5&period=30',
    ],
    [
      { type: 'yandex', pin: '1234', secret: new Uint8Array(16) },
      'otpauth://yaotp/Old%20Harbour:rosa%40sea.example?secret=AAAAAAAAAAAAAAAAAAAAAAAAAA&issuer=Old%20Harbour&algorithm=SHA256&digits=8&period=30',
    ],
    [{ type: 'motp', pin: '1234' }, 'motp://Old%20Harbour:rosa%40sea.example?secret=0102030405'],
  ])('writes %j in full and without a PIN', (raw, uri) => {
    expect(formatOtpauthUri(named(checkParameters({ secret, ...raw }), 'Old Harbour', 'rosa@sea.example'))).toBe(uri)
  })

  it('leaves out an issuer that is empty', () => {
    const totp = checkParameters({ type: 'totp', secret })
    expect(formatOtpauthUri(named(totp, '', 'rosa'))).toMatch(/^otpauth:\/\/totp\/rosa\?secret=AEBAGBAF&algorithm=/)
    expect(formatOtpauthUri(named(totp, '', 'a:b'))).toMatch(/^otpauth:\/\/totp\/:a%3Ab\?secret=AEBAGBAF&issuer=&/)
  })

  it('encodes all but unreserved characters', () => {
    const totp = checkParameters({ type: 'totp', secret })
    const uri = formatOtpauthUri(named(totp, "Rosa's (1*!)", '~a-b_c.d+e/f'))
    expect(uri).toContain('/Rosa%27s%20%281%2A%21%29:~a-b_c.d%2Be%2Ff?')
    expect(uri).toContain('&issuer=Rosa%27s%20%281%2A%21%29&')
  })

  it('writes names that hold half a surrogate pair', () => {
    const totp = checkParameters({ type: 'totp', secret })
    expect(formatOtpauthUri(named(totp, 'a\ud83d', 'rosa'))).toContain('issuer=a%EF%BF%BD&')
  })

  it('refuses parameters that no code comes from', () => {
    const totp = checkParameters({ type: 'totp', secret })
    expect(() => formatOtpauthUri({ ...named(totp, '', ''), digits: 100 })).toThrow(
      expect.objectContaining({ code: 'otp/invalid-digits' }),
    )
  })

  it('is undone by parseOtpauthUri', () => {
    const name = fc
      .string({
        unit: fc.oneof(
          fc.constantFrom(':', '/', '%', '+', ' ', '#', '?', '&', '='),
          fc.constantFrom('a', 'Z', '\u00e4', '\u{1f41f}', '\u6e2f'),
        ),
        maxLength: 20,
      })
      .map(cleanName)
    const raw = fc.record({
      type: fc.constantFrom('totp', 'hotp', 'steam', 'motp', 'yandex'),
      secret: fc.uint8Array({ minLength: 16, maxLength: 64 }),
      algorithm: fc.constantFrom('SHA1', 'SHA256', 'SHA512'),
      digits: fc.integer({ min: 4, max: 10 }),
      period: fc.integer({ min: 1, max: 86_400 }),
      counter: fc.maxSafeNat(),
    })
    fc.assert(
      fc.property(raw, name, name, (raw, issuer, account) => {
        const parameters = checkParameters(raw)
        const parsed = parseOtpauthUri(formatOtpauthUri(named(parameters, issuer, account)))
        expect(parsed).toEqual({ ...parameters, issuer, account, warnings: [] })
      }),
      { numRuns: process.env['SLOW'] === '1' ? 10_000 : 300 },
    )
  })
})
