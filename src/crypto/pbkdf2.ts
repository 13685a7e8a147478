import { unshared, type Bytes } from './bytes.ts'

/** PBKDF2 (RFC 8018 §5.2) as other apps' files ask for it. */
export interface Pbkdf2Options {
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-512'
  readonly salt: Uint8Array
  /** Rounds. The caller has checked that a real file may ask for so many. */
  readonly iterations: number
  /** Bytes wanted. */
  readonly length: number
}

/**
 * Derives key bytes from a password. Cannot be ended before it is done; a worker around it can.
 *
 * @param password - As the file's app encodes it; most often UTF-8. May be empty.
 */
export async function pbkdf2(password: Uint8Array, { hash, salt, iterations, length }: Pbkdf2Options): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', unshared(password), 'PBKDF2', false, ['deriveBits'])
  const parameters = { name: 'PBKDF2', hash, salt: unshared(salt), iterations }
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8))
}
