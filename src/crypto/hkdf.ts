import { unshared, type Bytes } from './bytes.ts'

/**
 * HKDF-SHA-256, extract and expand (RFC 5869 §2), 32 bytes out.
 *
 * @param ikm - The input key: uniformly random bytes, or what a slow hash gave.
 * @param salt - Binds the result to a vault or a file; not secret.
 * @param info - The purpose, so that one input key never serves two.
 */
export async function hkdf(ikm: Uint8Array, salt: Uint8Array, info: string): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', unshared(ikm), 'HKDF', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits(hkdfParameters(salt, info), key, 256))
}

/** What WebCrypto wants to be told for {@link hkdf}; for keys that are derived without their bytes being seen. */
export function hkdfParameters(salt: Uint8Array, info: string): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt: unshared(salt), info: new TextEncoder().encode(info) }
}
