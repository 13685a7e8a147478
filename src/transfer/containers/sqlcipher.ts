import { cbc } from '@noble/ciphers/aes.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { pbkdf2 } from '../../crypto/index.ts'
import { encodeUtf8, equalBytes } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'

/** What SQLCipher 3 does unless an app tells it otherwise. */
const pageBytes = 1024
const iterations = 64_000
const saltBytes = 16
const ivBytes = 16
const macBytes = 20
/** At the end of each page: iv and code, filled up to whole blocks. */
const reservedBytes = 48

const plainSignature = encodeUtf8('SQLite format 3\0')

interface Keys {
  readonly cipher: Uint8Array
  readonly mac: Uint8Array
}

/**
 * Decrypts a database of SQLCipher 3 (https://www.zetetic.net/sqlcipher/design/) with its default settings: AES-256-CBC,
 * and an HMAC-SHA-1 of each page with its number.
 *
 * @param bytes - The whole file.
 * @returns The plain database, of the same size.
 * @throws {@link TransferError} `transfer/wrong-password` where page 1 is not authentic, `transfer/damaged` where another
 *   is not.
 */
export async function openSqlcipher(bytes: Uint8Array, password: string, signal?: AbortSignal): Promise<Uint8Array> {
  if (bytes.length === 0 || bytes.length % pageBytes !== 0) {
    throw new TransferError('transfer/damaged', 'the database does not consist of whole pages')
  }
  const keys = await deriveKeys(password, bytes.subarray(0, saltBytes))
  const plain = new Uint8Array(bytes.length)
  for (let number = 1; number <= bytes.length / pageBytes; number += 1) {
    signal?.throwIfAborted()
    const start = (number - 1) * pageBytes
    // The salt stands where the signature of a plain database is.
    const from = number === 1 ? saltBytes : 0
    const content = openPage(bytes.subarray(start + from, start + pageBytes), number, keys)
    plain.set(content, start + from)
  }
  plain.set(plainSignature)
  return plain
}

async function deriveKeys(password: string, salt: Uint8Array): Promise<Keys> {
  const cipher = await pbkdf2(new TextEncoder().encode(password), { hash: 'SHA-1', salt, iterations, length: 32 })
  const macSalt = salt.map((byte) => byte ^ 0x3a)
  const mac = await pbkdf2(cipher, { hash: 'SHA-1', salt: macSalt, iterations: 2, length: 32 })
  return { cipher, mac }
}

function openPage(page: Uint8Array, number: number, { cipher, mac }: Keys): Uint8Array {
  const end = page.length - reservedBytes
  const macAt = end + ivBytes
  const numbered = new Uint8Array(macAt + 4)
  numbered.set(page.subarray(0, macAt))
  new DataView(numbered.buffer).setUint32(macAt, number, true)
  if (!equalBytes(hmac(sha1, mac, numbered), page.subarray(macAt, macAt + macBytes))) {
    if (number === 1) throw new TransferError('transfer/wrong-password', 'the password does not open the database')
    throw new TransferError('transfer/damaged', 'a page of the database is not authentic')
  }
  // WebCrypto knows no CBC without padding.
  return cbc(cipher, page.subarray(end, macAt), { disablePadding: true }).decrypt(page.subarray(0, end))
}
