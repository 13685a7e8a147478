import { encodeBase64url } from '../encoding/index.ts'
import { fromBase64url } from './base64url-field.ts'
import type { Bytes } from './bytes.ts'
import { CryptoError } from './errors.ts'
import type { RandomSource } from './random.ts'

const idBytes = 16

/** A new id of a vault, slot, record or account: 16 random bytes as 22 characters of base64url. */
export function newId(random: RandomSource): string {
  return encodeBase64url(random(idBytes))
}

/** Whether a text is an id in its one spelling: base64url of 16 bytes, no padding, no stray bits. */
export function isId(text: string): boolean {
  return text.length === 22 && fromBase64url(text)?.length === idBytes
}

/**
 * The 16 bytes of an id.
 *
 * @throws {@link CryptoError} with `crypto/id`.
 */
export function idToBytes(id: string): Bytes {
  const bytes = isId(id) ? fromBase64url(id) : undefined
  if (bytes === undefined) throw new CryptoError('crypto/id', 'this is not an id')
  return bytes
}
