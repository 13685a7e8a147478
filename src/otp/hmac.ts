import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { HOTP, Secret } from 'otpauth/bare'
import type { OtpAlgorithm } from './parameters.ts'

const hashes = { SHA1: sha1, SHA256: sha256, SHA512: sha512 } as const

/**
 * Keys an HMAC (RFC 2104) once and keeps its state: each message then costs two compressions less.
 *
 * @returns The digest of one message: 20, 32 or 64 bytes.
 */
export function createKeyedHmac(algorithm: OtpAlgorithm, key: Uint8Array): (message: Uint8Array) => Uint8Array {
  const keyed = hmac.create(hashes[algorithm], key)
  return (message) => keyed.clone().update(message).digest()
}

/**
 * Makes RFC 4226's HOTP for one secret; otpauth's object and the keyed state live as long as the function.
 *
 * @param digits - 1 to 10; ten digits are RFC 4226's whole 31-bit number.
 */
export function createHotp(secret: Uint8Array, algorithm: OtpAlgorithm, digits: number): (counter: number) => string {
  const digestOf = createKeyedHmac(algorithm, secret)
  const hotp = new HOTP({
    secret: new Secret({ buffer: secret.slice().buffer }),
    algorithm,
    digits,
    // otpauth hands over the key again each time; the state made from the same bytes above stands for it.
    hmac: (_algorithm, _key, message) => digestOf(message),
  })
  return (counter) => hotp.generate({ counter })
}
