import { EncodingError } from './errors.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Encodes text as UTF-8.
 *
 * @throws {@link EncodingError} `encoding/ill-formed-text` for a lone surrogate, which TextEncoder would replace without
 * a word: two different texts would become the same bytes.
 */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  if (/\p{Surrogate}/u.test(text)) {
    throw new EncodingError('encoding/ill-formed-text', 'The text holds half a surrogate pair')
  }
  return encoder.encode(text)
}

/**
 * Decodes UTF-8 exactly: a byte-order mark stays in the text as U+FEFF.
 *
 * @throws {@link EncodingError} `encoding/not-utf8` for anything that is not well-formed (overlong forms, surrogates,
 * a sequence cut short).
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new EncodingError('encoding/not-utf8', 'The bytes are not UTF-8', { cause })
  }
}
