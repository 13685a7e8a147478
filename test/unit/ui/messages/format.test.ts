import { afterEach, describe, expect, it, test, vi } from 'vitest'
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatList,
  formatNumber,
  plural,
} from '../../../../src/ui/messages/format.ts'
import { language, setLanguage } from '../../../../src/ui/messages/language.ts'

const english = language()
const morning = new Date(2025, 3, 18, 9, 12).getTime()

function inBrowserOf(...languages: readonly string[]): void {
  vi.stubGlobal('navigator', { languages })
}

afterEach(() => {
  vi.unstubAllGlobals()
  setLanguage(english)
})

describe('a counted sentence', () => {
  const accounts = { one: '# account', other: '# accounts' }

  test.each([
    [0, '0 accounts'],
    [1, '1 account'],
    [2, '2 accounts'],
    [1234, '1,234 accounts'],
  ])('for %i is %s', (count, sentence) => {
    expect(plural(count, accounts)).toBe(sentence)
  })

  it('may name the number twice, or not at all', () => {
    expect(plural(3, { one: 'Once', other: '# of #' })).toBe('3 of 3')
    expect(plural(1, { one: 'Once', other: '# of #' })).toBe('Once')
  })

  it('follows the rules of the language in use', () => {
    setLanguage({ tag: 'ar', direction: 'rtl', groups: {} })
    const forms = { zero: 'none', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' }
    expect([0, 1, 2, 3, 11, 100].map((count) => plural(count, forms))).toEqual([
      'none',
      'one',
      'two',
      'few',
      'many',
      'other',
    ])
  })

  it('takes the general form where a language has no other', () => {
    setLanguage({ tag: 'ja', direction: 'ltr', groups: {} })
    expect(plural(1, { other: '#件' })).toBe('1件')
  })
})

describe('numbers and dates', () => {
  it('are written as in the region that the browser asks for', () => {
    inBrowserOf('fr-FR', 'en-GB', 'en-US')
    expect(formatDate(morning)).toBe('18 April 2025')
    expect(formatDateTime(morning)).toBe('18 April 2025 at 09:12')
    expect(formatNumber(12_345)).toBe('12,345')
    expect(formatList(['a', 'b', 'c'])).toBe('a, b and c')
  })

  it('are written as the language has them where the browser asks for no region of it', () => {
    inBrowserOf('fr-FR')
    expect(formatDate(morning)).toBe('April 18, 2025')
    inBrowserOf()
    expect(formatDate(morning)).toBe('April 18, 2025')
  })

  it('take the digits of the language', () => {
    setLanguage({ tag: 'ar-EG', direction: 'rtl', groups: {} })
    expect(formatNumber(42)).toBe('٤٢')
    expect(plural(42, { other: '#' })).toBe('٤٢')
  })
})

describe('sizes', () => {
  test.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1000, '1 kB'],
    [65_536, '66 kB'],
    [1_400_000, '1.4 MB'],
    [10_000_000_000, '10 GB'],
    [2.5e15, '2,500 TB'],
  ])('of %d bytes read %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})
