import { describe, expect, test } from 'vitest'
import { passphraseText } from '../../../../src/ui/messages/passphrase.ts'

const year = 365.25 * 24 * 3600

describe('the time to guess', () => {
  test.each([
    [0, 'Guessed in under a minute.'],
    [59.9, 'Guessed in under a minute.'],
    [60, 'About 1 minute to guess with a hundred graphics cards.'],
    [200, 'About 3 minutes to guess with a hundred graphics cards.'],
    [3600, 'About 1 hour to guess with a hundred graphics cards.'],
    [14 * 3600, 'About 10 hours to guess with a hundred graphics cards.'],
    [5.4 * 86_400, 'About 5 days to guess with a hundred graphics cards.'],
    [year, 'About 1 year to guess with a hundred graphics cards.'],
    [870 * year, 'About 900 years to guess with a hundred graphics cards.'],
    [123_456 * year, 'About 100,000 years to guess with a hundred graphics cards.'],
    [1e6 * year, 'More than a million years to guess with a hundred graphics cards.'],
    [Infinity, 'More than a million years to guess with a hundred graphics cards.'],
  ])('of %f s is said with one figure and its cost', (seconds, sentence) => {
    expect(passphraseText().timeToGuess(seconds)).toBe(sentence)
  })
})

test('each score has a word of its own', () => {
  const words = [1, 2, 3, 4, 5, 6].map((score) => passphraseText().word(score))
  expect(new Set(words).size).toBe(6)
  expect(words.every((word) => /^[A-Z].*\.$/.test(word))).toBe(true)
})
