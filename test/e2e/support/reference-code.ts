import { createHmac } from 'node:crypto'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const hashes = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' } as const

interface Code {
  /** RFC 4648 base32, upper case, no padding. */
  readonly secret: string
  readonly algorithm?: keyof typeof hashes
  readonly digits?: number
  /** Seconds. */
  readonly period?: number
}

/** RFC 6238 by Node's own HMAC: what the app should show at a Unix time in ms, in its groups. */
export function codeAt({ period = 30, ...code }: Code, at: number): string {
  return grouped(hotp(code, Math.floor(at / 1000 / period)))
}

/** RFC 4226 §5.3, without groups. */
function hotp({ secret, algorithm = 'SHA1', digits = 6 }: Code, counter: number): string {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac(hashes[algorithm], bytesOf(secret)).update(message).digest()
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fff_ffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** `482 913`: two groups, the second the longer one. */
export function grouped(code: string): string {
  const half = Math.floor(code.length / 2)
  return code.length < 6 ? code : `${code.slice(0, half)} ${code.slice(half)}`
}

function bytesOf(secret: string): Buffer {
  const bits = Array.from(secret, (letter) => base32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
