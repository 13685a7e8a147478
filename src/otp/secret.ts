import { EncodingError, decodeBase32, decodeHex } from '../encoding/index.ts'
import { OtpError } from './errors.ts'

/** The longest secret in bytes: four times the longest that RFC 6238 uses, so that nothing real is refused. */
export const SECRET_LIMIT = 512

/** In UTF-16 units: 512 bytes of hex or base32 with a separator after each character, and room to spare. */
const TEXT_LIMIT = 4096

/**
 * Reads a key as people type it and links carry it: base32 in any case, with spaces, hyphens and padding.
 *
 * @returns 1 to 512 bytes.
 * @throws {@link OtpError} `otp/empty-secret` when not even one byte is there, `otp/invalid-secret` with the first
 * character that is never part of a key and its place, `otp/secret-too-long`.
 */
export function parseSecret(text: string): Uint8Array<ArrayBuffer> {
  return readSecret(text, decodeBase32)
}

/**
 * Reads the hexadecimal key of an mOTP link; white space is dropped.
 *
 * @returns 1 to 512 bytes.
 * @throws {@link OtpError} as {@link parseSecret}; half a byte is `otp/invalid-secret` without a character.
 */
export function parseHexSecret(text: string): Uint8Array<ArrayBuffer> {
  return readSecret(text, decodeHex)
}

function readSecret(text: string, decode: (text: string) => Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (text.length > TEXT_LIMIT) throw new OtpError('otp/secret-too-long', 'The text of the secret is too long')
  const secret = decodeSecret(text, decode)
  if (secret.length === 0) throw new OtpError('otp/empty-secret', 'The secret has no bytes')
  if (secret.length > SECRET_LIMIT) throw new OtpError('otp/secret-too-long', 'The secret is over 512 bytes')
  return secret
}

function decodeSecret(text: string, decode: (text: string) => Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  try {
    return decode(text)
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause
    const { character, position } = cause
    throw new OtpError('otp/invalid-secret', 'The secret is not written in its alphabet', {
      cause,
      character,
      position,
    })
  }
}
