import { sha256 } from '@noble/hashes/sha2.js'
import { encodeUtf8 } from '../encoding/index.ts'
import { createKeyedHmac } from './hmac.ts'

/** Bytes of the secret that count; what follows is a check sum. */
const KEY_LENGTH = 16

const CODE_LENGTH = 8

/**
 * Yandex Key: HMAC-SHA256 keyed with SHA-256 of PIN and secret, truncated to 63 bits, written as eight letters to the
 * base 26, most significant first.
 *
 * @param secret - At least 16 bytes.
 * @returns From a time step of 30 s to the code.
 */
export function createYandexCodes(secret: Uint8Array, pin: string): (timeStep: number) => string {
  const digestOf = createKeyedHmac('SHA256', deriveKey(secret, pin))
  return (timeStep) => {
    const message = new DataView(new ArrayBuffer(8))
    message.setBigUint64(0, BigInt(timeStep))
    const digest = digestOf(new Uint8Array(message.buffer))
    const offset = (digest.at(-1) ?? 0) & 0x0f
    const number = new DataView(digest.buffer, digest.byteOffset).getBigUint64(offset)
    return writeLetters(Number(BigInt.asUintN(63, number) % 26n ** BigInt(CODE_LENGTH)))
  }
}

function deriveKey(secret: Uint8Array, pin: string): Uint8Array {
  const pinBytes = encodeUtf8(pin)
  const material = new Uint8Array(pinBytes.length + KEY_LENGTH)
  material.set(pinBytes)
  material.set(secret.subarray(0, KEY_LENGTH), pinBytes.length)
  const key = sha256(material)
  // The original app passes the key through a signed big integer, which loses one leading zero byte.
  return key[0] === 0 ? key.subarray(1) : key
}

function writeLetters(number: number): string {
  let rest = number
  let code = ''
  for (let place = 0; place < CODE_LENGTH; place++) {
    code = String.fromCharCode(97 + (rest % 26)) + code
    rest = Math.floor(rest / 26)
  }
  return code
}
