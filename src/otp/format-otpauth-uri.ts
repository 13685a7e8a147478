import { encodeBase32, encodeHex } from '../encoding/index.ts'
import { type OtpParameters, type OtpType, checkParameters } from './parameters.ts'

/**
 * Writes the key URI that other apps import: always with issuer, algorithm, digits and period or counter, so that no
 * reader has to guess. Steam gets the host `steam`, which apps without Steam codes refuse instead of showing wrong ones.
 * A PIN is never written.
 *
 * @throws {@link OtpError} as `checkParameters`.
 */
export function formatOtpauthUri(
  account: OtpParameters & { readonly issuer: string; readonly account: string },
): string {
  const { type, secret, algorithm, digits, period, counter } = checkParameters(account)
  const label = formatLabel(type, account.issuer, account.account)
  if (type === 'motp') return `motp://${label}?secret=${encodeHex(secret)}`
  const host = type === 'yandex' ? 'yaotp' : type
  // Empty it says no more than nothing, except where a colon in the account's name asks whether there is an issuer.
  const isSaid = account.issuer !== '' || account.account.includes(':')
  const issuer = isSaid ? `&issuer=${encodeText(account.issuer)}` : ''
  const moving = type === 'hotp' ? `counter=${counter}` : `period=${period}`
  return `otpauth://${host}/${label}?secret=${encodeBase32(secret)}${issuer}&algorithm=${algorithm}&digits=${digits}&${moving}`
}

/** An empty issuer needs its colon where the account has one itself, or where no issuer would mean a default. */
function formatLabel(type: OtpType, issuer: string, account: string): string {
  const needsColon = issuer !== '' || account.includes(':') || type === 'yandex'
  return `${encodeText(issuer)}${needsColon ? ':' : ''}${encodeText(account)}`
}

/**
 * Percent-encodes all but the unreserved characters of RFC 3986 §2.3; half a surrogate pair has no encoding and becomes
 * U+FFFD.
 */
function encodeText(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/[!'()*]/g, encodeSubDelimiter)
}

/** What encodeURIComponent leaves as it is, because RFC 2396 did. */
function encodeSubDelimiter(character: string): string {
  return `%${encodeHex(Uint8Array.of(character.charCodeAt(0))).toUpperCase()}`
}
