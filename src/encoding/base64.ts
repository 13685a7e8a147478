import { createAlphabet, readSymbols, writeSymbols } from './symbols.ts'

const base64 = createAlphabet('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 6, {
  ignored: /[\s=]/,
})

/** Encodes bytes as RFC 4648 §4 base64, padded, for files that other apps read. Our own formats use base64url. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = writeSymbols(bytes, base64)
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/**
 * Decodes the base64 of other apps' files: white space and `=` are dropped anywhere, padding may be missing, and bits
 * beyond the last whole byte are dropped.
 *
 * @throws {@link EncodingError} `encoding/invalid-character`; `-` and `_` are such characters here.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return readSymbols(text, base64)
}
