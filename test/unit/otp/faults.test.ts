import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase32 } from '../../../src/encoding/index.ts'
import { CodedError } from '../../../src/errors.ts'
import { codeAt, hotpCode } from '../../../src/otp/code.ts'
import { parseOtpauthUri } from '../../../src/otp/otpauth-uri.ts'
import { checkParameters } from '../../../src/otp/parameters.ts'
import { secondsLeft, timeStepAt } from '../../../src/otp/time-step.ts'
import rfc6238 from '../../vectors/otp/rfc6238.json'
import { anyCharacter } from '../../support/any-character.ts'

const key = 'secret=JBSWY3DPEHPK3PXP'

function refusal(uri: string): string | undefined {
  try {
    parseOtpauthUri(uri)
    return undefined
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

describe('parameters that a library would take', () => {
  it.each([
    ['digits=1', `otpauth://totp/a?${key}&digits=1`, 'otp/invalid-digits'],
    ['digits=100', `otpauth://totp/a?${key}&digits=100`, 'otp/invalid-digits'],
    ['digits=100000000', `otpauth://totp/a?${key}&digits=100000000`, 'otp/invalid-digits'],
    ['period=0', `otpauth://totp/a?${key}&period=0`, 'otp/invalid-period'],
    ['period=1e9', `otpauth://totp/a?${key}&period=1e9`, 'otp/invalid-period'],
    ['a period of 10^20', `otpauth://totp/a?${key}&period=1${'0'.repeat(20)}`, 'otp/invalid-period'],
    ['a secret of no bytes', 'otpauth://totp/a?secret=A', 'otp/empty-secret'],
    ['a secret of 1 MB', `otpauth://totp/a?secret=${'A'.repeat(1_000_000)}`, 'otp/uri-too-long'],
    ['a secret of 30 kB', `otpauth://totp/a?secret=${'A'.repeat(30_000)}`, 'otp/secret-too-long'],
    ['SHA3', `otpauth://totp/a?${key}&algorithm=SHA3-512`, 'otp/unsupported-algorithm'],
    ['a counter of -1', `otpauth://hotp/a?${key}&counter=-1`, 'otp/invalid-counter'],
    ['a counter of 2^53 + 1', `otpauth://hotp/a?${key}&counter=9007199254740993`, 'otp/invalid-counter'],
  ])('fault 27: %s is refused with a reason', (_what, uri, code) => {
    expect(refusal(uri)).toBe(code)
  })

  it('fault 27: of two secrets the first counts, never the last', () => {
    expect(parseOtpauthUri(`otpauth://totp/a?${key}&secret=MFRGGZDF`).secret).toEqual(decodeBase32('JBSWY3DPEHPK3PXP'))
    expect(refusal(`otpauth://totp/a?secret=&${key}`)).toBe('otp/empty-secret')
  })

  it('fault 27: counters of HOTP are never rounded', () => {
    const hotp = checkParameters({ type: 'hotp', secret: decodeBase32('JBSWY3DPEHPK3PXP') })
    expect(() => hotpCode(hotp, 2 ** 53)).toThrow(expect.objectContaining({ code: 'otp/invalid-counter' }))
  })
})

describe('two issuers', () => {
  it('fault 28: the parameter wins, the prefix is handed on, and a warning says so', () => {
    expect(parseOtpauthUri(`otpauth://totp/Contoso%3Arosa?${key}&issuer=Microsoft`)).toMatchObject({
      issuer: 'Microsoft',
      account: 'rosa',
      labelIssuer: 'Contoso',
      warnings: ['issuer-mismatch'],
    })
  })

  it('fault 28: one name in two spellings is no warning', () => {
    const parsed = parseOtpauthUri(`otpauth://totp/harbour:rosa?${key}&issuer=Harbour`)
    expect(parsed).not.toHaveProperty('labelIssuer')
    expect(parsed.warnings).toEqual([])
  })
})

describe('hostile names', () => {
  it('fault 29: bidi controls, NUL and zero-width characters leave the names', () => {
    const label = encodeURIComponent('Har\u200bbour\u0000:\u202erosa\u2066\u200d')
    expect(parseOtpauthUri(`otpauth://totp/${label}?${key}`)).toMatchObject({
      issuer: 'Harbour',
      account: 'rosa',
      warnings: ['characters-removed'],
    })
  })

  it('fault 29: HTML stays what it is, text', () => {
    const html = '<img src=x onerror=alert(1)>'
    expect(parseOtpauthUri(`otpauth://totp/a?${key}&issuer=${encodeURIComponent(html)}`).issuer).toBe(html)
  })

  it.each([
    ['a label of 1,025 characters', `otpauth://totp/${'a'.repeat(1025)}?${key}`, 'otp/name-too-long'],
    ['an issuer of 1,025 characters', `otpauth://totp/a?${key}&issuer=${'a'.repeat(1025)}`, 'otp/name-too-long'],
    ['a label of 100,000 characters', `otpauth://totp/${'a'.repeat(100_000)}?${key}`, 'otp/uri-too-long'],
  ])('fault 29: %s is refused as too long', (_what, uri, code) => {
    expect(refusal(uri)).toBe(code)
  })

  it('fault 29: names of 1,024 code points are kept whole', () => {
    const account = '\u{1f41f}'.repeat(1024)
    expect(parseOtpauthUri(`otpauth://totp/${account}?${key}`).account).toBe(account)
  })
})

describe('other texts', () => {
  it.each([
    'javascript:alert(1)',
    `http://totp/a?${key}`,
    `data:text/plain,otpauth://totp/a?${key}`,
    `xotpauth://totp/a?${key}`,
  ])('fault 30: %s is no account', (uri) => {
    expect(refusal(uri)).toBe('otp/unsupported-scheme')
  })

  it.each([
    `OTPAUTH://TOTP/a?${key.toUpperCase()}`,
    ` \n\totpauth://totp/a?${key}\r\n `,
    `\u00a0OtpAuth://ToTp/a?${key}`,
  ])('fault 30: %j is one', (uri) => {
    expect(parseOtpauthUri(uri)).toMatchObject({ type: 'totp', account: 'a' })
  })

  it.each([`see otpauth://totp/a?${key}`, `//totp/a?${key}`, `:otpauth://totp/a?${key}`])(
    'fault 30: %s is not taken apart to find one',
    (uri) => {
      expect(refusal(uri)).toBe('otp/not-a-uri')
    },
  )

  it('fault 30: any text at all is answered or refused, with nothing but typed errors', () => {
    const piece = fc.constantFrom(
      'otpauth://',
      'totp/',
      'hotp',
      'steam://',
      'motp://',
      '?',
      '&',
      '=',
      'secret=',
      key,
      '%',
      '%C3',
      ':',
      '+',
      '\u0000',
      '\ud800',
      'issuer',
      'codeDisplay={',
      '0',
    )
    const text = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, (text) => {
        expect(refusal(text) ?? 'accepted').toMatch(/^(?:accepted|otp\/.+)$/)
      }),
      { numRuns: process.env['SLOW'] === '1' ? 20_000 : 500 },
    )
  })

  it.each(['%', '%C3', '&', '&amp;', '=', '?', ':', '/', '+', '\u200d', '\u{e0041}', '\ud83d', '%F0%9F%90%9F'])(
    'fault 30: 64 KiB of %j in every place are answered or refused',
    (piece) => {
      const run = piece.repeat(Math.floor(60_000 / piece.length))
      for (const uri of [
        `otpauth://totp/${run}?${key}`,
        `otpauth://totp/a?${key}&issuer=${run}`,
        `otpauth://totp/a?secret=${run}`,
        `otpauth://totp/a?${run}`,
        run,
      ]) {
        expect(refusal(uri) ?? 'accepted').toMatch(/^(?:accepted|otp\/.+)$/)
      }
    },
  )
})

