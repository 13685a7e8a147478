import { countCodePoints } from './code-points.ts'
import { EncodingError } from './errors.ts'

/** One of RFC 4648's alphabets: `width` bits a character. */
export interface Alphabet {
  readonly characters: string
  readonly width: 4 | 5 | 6
  /** By ASCII code: the character's value, or 255. */
  readonly values: Uint8Array
  /** Characters to step over while decoding. */
  readonly ignored: RegExp | undefined
}

const ABSENT = 255

/** Making one costs more than most texts here take to write. */
const asciiDecoder = new TextDecoder()

/** Makes the tables of an alphabet. With `anyCase`, ASCII letters decode in either case (and only those: no `ı` or `ſ`). */
export function createAlphabet(
  characters: string,
  width: Alphabet['width'],
  options: { readonly anyCase?: boolean; readonly ignored?: RegExp } = {},
): Alphabet {
  const values = new Uint8Array(128).fill(ABSENT)
  const spellings = options.anyCase ? [characters.toUpperCase(), characters.toLowerCase()] : [characters]
  for (const spelling of spellings) {
    for (let value = 0; value < spelling.length; value++) values[spelling.charCodeAt(value)] = value
  }
  return { characters, width, values, ignored: options.ignored }
}

/** Writes bytes most significant bit first; the last character is filled up with zero bits, no padding follows. */
export function writeSymbols(bytes: Uint8Array, { characters, width }: Alphabet): string {
  const units = new Uint8Array(Math.ceil((bytes.length * 8) / width))
  const mask = (1 << width) - 1
  let count = 0
  let held = 0
  let heldBits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    heldBits += 8
    while (heldBits >= width) {
      heldBits -= width
      units[count++] = characters.charCodeAt((held >> heldBits) & mask)
    }
  }
  if (heldBits > 0) units[count] = characters.charCodeAt((held << (width - heldBits)) & mask)
  return asciiDecoder.decode(units)
}

/**
 * Reads characters into whole bytes; bits beyond the last whole byte are dropped, whatever their value.
 *
 * @throws {@link EncodingError} `encoding/invalid-character`, with the character and its place.
 */
export function readSymbols(text: string, { values, width, ignored }: Alphabet): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil((text.length * width) / 8))
  let count = 0
  let held = 0
  let heldBits = 0
  for (let index = 0; index < text.length; index++) {
    const value = values[text.charCodeAt(index)] ?? ABSENT
    if (value === ABSENT) {
      if (ignored?.test(text.charAt(index))) continue
      throw invalidCharacter(text, index)
    }
    held = ((held << width) | value) & 0xffff
    heldBits += width
    if (heldBits >= 8) {
      heldBits -= 8
      bytes[count++] = held >> heldBits
    }
  }
  return bytes.slice(0, count)
}

/** How many characters of `text` count, that is, are not ignored. */
export function countSymbols(text: string, { ignored }: Alphabet): number {
  if (ignored === undefined) return text.length
  let count = 0
  for (let index = 0; index < text.length; index++) if (!ignored.test(text.charAt(index))) count++
  return count
}

function invalidCharacter(text: string, index: number): EncodingError {
  return new EncodingError('encoding/invalid-character', 'A character is not part of the alphabet', {
    character: String.fromCodePoint(text.codePointAt(index) ?? 0),
    position: countCodePoints(text.slice(0, index)),
  })
}
