import { CryptoError } from './errors.ts'
import { unshared, type Bytes } from './bytes.ts'
import { systemRandom, type RandomSource } from './random.ts'

/** Crockford's base32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Bytes of a recovery code: 160 bits are strong without a slow hash. */
const codeBytes = 20
const groupLength = 4
/** Eight groups of the code, one of its check sum. */
const groups = 9
const bitsPerCharacter = 5

/** A new recovery code: 20 random bytes. */
export function newRecoveryCode(random: RandomSource = systemRandom): Bytes {
  return random(codeBytes)
}

/**
 * Writes a code as people copy it: nine groups of four characters, the last of which checks the others (docs/vault-format.md,
 * "Recovery code").
 *
 * @param code - 20 bytes.
 */
export async function formatRecoveryCode(code: Uint8Array): Promise<readonly string[]> {
  const text = encode(code) + (await checkSum(code))
  return Array.from({ length: groups }, (_, group) => text.slice(group * groupLength, (group + 1) * groupLength))
}

/**
 * Reads a code as people type it: any case, spaces and hyphens anywhere, `O` for 0, `I` and `L` for 1.
 *
 * @returns 20 bytes, to be zeroed by the caller.
 * @throws {@link CryptoError} with `crypto/recovery-code`: a character, the length or the check sum is wrong.
 */
export async function parseRecoveryCode(text: string): Promise<Bytes> {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  const length = groups * groupLength
  if (plain.length !== length || /[^0-9A-HJKMNP-TV-Z]/.test(plain)) throw wrongCode()
  const code = decode(plain.slice(0, length - groupLength))
  if ((await checkSum(code)) === plain.slice(length - groupLength)) return code
  code.fill(0)
  throw wrongCode()
}

/** The first 20 bits of SHA-256 over the code. */
async function checkSum(code: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', unshared(code)))
  return encode(hash.subarray(0, 3))
}

/** Whole characters only: 5 bytes are 8, and of 3 bytes the last 4 bits go unsaid. */
function encode(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    for (; bits >= bitsPerCharacter; bits -= bitsPerCharacter) {
      text += alphabet.charAt((held >> (bits - bitsPerCharacter)) & 31)
    }
    held &= 255
  }
  return text
}

/** Of whole bytes only: 8 characters are 5 bytes. */
function decode(text: string): Bytes {
  const bytes = new Uint8Array((text.length * bitsPerCharacter) / 8)
  let bits = 0
  let held = 0
  let at = 0
  for (const character of text) {
    held = ((held & 255) << bitsPerCharacter) | alphabet.indexOf(character)
    bits += bitsPerCharacter
    if (bits >= 8) {
      bits -= 8
      bytes[at] = held >> bits
      at += 1
    }
  }
  return bytes
}

function wrongCode(): CryptoError {
  return new CryptoError('crypto/recovery-code', 'this is not a recovery code as it was written down')
}
