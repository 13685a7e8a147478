import { describe, expect, it } from 'vitest'
import { checkCounter, checkParameters, checkPeriod, parseAlgorithm, periodOf } from '../../../src/otp/parameters.ts'

const secret = Uint8Array.from({ length: 20 }, (_, index) => index)

describe('checkParameters', () => {
  it('fills in the defaults of TOTP', () => {
    expect(checkParameters({ type: 'totp', secret, algorithm: '', digits: null, counter: 5 })).toEqual({
      type: 'totp',
      secret,
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
    })
  })

  it('fills in the defaults of HOTP and drops its period', () => {
    expect(checkParameters({ type: 'hotp', secret, period: 0 })).toEqual({
      type: 'hotp',
      secret,
      algorithm: 'SHA1',
      digits: 6,
      counter: 0,
    })
  })

  it.each([
    ['steam', { algorithm: 'SHA1', digits: 5, period: 30 }],
    ['motp', { algorithm: 'SHA1', digits: 6, period: 10 }],
    ['yandex', { algorithm: 'SHA256', digits: 8, period: 30 }],
  ])('gives %s what it always has, whatever a file says', (type, expected) => {
    expect(checkParameters({ type, secret, algorithm: 'MD5', digits: 77, period: -1, counter: 'x' })).toEqual({
      type,
      secret,
      ...expected,
    })
  })

  it('keeps a PIN where one is needed and nowhere else', () => {
    expect(checkParameters({ type: 'motp', secret, pin: '1234' }).pin).toBe('1234')
    expect(checkParameters({ type: 'yandex', secret, pin: '1234' }).pin).toBe('1234')
    expect(checkParameters({ type: 'totp', secret, pin: '1234' })).not.toHaveProperty('pin')
    expect(checkParameters({ type: 'motp', secret, pin: '' })).not.toHaveProperty('pin')
  })

  it('reads decimal text as numbers', () => {
    expect(checkParameters({ type: 'totp', secret, digits: '08', period: ' 60 ' })).toMatchObject({
      digits: 8,
      period: 60,
    })
    expect(checkParameters({ type: 'hotp', secret, counter: '8589934592' })).toMatchObject({ counter: 8_589_934_592 })
  })

  it('is idempotent', () => {
    for (const type of ['totp', 'hotp', 'steam', 'motp', 'yandex']) {
      const once = checkParameters({ type, secret, pin: '0000' })
      expect(checkParameters(once)).toEqual(once)
    }
  })

  it.each([4, 5, 6, 7, 8, 9, 10])('accepts %i digits', (digits) => {
    expect(checkParameters({ type: 'totp', secret, digits }).digits).toBe(digits)
  })

  it.each([
    ['no type', { type: '' }, 'otp/unsupported-type'],
    ['an unknown type', { type: 'TOTP' }, 'otp/unsupported-type'],
    ['a type named like a member of every object', { type: 'toString' }, 'otp/unsupported-type'],
    ['no secret', { secret: new Uint8Array() }, 'otp/empty-secret'],
    ['a secret of 513 bytes', { secret: new Uint8Array(513) }, 'otp/secret-too-long'],
    ['a Yandex secret of 15 bytes', { type: 'yandex', secret: new Uint8Array(15) }, 'otp/invalid-secret'],
    ['an unknown algorithm', { algorithm: 'MD5' }, 'otp/unsupported-algorithm'],
    ['3 digits', { digits: 3 }, 'otp/invalid-digits'],
    ['11 digits', { digits: 11 }, 'otp/invalid-digits'],
    ['6.5 digits', { digits: 6.5 }, 'otp/invalid-digits'],
    ['NaN digits', { digits: Number.NaN }, 'otp/invalid-digits'],
    ['a period of 0', { period: 0 }, 'otp/invalid-period'],
    ['a period over a day', { period: 86_401 }, 'otp/invalid-period'],
    ['a counter of -1', { type: 'hotp', counter: -1 }, 'otp/invalid-counter'],
    ['a counter over 2^53 - 1', { type: 'hotp', counter: 2 ** 53 }, 'otp/invalid-counter'],
  ])('refuses %s', (_what, change, code) => {
    expect(() => checkParameters({ type: 'totp', secret, ...change })).toThrow(
      expect.objectContaining({ name: 'OtpError', code }),
    )
  })

  it('accepts secrets from 1 to 512 bytes', () => {
    expect(checkParameters({ type: 'totp', secret: new Uint8Array(1) }).secret.length).toBe(1)
    expect(checkParameters({ type: 'totp', secret: new Uint8Array(512) }).secret.length).toBe(512)
  })
})

describe('parseAlgorithm', () => {
  it.each([
    ['', 'SHA1'],
    ['SHA1', 'SHA1'],
    ['sha-1', 'SHA1'],
    ['HmacSHA1', 'SHA1'],
    ['sha256', 'SHA256'],
    ['SHA_256', 'SHA256'],
    ['Sha 256', 'SHA256'],
    ['HMAC-SHA-256', 'SHA256'],
    ['Algorithm.sha512', 'SHA512'],
    ['hmac_sha512', 'SHA512'],
  ])('reads %j as %s', (name, algorithm) => {
    expect(parseAlgorithm(name)).toBe(algorithm)
  })

  it.each([
    'MD5',
    'SHA',
    'SHA224',
    'SHA384',
    'SHA3-256',
    'SHA512/256',
    'SHA1SHA1',
    'SHA1HMAC',
    'SHA1ALGORITHM.',
    'constructor',
  ])('refuses %j', (name) => {
    expect(() => parseAlgorithm(name)).toThrow(expect.objectContaining({ code: 'otp/unsupported-algorithm' }))
  })
})

describe('periodOf', () => {
  it('knows the period of each type', () => {
    expect(periodOf({ type: 'totp', period: 45 })).toBe(45)
    expect(periodOf({ type: 'totp' })).toBe(30)
    expect(periodOf({ type: 'steam' })).toBe(30)
    expect(periodOf({ type: 'motp' })).toBe(10)
    expect(periodOf({ type: 'yandex' })).toBe(30)
    expect(periodOf({ type: 'hotp' })).toBeUndefined()
  })
})

describe('checkPeriod and checkCounter', () => {
  it.each([1, 30, 86_400])('accept the period %i', (period) => {
    expect(checkPeriod(period)).toBe(period)
  })

  it.each([0, -30, 1.5, Number.POSITIVE_INFINITY, '30s', '0x1e', '1e1'])('refuse the period %j', (period) => {
    expect(() => checkPeriod(period)).toThrow(expect.objectContaining({ code: 'otp/invalid-period' }))
  })

  it.each([0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER])('accept the counter %i', (counter) => {
    expect(checkCounter(counter)).toBe(counter)
  })

  it.each(['9007199254740992', '-0', '+1', '1_000', '\u0661'])('refuse the counter %j', (counter) => {
    expect(() => checkCounter(counter)).toThrow(expect.objectContaining({ code: 'otp/invalid-counter' }))
  })
})
