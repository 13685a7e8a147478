import { CryptoError } from './errors.ts'
import { unshared, type Bytes } from './bytes.ts'
import { systemRandom, type RandomSource } from './random.ts'

/** Crockford's base32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Bytes of a recovery code: 160 bits are strong without a slow hash. */
const codeBytes = 20
/** Characters of each group. */
export const recoveryGroupLength = 4
/** Eight groups of the code, one of its check sum. */
export const recoveryGroups = 9
const bitsPerCharacter = 5
/** Characters before the check sum. */
const codeLength = (recoveryGroups - 1) * recoveryGroupLength
const foreign = /[^0-9A-HJKMNP-TV-Z]/

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
  return Array.from({ length: recoveryGroups }, (_, group) =>
    text.slice(group * recoveryGroupLength, (group + 1) * recoveryGroupLength),
  )
}

/** What people write, as {@link formatRecoveryCode} does: upper case, no spaces or hyphens, `O` as 0, `I` and `L` as 1. */
export function plainRecoveryText(text: string): string {
  return text
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}

/**
 * Reads a code as people type it: as {@link plainRecoveryText} has it.
 *
 * @returns 20 bytes, to be zeroed by the caller.
 * @throws {@link CryptoError} with `crypto/recovery-code`: a character, the length or the check sum is wrong.
 */
export async function parseRecoveryCode(text: string): Promise<Bytes> {
  const plain = plainRecoveryText(text)
  if (plain.length !== codeLength + recoveryGroupLength || foreign.test(plain)) throw wrongCode()
  const code = decode(plain.slice(0, codeLength))
  if ((await checkSum(code)) === plain.slice(codeLength)) return code
  code.fill(0)
  throw wrongCode()
}

/**
 * Which group of a code that does not check was written wrongly: the one where another character, or two neighbours the
 * other way round, would make it check. One wrong guess in about a thousand is the price of a check sum of 20 bits.
 *
 * @param text - Of the right length, and of the characters of codes.
 * @returns 1 to 9; `undefined` where more than one slip was made, or several groups could be it.
 */
export async function findRecoverySlip(text: string): Promise<number | undefined> {
  const plain = plainRecoveryText(text)
  const found = await Promise.all(
    slipsOf(plain).map(async ({ at, mended }) => {
      const isRight = (await checkSum(decode(mended.slice(0, codeLength)))) === mended.slice(codeLength)
      return isRight ? Math.floor(at / recoveryGroupLength) + 1 : undefined
    }),
  )
  const [group, ...others] = new Set(found.filter((one) => one !== undefined))
  return others.length === 0 ? group : undefined
}

/** Every text that is one slip away. `at`: the place of the slip, or of the second of two neighbours. */
function slipsOf(plain: string): readonly { readonly at: number; readonly mended: string }[] {
  return Array.from(plain).flatMap((character, at) => {
    const [before, after] = [plain.slice(0, at), plain.slice(at + 1)]
    const others = Array.from(alphabet).filter((other) => other !== character)
    const swapped = before.slice(0, -1) + character + before.slice(-1) + after
    return [...others.map((other) => before + other + after), ...(at > 0 ? [swapped] : [])].map((mended) => ({
      at,
      mended,
    }))
  })
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
