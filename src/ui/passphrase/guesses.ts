import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import graphs from '@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs'
import diceware from '@zxcvbn-ts/language-common/dist/diceware.json.mjs'
import passwords from '@zxcvbn-ts/language-common/dist/passwords.json.mjs'
import commonWords from '@zxcvbn-ts/language-en/dist/commonWords.json.mjs'
import firstNames from '@zxcvbn-ts/language-en/dist/firstnames.json.mjs'
import wordSequences from '@zxcvbn-ts/language-en/dist/wordSequences.json.mjs'

const estimator = new ZxcvbnFactory({
  graphs,
  dictionary: {
    // Under this name each word counts as one draw out of 6^5, whatever its place in the list.
    diceware,
    'passwords-common': passwords,
    'commonWords-en': commonWords,
    'firstnames-en': firstNames,
    ...wordSequences,
  },
})

/** The words that suggestions are drawn from: 7,776, one for each throw of five dice. */
export const suggestionWords: readonly string[] = diceware

/** Where an attacker's list of words ends: no word of letters counts for more. */
const unlistedWord = 1e6

/**
 * How many guesses a passphrase takes: the cheapest of three ways to attack it. Looks at the first 256 characters.
 *
 * [Note: words between spaces] zxcvbn takes a word and the spaces beside it for random characters as soon as that looks
 * cheaper than cutting the phrase once more, and then adds 10,000 guesses for each cut: four words drawn by dice, 2^51
 * guesses, come out at 2^65. So a phrase is also counted as what it is, one word of a list after another.
 *
 * @returns At least 1.
 */
export function guessesFor(passphrase: string): number {
  const start = passphrase.slice(0, 256)
  const words = start.split(/[\s_.,;:+/|-]+/).filter((word) => word !== '')
  return Math.max(1, Math.min(estimator.check(start).guesses, guessesByRank(words), guessesByDice(words)))
}

/**
 * Guesses of somebody who tries phrases of common words before phrases of rare ones. By Zipf's law a word's chance falls
 * with its rank, so all phrases whose product of ranks is smaller come first. Of k words, about
 * R · (ln R)^(k-1) / (k-1)! phrases have a product up to R.
 */
function guessesByRank(words: readonly string[]): number {
  if (words.length < 2) return Infinity
  const product = words.map(rankOf).reduce((all, rank) => all * rank, 1)
  let guesses = product
  for (let word = 1; word < words.length; word += 1) guesses *= Math.log(product) / word
  // Near 1 the formula falls below what it stands for.
  return Math.max(product, guesses)
}

function rankOf(word: string): number {
  const { guesses } = estimator.check(word)
  return /^\p{L}+$/u.test(word) ? Math.min(guesses, unlistedWord) : guesses
}

const diceWords = new Set(diceware)

/** Guesses of somebody who knows that the words were drawn by dice: half of all such phrases. */
function guessesByDice(words: readonly string[]): number {
  if (words.length < 2 || !words.every((word) => diceWords.has(word))) return Infinity
  return diceware.length ** words.length / 2
}
