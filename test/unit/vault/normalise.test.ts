import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise, traceNormalised } from '../../../src/vault/normalise.ts'

describe('normalise', () => {
  it.each([
    ['GitHub', 'github'],
    ['Crédit Agricole', 'credit agricole'],
    ['Cre\u0301dit', 'credit'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['İstanbul', 'istanbul'],
    ['ﬁn', 'fin'],
    ['日本', '日本'],
    ['', ''],
  ])('reads %s as %s', (text, plain) => {
    expect(normalise(text)).toBe(plain)
  })

  it('changes nothing the second time', () => {
    for (let codePoint = 0; codePoint < 0x11_0000; codePoint++) {
      const character = String.fromCodePoint(codePoint)
      const once = normalise(character)
      // What it left as it was, it leaves as it is.
      if (once !== character && normalise(once) !== once) expect.fail(codePoint.toString(16))
    }
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => normalise(normalise(text)) === normalise(text)))
  })
})

describe('traceNormalised', () => {
  it('gives the same text as normalise', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => traceNormalised(text).text === normalise(text)))
  })

  it.each([
    ['Straße', [4, 6], [4, 5]],
    ['Straße', [5, 7], [4, 6]],
    ['Cre\u0301dit', [2, 3], [2, 4]],
    ['Crédit', [2, 3], [2, 3]],
    ['a😀b', [1, 3], [1, 3]],
    ['a😀b', [3, 4], [3, 4]],
    ['ab', [2, 2], [2, 2]],
  ] as const)('finds in %s where %j came from', (original, range, expected) => {
    expect(traceNormalised(original).originalOf(range)).toEqual(expected)
  })

  it('answers whole characters of the original, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), fc.nat(), (original, a, b) => {
        const { text, originalOf } = traceNormalised(original)
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].toSorted((x, y) => x - y)
        const [from, to] = originalOf([start ?? 0, end ?? 0])
        return from <= to && to <= original.length && original.slice(from, to).isWellFormed()
      }),
    )
  })
})
