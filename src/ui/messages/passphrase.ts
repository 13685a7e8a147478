import { formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

const words = ['', 'Too weak.', 'Weak.', 'Fair.', 'Good.', 'Strong.', 'Very strong.'] as const

const minute = 60
const hour = 60 * minute
const day = 24 * hour
const year = 365.25 * day
const cost = 'with a hundred graphics cards'

/** Seconds to guess, as a sentence. Two figures would claim more than an estimate knows: one is kept. */
function timeToGuess(seconds: number): string {
  if (seconds < minute) return 'Guessed in under a minute.'
  if (seconds >= 1e6 * year) return `More than a million years to guess ${cost}.`
  return `About ${duration(seconds)} to guess ${cost}.`
}

function duration(seconds: number): string {
  if (seconds < hour) return plural(rounded(seconds / minute), { one: '# minute', other: '# minutes' })
  if (seconds < 2 * day) return plural(rounded(seconds / hour), { one: '# hour', other: '# hours' })
  if (seconds < year) return plural(rounded(seconds / day), { one: '# day', other: '# days' })
  return plural(rounded(seconds / year), { one: '# year', other: '# years' })
}

/** One figure, and at least 1. */
function rounded(value: number): number {
  return Math.max(1, Number(value.toPrecision(1)))
}

/** A new passphrase: its strength, its confirmation, and a suggestion. */
export const passphraseText = messageGroup('passphrase', {
  strength: 'Passphrase strength',
  /** `score` 1 to 6. */
  word: (score: number) => words[score] ?? '',
  /** `seconds` that guessing takes at the cost that the sentence names. */
  timeToGuess,
  nothingYet: 'Not entered yet.',
  checking: 'Checking…',
  longEnough: 'Long enough.',
  tooShort: 'Too short.',
  /** The lists could not be loaded: the length decides. */
  lengthOnly: (characters: number) =>
    `The lists of common passphrases did not load, so it takes ${formatNumber(characters)} varied characters.`,
  mismatch: 'The two do not match. Nothing is saved yet; type the second one again.',
  adviceTitle: 'Add two or three unrelated words.',
  advice: 'Names and years are guessed first.',
  startTitle: 'Several unrelated words',
  start: 'are easy to remember and hard to guess.',
  suggest: 'Suggest one',
  suggested: 'Five words were filled in twice and are shown. Write them down before you go on.',
  keepTitle: 'Write these words down:',
  suggestFailed: 'The word list did not load. What you typed is unchanged. Think of five unrelated words.',
})