describe('exact codes', () => {
  it.each(rfc6238.vectors)('fault 31: $algorithm at $seconds s is $code, with a key of its own length', (vector) => {
    const { seconds, code, secret, ...rest } = vector
    const totp = checkParameters({ type: 'totp', ...rest, secret: decodeBase32(secret) })
    expect(totp.secret.length).toBe({ SHA1: 20, SHA256: 32, SHA512: 64 }[totp.algorithm])
    expect(codeAt(totp, seconds * 1000)).toBe(code)
  })
})

describe('clocks', () => {
  const totp = checkParameters({ type: 'totp', secret: decodeBase32('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ') })
  const year2038 = 2 ** 31 * 1000
  const year2106 = 2 ** 32 * 1000

  it('fault 32: a code holds to the last millisecond of its step and not longer', () => {
    const start = 1_700_000_010_000
    expect(codeAt(totp, start + 29_999)).toBe(codeAt(totp, start))
    expect(codeAt(totp, start - 1)).not.toBe(codeAt(totp, start))
    expect(codeAt(totp, start + 30_000)).not.toBe(codeAt(totp, start))
  })

  it('fault 32: a clock that jumps back and forth shows the code of the moment it shows', () => {
    const first = codeAt(totp, 59_000)
    expect(codeAt(totp, 4e12)).not.toBe(first)
    expect(codeAt(totp, 59_000)).toBe(first)
  })

  it('fault 32: daylight saving does not exist in Unix time', () => {
    const before = Date.parse('2026-03-29T01:59:59+01:00')
    const after = Date.parse('2026-03-29T03:00:00+02:00')
    expect(timeStepAt(after, 30) - timeStepAt(before, 30)).toBe(1)
  })

  it.each([
    ['2038', year2038, '703886'],
    ['2106', year2106, '791428'],
  ])('fault 32: steps and codes go on through %s', (_year, boundary, code) => {
    expect(timeStepAt(boundary, 1) - timeStepAt(boundary - 1, 1)).toBe(1)
    expect(codeAt(totp, boundary)).toBe(code)
  })

  it.each([year2038, year2106, 0, 29_999.9, 253_402_300_799_999])(
    'fault 32: the countdown is never zero or negative round %d ms',
    (moment) => {
      for (const at of [moment - 1, moment, moment + 0.001, moment + 999].filter((at) => at >= 0)) {
        expect(secondsLeft(at, 30), `${at}`).toBeGreaterThan(0)
        expect(secondsLeft(at, 30), `${at}`).toBeLessThanOrEqual(30)
      }
    },
  )
})
