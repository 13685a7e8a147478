import { decrypt, makeSession } from 'twofish-ts'

const blockBytes = 16

/**
 * Decrypts Twofish in CBC; padding stays where it is.
 *
 * @param key - 32 bytes.
 * @param iv - 16 bytes.
 * @param ciphertext - Whole blocks of 16 bytes.
 */
export function decryptTwofishCbc(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const session = makeSession(key)
  const plain = new Uint8Array(ciphertext.length)
  for (let at = 0; at < ciphertext.length; at += blockBytes) decrypt(ciphertext, at, plain, at, session)
  // Each block was mixed with the one before it.
  return plain.map((byte, at) => byte ^ ((at < blockBytes ? iv[at] : ciphertext[at - blockBytes]) ?? 0))
}
