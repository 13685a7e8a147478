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
    [{ type: 'motp', pin: '1234' }, 'motp://Old%20Harbour:rosa%40sea.example?secret=0102030405'],
  ])('writes %j in full and without a PIN', (raw, uri) => {
    expect(formatOtpauthUri(named(checkParameters({ ...raw, secret }), 'Old Harbour', 'rosa@sea.example'))).toBe(uri)
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
