import { countCodePoints, encodeBase32, encodeHex } from '../../../encoding/index.ts'
import { OtpError, parseHexSecret, parseSecret, type OtpType } from '../../../otp/index.ts'

/** What a form can say about the text in its key field. */
export type SecretReading =
  | { readonly state: 'empty' }
  | {
      readonly state: 'wrong-character'
      readonly character: string
      /** From 1, as a person counts: without spaces and dashes. */
      readonly place: number
      /** In UTF-16 units from the start of the text, for a selection. */
      readonly index: number
    }
  | { readonly state: 'too-short' }
  | { readonly state: 'too-long' }
  | { readonly state: 'good'; readonly secret: Uint8Array; readonly bits: number; readonly weak: boolean }

/** RFC 4226 §4 asks for 128 bits and more; keys of 80 are common and still work. */
const leastBits = 80

const separators = /[\s\u200b-\u200d\u2060\ufeff=-]/gu

/** Reads a key as a person types or pastes it: base32, or hexadecimal for mOTP. Never throws for what was typed. */
export function readSecret(text: string, type: OtpType): SecretReading {
  const typed = text.replace(separators, '')
  if (typed === '') return { state: 'empty' }
  try {
    const secret = type === 'motp' ? parseHexSecret(text) : parseSecret(text)
    const bits = typed.length * (type === 'motp' ? 4 : 5)
    return { state: 'good', secret, bits, weak: bits < leastBits }
  } catch (error) {
    if (!(error instanceof OtpError)) throw error
    if (error.code === 'otp/secret-too-long') return { state: 'too-long' }
    if (error.character === undefined || error.position === undefined) return { state: 'too-short' }
    return { state: 'wrong-character', character: error.character, ...placeOf(text, error.position) }
  }
}

/** A key in groups of four, as sites print it. */
export function formatSecret(secret: Uint8Array, type: OtpType): string {
  return groupSecret(type === 'motp' ? encodeHex(secret) : encodeBase32(secret))
}

/** The characters of a key in groups of four. */
export function groupSecret(text: string): string {
  return text.replace(/.{4}(?=.)/g, '$& ')
}

function placeOf(text: string, position: number): { readonly place: number; readonly index: number } {
  const before = Array.from(text).slice(0, position).join('')
  return { place: countCodePoints(before.replace(separators, '')) + 1, index: before.length }
}
