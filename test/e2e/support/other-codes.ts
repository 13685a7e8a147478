import { createHash, createHmac } from 'node:crypto'

/** RFC 4226's dynamic truncation of `length` bytes, the top bit cleared. */
function truncated(mac: Buffer, length: 4 | 8): bigint {
  const start = (mac.at(-1) ?? 0) & 15
  const bytes = mac.subarray(start, start + length)
  const number = length === 4 ? BigInt(bytes.readUInt32BE()) : bytes.readBigUInt64BE()
  return BigInt.asUintN(length * 8 - 1, number)
}

function mac(hash: string, key: Uint8Array, step: number): Buffer {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(step))
  return createHmac(hash, key).update(message).digest()
}

function lettersOf(number: bigint, alphabet: string, length: number): readonly string[] {
  const base = BigInt(alphabet.length)
  return Array.from({ length }, (_, place) => alphabet[Number((number / base ** BigInt(place)) % base)] ?? '')
}

/** What Steam shows at a Unix time in ms. */
export function steamCodeAt(secret: Uint8Array, at: number): string {
  const number = truncated(mac('sha1', secret, Math.floor(at / 30_000)), 4)
  return lettersOf(number, '23456789BCDFGHJKMNPQRTVWXY', 5).join('')
}

/** What an mOTP app shows at a Unix time in ms. */
export function motpCodeAt(secret: Uint8Array, pin: string, at: number): string {
  const text = `${Math.floor(at / 10_000)}${Buffer.from(secret).toString('hex')}${pin}`
  return createHash('md5').update(text).digest('hex').slice(0, 6)
}

/** What Yandex Key shows at a Unix time in ms. */
export function yandexCodeAt(secret: Uint8Array, pin: string, at: number): string {
  const hash = createHash('sha256').update(pin).update(secret.subarray(0, 16)).digest()
  const key = hash[0] === 0 ? hash.subarray(1) : hash
  const number = truncated(mac('sha256', key, Math.floor(at / 30_000)), 8)
  return lettersOf(number, 'abcdefghijklmnopqrstuvwxyz', 8).toReversed().join('')
}
