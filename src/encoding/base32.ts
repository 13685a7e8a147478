import { createAlphabet, readSymbols, writeSymbols } from './symbols.ts'

/** White space, the invisible characters that come along when a key is copied off a page, hyphens and padding. */
const SEPARATORS = /[\s\u200b-\u200d\u2060\ufeff=-]/

const base32 = createAlphabet('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 5, { anyCase: true, ignored: SEPARATORS })

/** Encodes bytes as RFC 4648 §6 base32: upper case, without padding. */
export function encodeBase32(bytes: Uint8Array): string {
  return writeSymbols(bytes, base32)
}

/**
 * Decodes base32 the way people and other apps write keys: any case; white space (no-break and zero-width too), hyphens
 * and `=` are dropped anywhere.
 *
 * The result has floor(5n / 8) bytes for n characters. What is left over is dropped even where no encoder could have
 * written it: real exports hold keys of 7 or 17 characters, and every known app reads them like this.
 *
 * @throws {@link EncodingError} `encoding/invalid-character` with the character and its place. `0`, `1`, `8` and `9` are
 * never taken for the letters that they resemble: the codes would be wrong without a sign.
 */
export function decodeBase32(text: string): Uint8Array<ArrayBuffer> {
  return readSymbols(text, base32)
}
