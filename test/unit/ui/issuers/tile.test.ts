import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fnv1a, tileFor } from '../../../../src/ui/issuers/tile.ts'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

describe('FNV-1a', () => {
  test.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('of %j is the published value', (text, hash) => {
    expect(fnv1a(text)).toBe(hash)
  })

  test('reads UTF-8 bytes', () => {
    // The bytes C3 BC, by hand from the definition.
    let hash = 0x811c9dc5n
    for (const byte of [0xc3n, 0xbcn]) hash = ((hash ^ byte) * 0x01000193n) & 0xffffffffn
    expect(fnv1a('ü')).toBe(Number(hash))
  })
})

describe('hue', () => {
  test('is FNV-1a of the lower-cased issuer modulo 12, plus 1', () => {
    expect(tileFor('GitHub').hue).toBe((fnv1a('github') % 12) + 1)
  })

  test('does not depend on case, outer space or how accents are encoded', () => {
    expect(tileFor('  MÜLLER ')).toEqual(tileFor('müller'))
    expect(tileFor('Mu\u0308ller')).toEqual(tileFor('Müller'))
  })

  test('spreads over all twelve', () => {
    const seen = new Set(Array.from({ length: 400 }, (_, index) => tileFor(`issuer ${index}`).hue))
    expect([...seen].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  test.each(['', '   ', '\t\n', '…', '()'])('of %j is neutral', (issuer) => {
    expect(tileFor(issuer)).toEqual({ hue: 0, letters: '?' })
  })
})

describe('letters', () => {
  test.each([
    ['Fastmail', 'F'],
    ['Nordhaven Bank', 'NB'],
    ['nordhaven bank', 'NB'],
    ['Bank of Nordhaven', 'BO'],
    ['self-hosted', 'SH'],
    ['under_score', 'US'],
    ['truthsocial.com', 'T'],
    ['GitHub (work)', 'G'],
    ['(work)', 'W'],
    ['[old]', 'O'],
    ['R&D', 'RD'],
    ['1Password', '1'],
    ['  spaced   out  ', 'SO'],
    ['“Quoted” name', 'QN'],
    ['¿Qué?', 'Q'],
    ["Let's Encrypt", 'LE'],
    ['zürich bank', 'ZB'],
    ['éclair', 'É'],
    ['e\u0301clair', 'É'],
    ['ßtraße', 'ß'],
    ['ﬁrst', 'ﬁ'],
    ['支付宝', '支'],
    ['测试 服务', '测服'],
    ['חשבון', 'ח'],
    ['नमस्ते', 'न'],
    ['क्षमा', 'क्ष'],
    ['👨‍👩‍👧‍👦 family', 'F'],
    ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
    ['🇨🇭', '🇨🇭'],
    ['+', '+'],
  ])('of %j are %j', (issuer, letters) => {
    expect(tileFor(issuer).letters).toBe(letters)
  })
})

describe('any issuer', () => {
  const issuer = fc.string({ unit: 'grapheme', maxLength: 40 })

  test('gets a hue from 0 to 12 and one or two whole characters', () => {
    fc.assert(
      fc.property(issuer, (text) => {
        const { hue, letters } = tileFor(text)
        expect(hue).toBeGreaterThanOrEqual(0)
        expect(hue).toBeLessThanOrEqual(12)
        const count = [...graphemes.segment(letters)].length
        expect(count).toBeGreaterThanOrEqual(1)
        expect(count).toBeLessThanOrEqual(2)
      }),
    )
  })

  test('is neutral exactly when its letters are a question mark', () => {
    fc.assert(
      fc.property(issuer, (text) => {
        const { hue, letters } = tileFor(text)
        expect(hue === 0).toBe(letters === '?')
      }),
    )
  })
})
