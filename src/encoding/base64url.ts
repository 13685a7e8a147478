import { EncodingError } from './errors.ts'
import { createAlphabet, readSymbols, writeSymbols } from './symbols.ts'

const base64url = createAlphabet('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', 6)

/** Encodes bytes as RFC 4648 §5 base64url, without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  return writeSymbols(bytes, base64url)
}

/**
 * Decodes base64url and accepts exactly one text for each byte string: no padding, no white space, no stray bits.
 *
 * @throws {@link EncodingError} `encoding/invalid-character` for anything outside the alphabet,
 * `encoding/not-canonical` for what the encoder would have written otherwise.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = readSymbols(text, base64url)
  if (encodeBase64url(bytes) !== text) {
    throw new EncodingError('encoding/not-canonical', 'Not the base64url text of any bytes')
  }
  return bytes
}
