import { encodeUtf8 } from '../encoding/index.ts'

/** Bytes whose memory is not shared with another thread: the only kind that WebCrypto takes and gives. */
export type Bytes = Uint8Array<ArrayBuffer>

/**
 * The same bytes, as WebCrypto wants them: as they are, or copied out of shared memory.
 *
 * @param bytes - Any length. Not changed.
 */
export function unshared(bytes: Uint8Array): Bytes {
  return isUnshared(bytes) ? bytes : new Uint8Array(bytes)
}

function isUnshared(bytes: Uint8Array): bytes is Bytes {
  return bytes.buffer instanceof ArrayBuffer
}

/**
 * Text as UTF-8, with spaces behind it until the length is a multiple of `block`. JSON readers skip the spaces.
 *
 * @param block - Bytes, 1 or more.
 * @throws {@link EncodingError} for ill-formed text, which no JSON.stringify writes.
 */
export function padded(text: string, block: number): Bytes {
  const utf8 = encodeUtf8(text)
  const bytes = new Uint8Array(Math.ceil(utf8.length / block) * block).fill(0x20)
  bytes.set(utf8)
  utf8.fill(0)
  return bytes
}
