import { describe, expect, test } from 'vitest'
import {
  enoughScore,
  guessesPerSecond,
  noStrength,
  strengthByLength,
  strengthOf,
} from '../../../../src/ui/passphrase/strength.ts'

describe('the strength of a number of guesses', () => {
  test.each([
    [1, 1],
    [1e8 - 1, 1],
    [1e8, 2],
    [1e10 - 1, 2],
    [1e10, 3],
    [1e12, 4],
    [1e15, 5],
    [1e18, 6],
    [1e300, 6],
    [Infinity, 6],
  ])('%f guesses light %i ticks', (guesses, score) => {
    expect(strengthOf(guesses).score).toBe(score)
  })

  test('more guesses never mean less strength', () => {
    const scores = Array.from({ length: 60 }, (_, power) => strengthOf(2 ** power).score)
    expect(scores).toEqual([...scores].sort((a, b) => a - b))
  })

  test('is stated at what a hundred graphics cards try in a second', () => {
    expect(strengthOf(guessesPerSecond * 60).seconds).toBe(60)
  })

  test('is 0 only where nothing was entered', () => {
    expect(noStrength.score).toBe(0)
    expect(strengthOf(0).score).toBe(1)
  })
})

describe('where the lists cannot be loaded', () => {
  test.each(['orbit-lamp', 'abcdefghij', 'vierzig Äpfel', '🦀🐙🦑🐠🐡🦈🐬🐳🦭🐚'])(
    'takes ten varied characters: %s',
    (passphrase) => {
      expect(strengthByLength(passphrase).score).toBe(enoughScore)
    },
  )

  test.each(['', 'short', 'nine char', 'aaaaaaaaaaaa', 'abcabcabcabc', '🦀🐙🦑🐠🐡'])(
    'takes neither less nor the same few again: %s',
    (passphrase) => {
      expect(strengthByLength(passphrase).score).toBeLessThan(enoughScore)
    },
  )

  test('counts a letter and its accent as one character', () => {
    expect(strengthByLength('é'.normalize('NFD') + 'abcdefgh').score).toBeLessThan(enoughScore)
  })

  test('claims no time', () => {
    expect(strengthByLength('orbit-lamp-copper').seconds).toBeNull()
  })
})
