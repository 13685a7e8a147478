import { describe, expect, test } from 'vitest'
import { guessesFor, suggestionWords } from '../../../../src/ui/passphrase/guesses.ts'
import { enoughScore, strengthOf } from '../../../../src/ui/passphrase/strength.ts'
import { suggestPassphrase } from '../../../../src/ui/passphrase/suggest.ts'

const scoreOf = (passphrase: string): number => strengthOf(guessesFor(passphrase)).score

describe('guesses for a passphrase', () => {
  test.each([
    'a',
    'password',
    'alice2024',
    'P@ssw0rd!!',
    'qwertyuiop[]',
    'jennifer1987!',
    'extraordinary1',
    'hunter2hunter2',
    'hunter2 hunter2 hunter2',
    'purple monkey dishwasher',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'x'.repeat(300),
  ])('are too few to lock a vault with %s', (passphrase) => {
    expect(scoreOf(passphrase)).toBeLessThan(enoughScore)
  })

  test.each([
    ['correct horse battery staple', 4],
    ['copper lantern quiet orbit', 5],
    ['x7Kq!9pLm2', 3],
    ['my dog likes the green garden', 4],
    ['kjhasd8723hjqwopzn', 5],
  ])('are enough with %s', (passphrase, score) => {
    expect(scoreOf(passphrase)).toBe(score)
  })

  test('never exceed what somebody needs who knows that the words were drawn by dice', () => {
    const phrase = suggestPassphrase(suggestionWords)
    expect(guessesFor(phrase)).toBeLessThanOrEqual(7776 ** 5 / 2)
  })

  test('make every suggestion strong', () => {
    const scores = Array.from({ length: 40 }, () => scoreOf(suggestPassphrase(suggestionWords)))
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(5)
  })

  test.each([' ', '-', '.', '_', ', '])('are about as many whatever stands between the words: “%s”', (between) => {
    const words = ['copper', 'lantern', 'quiet', 'orbit']
    expect(guessesFor(words.join(between))).toBe(guessesFor(words.join(' ')))
  })

  test('rise with each further word', () => {
    const words = suggestPassphrase(suggestionWords).split(' ')
    const guesses = words.map((_, index) => guessesFor(words.slice(0, index + 1).join(' ')))
    expect(guesses).toEqual([...guesses].sort((a, b) => a - b))
  })

  test('are at least one, whatever is asked', () => {
    for (const text of ['', ' ', '---', '\uD800', '\0']) expect(guessesFor(text), text).toBeGreaterThanOrEqual(1)
  })
})

test('suggestions are drawn from one word for each throw of five dice', () => {
  expect(suggestionWords).toHaveLength(7776)
  expect(new Set(suggestionWords).size).toBe(7776)
})
