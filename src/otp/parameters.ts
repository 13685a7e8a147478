import { OtpError, type OtpErrorCode } from './errors.ts'
import { SECRET_LIMIT } from './secret.ts'

export type OtpType = 'totp' | 'hotp' | 'steam' | 'motp' | 'yandex'

export type OtpAlgorithm = 'SHA1' | 'SHA256' | 'SHA512'

/** All that a code is computed from, except the moment. */
export interface OtpParameters {
  readonly type: OtpType
  /** 1 to 512 bytes. */
  readonly secret: Uint8Array
  /** The HMAC of TOTP and HOTP. Steam, mOTP and Yandex have one of their own and carry a fixed value here. */
  readonly algorithm: OtpAlgorithm
  /** Characters of a code, 4 to 10. */
  readonly digits: number
  /** RFC 6238's X in seconds, 1 to 86,400; absent on HOTP. */
  readonly period?: number
  /** HOTP: what the next code is computed from, 0 to 2^53 - 1. */
  readonly counter?: number
  /** mOTP and Yandex. */
  readonly pin?: string
}

/** {@link OtpParameters} as forms, links and other apps' files have them; decimal text counts as a number. */
export interface RawOtpParameters {
  readonly type: string
  readonly secret: Uint8Array
  readonly algorithm?: string | null | undefined
  readonly digits?: number | string | null | undefined
  readonly period?: number | string | null | undefined
  readonly counter?: number | string | null | undefined
  readonly pin?: string | null | undefined
}

/** The period where none is given, in seconds (RFC 6238 §5.2). */
const DEFAULT_PERIOD = 30

/** What these types have whatever a file says. mOTP hashes with MD5, which no other type may use: its SHA1 says nothing. */
const fixed = {
  steam: { algorithm: 'SHA1', digits: 5, period: 30 },
  motp: { algorithm: 'SHA1', digits: 6, period: 10 },
  yandex: { algorithm: 'SHA256', digits: 8, period: 30 },
} as const

/** Yandex keys are 16 bytes; longer ones carry a check sum behind them. */
const YANDEX_SECRET_LENGTH = 16

/**
 * Turns raw parameters into the ones that everything else trusts.
 *
 * Members that are absent, null or empty get their defaults (SHA1, 6 digits, 30 s, counter 0); a period on HOTP and a
 * counter on TOTP are dropped; Steam, mOTP and Yandex get their fixed values whatever is given. Nothing is rounded, cut
 * or guessed. The secret's bytes are not copied.
 *
 * @throws {@link OtpError} `otp/unsupported-type`, `otp/empty-secret`, `otp/secret-too-long`, `otp/invalid-secret`,
 * `otp/unsupported-algorithm`, `otp/invalid-digits`, `otp/invalid-period`, `otp/invalid-counter`.
 */
export function checkParameters(raw: RawOtpParameters): OtpParameters {
  const { secret } = raw
  if (!isOtpType(raw.type)) throw new OtpError('otp/unsupported-type', 'Unknown type of one-time password')
  if (secret.length === 0) throw new OtpError('otp/empty-secret', 'The secret has no bytes')
  if (secret.length > SECRET_LIMIT) throw new OtpError('otp/secret-too-long', 'The secret is over 512 bytes')
  if (raw.type === 'yandex' && secret.length < YANDEX_SECRET_LENGTH) {
    throw new OtpError('otp/invalid-secret', 'A Yandex secret has at least 16 bytes')
  }
  if (raw.type === 'steam') return { type: raw.type, secret, ...fixed.steam }
  if (raw.type === 'motp' || raw.type === 'yandex') {
    return { type: raw.type, secret, ...fixed[raw.type], ...(raw.pin ? { pin: raw.pin } : {}) }
  }
  const algorithm = parseAlgorithm(raw.algorithm ?? '')
  const digits = readInteger(raw.digits, { fallback: 6, least: 4, most: 10, code: 'otp/invalid-digits' })
  if (raw.type === 'hotp') return { type: raw.type, secret, algorithm, digits, counter: checkCounter(raw.counter) }
  return { type: raw.type, secret, algorithm, digits, period: checkPeriod(raw.period) }
}

/**
 * Reads an algorithm's name in the spellings that exports have: `sha256`, `SHA-256`, `HmacSHA256`, `Algorithm.sha256`.
 * Empty means SHA1.
 *
 * @throws {@link OtpError} `otp/unsupported-algorithm`. There is no falling back: codes would be wrong without a sign.
 */
export function parseAlgorithm(name: string): OtpAlgorithm {
  // As we write it ourselves: at unlock this is asked for each account.
  if (isAlgorithm(name)) return name
  const plain = name
    .toUpperCase()
    .replace(/[-_\s]/g, '')
    .replace(/^ALGORITHM\./, '')
    .replace(/^HMAC/, '')
  if (plain === '') return 'SHA1'
  if (isAlgorithm(plain)) return plain
  throw new OtpError('otp/unsupported-algorithm', 'Only SHA1, SHA256 and SHA512 are supported')
}

function isAlgorithm(name: string): name is OtpAlgorithm {
  return name === 'SHA1' || name === 'SHA256' || name === 'SHA512'
}

/** How long a code lasts, in seconds: 10 for mOTP, 30 for Steam and Yandex, undefined for HOTP. */
export function periodOf(parameters: Pick<OtpParameters, 'type' | 'period'>): number | undefined {
  if (parameters.type === 'hotp') return undefined
  return parameters.type === 'totp' ? (parameters.period ?? DEFAULT_PERIOD) : fixed[parameters.type].period
}

/**
 * Answers a period in seconds; empty means 30.
 *
 * @throws {@link OtpError} `otp/invalid-period` unless it is a whole number from 1 to 86,400.
 */
export function checkPeriod(period: RawOtpParameters['period']): number {
  return readInteger(period, { fallback: DEFAULT_PERIOD, least: 1, most: 86_400, code: 'otp/invalid-period' })
}

/**
 * Answers a counter; empty means 0.
 *
 * @throws {@link OtpError} `otp/invalid-counter` unless it is an integer from 0 to 2^53 - 1.
 */
export function checkCounter(counter: RawOtpParameters['counter']): number {
  return readInteger(counter, { fallback: 0, least: 0, most: Number.MAX_SAFE_INTEGER, code: 'otp/invalid-counter' })
}

function isOtpType(type: string): type is OtpType {
  return type === 'totp' || type === 'hotp' || Object.hasOwn(fixed, type)
}

function readInteger(
  value: number | string | null | undefined,
  range: { readonly fallback: number; readonly least: number; readonly most: number; readonly code: OtpErrorCode },
): number {
  const number = typeof value === 'string' ? readDecimal(value.trim()) : value
  if (number === undefined || number === null) return range.fallback
  if (Number.isInteger(number) && number >= range.least && number <= range.most) return number
  throw new OtpError(range.code, `Not an integer from ${range.least} to ${range.most}`)
}

function readDecimal(text: string): number | undefined {
  if (text === '') return undefined
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}
