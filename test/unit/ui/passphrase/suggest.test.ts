import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { suggestPassphrase, type FillRandom } from '../../../../src/ui/passphrase/suggest.ts'

/** Gives these numbers, one for each draw. */
function drawing(...numbers: readonly number[]): FillRandom & { readonly left: () => number } {
  const rest = [...numbers]
  const fill: FillRandom = (array) => {
    const next = rest.shift()
    if (next === undefined) throw new Error('drew once too often')
    array[0] = next
  }
  return Object.assign(fill, { left: () => rest.length })
}

describe('a suggested passphrase', () => {
  test('is five words of the list with spaces between them', () => {
    expect(suggestPassphrase(['ant', 'bee', 'cat'], drawing(0, 1, 2, 3, 4))).toBe('ant bee cat ant bee')
  })

  test('throws away draws that would favour the first words', () => {
    // 2^32 = 3 × 1,431,655,765 + 1: only the last number is one too many.
    const random = drawing(2 ** 32 - 1, 2 ** 32 - 2, 0, 0, 2 ** 32 - 1, 2 ** 32 - 1, 0, 0)
    expect(suggestPassphrase(['ant', 'bee', 'cat'], random)).toBe('cat ant ant ant ant')
    expect(random.left()).toBe(0)
  })

  test('uses every draw where the list fits 2^32 exactly', () => {
    const last = 2 ** 32 - 1
    expect(suggestPassphrase(['ant', 'bee'], drawing(last, last, last, last, 0))).toBe('bee bee bee bee ant')
  })

  test('can have any word in any place', () => {
    const words = ['ant', 'bee', 'cat', 'dog']
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }), (picks) => {
        expect(suggestPassphrase(words, drawing(...picks)).split(' ')).toEqual(picks.map((pick) => words[pick]))
      }),
    )
  })

  test('draws from the browser’s own source unless told otherwise', () => {
    const words = Array.from({ length: 7776 }, (_, index) => `word${index}`)
    const suggestions = new Set(Array.from({ length: 20 }, () => suggestPassphrase(words)))
    expect(suggestions.size).toBe(20)
  })
})
