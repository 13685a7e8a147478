/** Fills an array with random bits, as `crypto.getRandomValues` does. */
export type FillRandom = (array: Uint32Array<ArrayBuffer>) => void

const wordsInPhrase = 5
const draws = 2 ** 32

const systemFill: FillRandom = (array) => {
  crypto.getRandomValues(array)
}

/**
 * A passphrase of five words, each drawn from the whole list with the same chance: log2 of 7,776 is 12.9 bits a word,
 * 64.6 bits for the five.
 *
 * @param words - The list, 2 to 2^32 words.
 * @param fill - Where randomness comes from.
 */
export function suggestPassphrase(words: readonly string[], fill: FillRandom = systemFill): string {
  return Array.from({ length: wordsInPhrase }, () => words[drawBelow(words.length, fill)]).join(' ')
}

/**
 * A number from 0 to `limit` - 1. Draws at and above the last whole multiple of `limit` are thrown away, because a
 * remainder of them would favour the first words of the list.
 */
function drawBelow(limit: number, fill: FillRandom): number {
  const fair = draws - (draws % limit)
  const drawn = new Uint32Array(1)
  do fill(drawn)
  while ((drawn[0] ?? draws) >= fair)
  return (drawn[0] ?? 0) % limit
}
