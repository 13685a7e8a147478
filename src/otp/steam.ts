import { createHotp } from './hmac.ts'

/** Digits and letters that are hard to mistake for one another, in Valve's order. */
const ALPHABET = '23456789BCDFGHJKMNPQRTVWXY'

/**
 * Steam Guard: the 31-bit number of RFC 4226 §5.3 over HMAC-SHA1, written as five characters to the base 26, least
 * significant first.
 *
 * @returns From a time step of 30 s to the code.
 */
export function createSteamCodes(secret: Uint8Array): (timeStep: number) => string {
  const tenDigits = createHotp(secret, 'SHA1', 10)
  return (timeStep) => {
    let rest = Number(tenDigits(timeStep))
    let code = ''
    for (let place = 0; place < 5; place++) {
      code += ALPHABET.charAt(rest % ALPHABET.length)
      rest = Math.floor(rest / ALPHABET.length)
    }
    return code
  }
}
