import { md5 } from '@noble/hashes/legacy.js'
import { encodeHex, encodeUtf8 } from '../encoding/index.ts'

/**
 * Mobile-OTP (motp.sourceforge.net): the first six hexadecimal digits of MD5 over the time step in decimal, the secret
 * in lower-case hexadecimal, and the PIN. MD5 is what those servers compute; nothing else here may use it.
 *
 * @returns From a time step of 10 s to the code.
 */
export function createMotpCodes(secret: Uint8Array, pin: string): (timeStep: number) => string {
  const suffix = encodeHex(secret) + pin
  return (timeStep) => encodeHex(md5(encodeUtf8(`${timeStep}${suffix}`))).slice(0, 6)
}
