import { unshared, type Bytes } from './bytes.ts'

const blockBytes = 16

/**
 * Opens AES-256-CBC with PKCS#7 padding, the form that other apps' older files have. Nothing authenticates it: one wrong
 * key of 256 leaves padding that looks right, so the caller checks what comes out.
 *
 * @param key - 32 bytes.
 * @param iv - 16 bytes.
 * @returns `null`: wrong key, or altered, or lengths that cannot be.
 */
export async function openCbc(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Promise<Bytes | null> {
  if (iv.length !== blockBytes || ciphertext.length === 0 || ciphertext.length % blockBytes !== 0) return null
  const cbc = await crypto.subtle.importKey('raw', unshared(key), 'AES-CBC', false, ['decrypt'])
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: unshared(iv) }, cbc, unshared(ciphertext)))
  } catch (error) {
    // WebCrypto's only answer to bad padding. Anything else is a fault of ours and goes on.
    if (error instanceof DOMException && error.name === 'OperationError') return null
    throw error
  }
}
