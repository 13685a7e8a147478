import { EncodingError } from './errors.ts'
import { countSymbols, createAlphabet, readSymbols, writeSymbols } from './symbols.ts'

const hex = createAlphabet('0123456789abcdef', 4, { anyCase: true, ignored: /\s/ })

/** Encodes bytes as lower-case hexadecimal digits. */
export function encodeHex(bytes: Uint8Array): string {
  return writeSymbols(bytes, hex)
}

/**
 * Decodes hexadecimal digits of either case; white space between them is dropped.
 *
 * @throws {@link EncodingError} `encoding/invalid-character` with the character and its place, `encoding/invalid-length`
 * for half a byte at the end.
 */
export function decodeHex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = readSymbols(text, hex)
  if (countSymbols(text, hex) % 2 === 1) {
    throw new EncodingError('encoding/invalid-length', 'An odd number of hexadecimal digits')
  }
  return bytes
}
