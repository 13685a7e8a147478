import { decodeBase64url, EncodingError } from '../encoding/index.ts'
import type { Bytes } from './bytes.ts'

/**
 * Reads a member of a stored object that should be base64url in its one spelling. `undefined`: it is not.
 *
 * @param text - Any length; what is not of the alphabet is refused before anything is decoded.
 */
export function fromBase64url(text: string): Bytes | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined
  try {
    return decodeBase64url(text)
  } catch (error) {
    if (error instanceof EncodingError) return undefined
    throw error
  }
}
