import { describe, expect, it } from 'vitest'
import { decodeBase32, decodeHex } from '../../../src/encoding/index.ts'
import { codeAt, createCodeGenerator, hotpCode } from '../../../src/otp/code.ts'
import { type OtpParameters, type RawOtpParameters, checkParameters } from '../../../src/otp/parameters.ts'
import hotpEdges from '../../vectors/otp/hotp-edges.json'
import motp from '../../vectors/otp/motp.json'
import rfc4226 from '../../vectors/otp/rfc4226.json'
import rfc6238 from '../../vectors/otp/rfc6238.json'
import steam from '../../vectors/otp/steam.json'
import totpEdges from '../../vectors/otp/totp-edges.json'
import yandex from '../../vectors/otp/yandex.json'

function parameters(raw: Omit<RawOtpParameters, 'secret'> & { readonly secret: string }): OtpParameters {
  return checkParameters({ ...raw, secret: decodeBase32(raw.secret) })
}

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('hotpCode', () => {
  it.each(rfc4226.vectors)('gives $code for counter $counter of RFC 4226 appendix D', ({ counter, code, ...rest }) => {
    expect(hotpCode(parameters({ type: 'hotp', ...rest }), counter)).toBe(code)
  })

  it.each(rfc4226.vectors)(
    'gives the whole truncated number $number with ten digits',
    ({ counter, number, ...rest }) => {
      expect(Number(hotpCode(parameters({ type: 'hotp', ...rest, digits: 10 }), counter))).toBe(number)
    },
  )

  it.each(hotpEdges.vectors)(
    'gives $code for counter $counter, $algorithm and a key of its own length',
    ({ counter, code, ...rest }) => {
      expect(hotpCode(parameters({ type: 'hotp', ...rest }), counter)).toBe(code)
    },
  )

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses the counter %d', (counter) => {
    const hotp = parameters({ type: 'hotp', secret })
    expect(() => hotpCode(hotp, counter)).toThrow(expect.objectContaining({ code: 'otp/invalid-counter' }))
  })

  it('looks only at the counter it is given, not at the stored one', () => {
    expect(hotpCode(parameters({ type: 'hotp', secret, counter: 7 }), 0)).toBe('755224')
  })
})

describe('codeAt', () => {
  it.each(rfc6238.vectors)(
    'gives $code at $seconds s with $algorithm, of RFC 6238 appendix B',
    ({ seconds, code, ...rest }) => {
      expect(codeAt(parameters({ type: 'totp', ...rest }), seconds * 1000)).toBe(code)
    },
  )

  it.each(totpEdges.vectors)(
    'gives $code at $seconds s with $algorithm, $digits digits and $period s',
    ({ seconds, code, ...rest }) => {
      const totp = parameters({ type: 'totp', ...rest })
      expect(codeAt(totp, seconds * 1000)).toBe(code)
      expect(codeAt(totp, seconds * 1000 + 999), 'in the last millisecond of that second').toBe(code)
    },
  )

  it.each(steam.vectors)('gives the Steam code $code at $seconds s', ({ secret, seconds, code }) => {
    expect(codeAt(parameters({ type: 'steam', secret }), seconds * 1000)).toBe(code)
  })

  it.each(motp.vectors)('gives the mOTP code $code at $seconds s', ({ secretHex, pin, seconds, code }) => {
    expect(codeAt(checkParameters({ type: 'motp', secret: decodeHex(secretHex), pin }), seconds * 1000)).toBe(code)
  })

  it.each(yandex.vectors)('gives the Yandex code $code at $seconds s', ({ secret, pin, seconds, code }) => {
    expect(codeAt(parameters({ type: 'yandex', secret, pin }), seconds * 1000)).toBe(code)
  })

  it.each(['motp', 'yandex'])('asks for the PIN of %s instead of computing without', (type) => {
    const withoutPin = parameters({ type, secret })
    expect(() => codeAt(withoutPin, 0)).toThrow(expect.objectContaining({ code: 'otp/missing-pin' }))
  })

  it('refuses HOTP, which has no time', () => {
    const hotp = parameters({ type: 'hotp', secret })
    expect(() => codeAt(hotp, 0)).toThrow(expect.objectContaining({ code: 'otp/unsupported-type' }))
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1])('refuses %d as a moment', (at) => {
    const totp = parameters({ type: 'totp', secret })
    expect(() => codeAt(totp, at)).toThrow(expect.objectContaining({ code: 'otp/invalid-time' }))
  })

  it('takes a period of 30 s where a TOTP account has none', () => {
    const totp: OtpParameters = { type: 'totp', secret: decodeBase32(secret), algorithm: 'SHA1', digits: 8 }
    expect(codeAt(totp, 59_000)).toBe('94287082')
  })

  it('refuses parameters that nobody checked', () => {
    const totp: OtpParameters = { type: 'totp', secret: decodeBase32(secret), algorithm: 'SHA1', digits: 100_000_000 }
    expect(() => codeAt(totp, 0)).toThrow(expect.objectContaining({ code: 'otp/invalid-digits' }))
  })
})

describe('createCodeGenerator', () => {
  it('gives the same codes in any order, again and again', () => {
    const generate = createCodeGenerator(parameters({ type: 'hotp', secret }))
    expect([9, 0, 9, 1].map(generate)).toEqual(['520489', '755224', '520489', '287082'])
  })

  it('counts time steps for time-based accounts', () => {
    const totp = parameters({ type: 'totp', secret, period: 60 })
    expect(createCodeGenerator(totp)(1)).toBe(codeAt(totp, 60_000))
  })

  it('keeps its codes when the caller wipes the secret afterwards', () => {
    const bytes = decodeBase32(secret)
    const generate = createCodeGenerator(checkParameters({ type: 'hotp', secret: bytes }))
    bytes.fill(0)
    expect(generate(0)).toBe('755224')
  })

  it('reads only the bytes of the view it is given', () => {
    const padded = new Uint8Array(30)
    padded.set(decodeBase32(secret), 5)
    const generate = createCodeGenerator(checkParameters({ type: 'hotp', secret: padded.subarray(5, 25) }))
    expect(generate(0)).toBe('755224')
  })

  it('refuses a counter that is none', () => {
    const generate = createCodeGenerator(parameters({ type: 'steam', secret }))
    expect(() => generate(-1)).toThrow(expect.objectContaining({ code: 'otp/invalid-counter' }))
  })
})
