/** How hard a passphrase is to guess. */
export interface Strength {
  /** 0: nothing entered; 1 to 6, as many as the meter has ticks. From {@link enoughScore} on it may lock a vault. */
  readonly score: number
  /** Time to guess in s at {@link guessesPerSecond}; `null` where only the length was looked at. */
  readonly seconds: number | null
}

/** The least score of a new passphrase (ui.md, "Welcome"). */
export const enoughScore = 3

/**
 * The cost that times are stated at: a hundred graphics cards, each of which tries 2,000 passphrases a second against
 * Argon2id with 64 MiB and three passes. Every try moves some 500 MiB through the card's memory, so a card of 1 TB/s
 * cannot do much better.
 */
export const guessesPerSecond = 100 * 2000

/**
 * Guesses from which each score holds. A score of 3 begins where ten random letters do; 5 is a century, and five words
 * drawn by dice always reach it.
 */
const scoreFloors = [0, 1e8, 1e10, 1e12, 1e15, 1e18] as const

/** The strength that a number of guesses means. */
export function strengthOf(guesses: number): Strength {
  return {
    score: scoreFloors.filter((floor) => guesses >= floor).length,
    seconds: guesses / guessesPerSecond,
  }
}

/** Nothing entered. */
export const noStrength: Strength = { score: 0, seconds: 0 }

/** Least number of characters where the length has to decide. */
export const leastCharacters = 10

const leastDifferent = 6

/**
 * The rule for when the lists cannot be loaded: ten characters (code points), six of them different. Says nothing
 * about time, because it knows nothing about it.
 */
export function strengthByLength(passphrase: string): Strength {
  const characters = Array.from(passphrase.normalize('NFC'))
  const enough = characters.length >= leastCharacters && new Set(characters).size >= leastDifferent
  return { score: enough ? enoughScore : 1, seconds: null }
}
