import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto'

const pageBytes = 1024
const reserved = 48

/** Bytes at the end of each page that a database needs for {@link sqlcipherOf}. */
export const sqlcipherShape = { pageBytes, reserved }

/**
 * Encrypts a database as SQLCipher 3 does (https://www.zetetic.net/sqlcipher/design/).
 *
 * @param plain - In the shape of {@link sqlcipherShape}.
 */
export function sqlcipherOf(plain: Uint8Array, password: string, salt = new Uint8Array(16).fill(7)): Uint8Array {
  const key = pbkdf2Sync(password, salt, 64_000, 32, 'sha1')
  const macKey = pbkdf2Sync(
    key,
    salt.map((byte) => byte ^ 0x3a),
    2,
    32,
    'sha1',
  )
  const bytes = new Uint8Array(plain.length)
  for (let start = 0; start < plain.length; start += pageBytes) {
    const number = start / pageBytes + 1
    const iv = new Uint8Array(16).fill(number)
    const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
    const content = cipher.update(plain.subarray(number === 1 ? 16 : start, start + pageBytes - reserved))
    const tail = new Uint8Array(4)
    new DataView(tail.buffer).setUint32(0, number, true)
    const mac = createHmac('sha1', macKey).update(content).update(iv).update(tail).digest()
    bytes.set([...(number === 1 ? salt : []), ...content, ...iv, ...mac], start)
  }
  return bytes
}
