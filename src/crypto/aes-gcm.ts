import { unshared, type Bytes } from './bytes.ts'

/** Bytes of an AES-GCM nonce, drawn anew for each message. */
export const nonceBytes = 12
/** Bytes of an AES-GCM tag, at the end of each ciphertext. */
export const tagBytes = 16

/**
 * Takes 32 bytes as an AES-256-GCM key that cannot be exported again.
 *
 * @param raw - The caller zeroes it.
 */
export function aesGcmKey(raw: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', unshared(raw), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/**
 * Seals bytes. The nonce must never have been used with this key before; see [Note: a nonce per write].
 *
 * @param nonce - 12 bytes.
 * @param aad - What the ciphertext belongs to; must be the same when it is opened.
 * @returns The ciphertext with the tag behind it.
 */
export async function sealBytes(key: CryptoKey, nonce: Uint8Array, aad: string, plaintext: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt(gcmParameters(nonce, aad), key, plaintext))
}

/**
 * Opens what {@link sealBytes} made. `null`: key, nonce, context or ciphertext is not the one it was sealed with, or their
 * lengths cannot be; nothing is told apart.
 */
export async function openBytes(
  key: CryptoKey,
  nonce: Uint8Array,
  aad: string,
  ciphertext: Uint8Array,
): Promise<Bytes | null> {
  if (nonce.length !== nonceBytes || ciphertext.length < tagBytes) return null
  try {
    return new Uint8Array(await crypto.subtle.decrypt(gcmParameters(nonce, aad), key, unshared(ciphertext)))
  } catch (error) {
    // WebCrypto's only answer to a wrong tag. Anything else is a fault of ours and goes on.
    if (error instanceof DOMException && error.name === 'OperationError') return null
    throw error
  }
}

const encoder = new TextEncoder()

function gcmParameters(nonce: Uint8Array, aad: string): AesGcmParams {
  return { name: 'AES-GCM', iv: unshared(nonce), additionalData: encoder.encode(aad), tagLength: 128 }
}
