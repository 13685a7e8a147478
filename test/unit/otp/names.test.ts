import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanName, cleanNote } from '../../../src/otp/names.ts'
import { anyCharacter } from '../../support/any-character.ts'

describe('cleanName', () => {
  it.each([
    ['a control character', 'Har\u0000bo\u001bur\u007f\u0085', 'Harbour'],
    ['direction controls', '\u202eruobraH\u202c \u2066x\u2069\u200e\u200f\u061c', 'ruobraH x'],
    ['zero-width characters', '\ufeffHar\u200bbo\u2060ur', 'Harbour'],
    ['a soft hyphen', 'Har\u00adbour', 'Harbour'],
    ['joiners between Latin letters', 'Har\u200cbo\u200dur', 'Harbour'],
    ['joiners at the edges', '\u200dHarbour\u200c', 'Harbour'],
    ['tag characters', 'Harbour\u{e0041}\u{e0042}', 'Harbour'],
    ['annotation marks', '\ufff9Harbour\ufffb', 'Harbour'],
  ])('takes out %s', (_what, text, name) => {
    expect(cleanName(text)).toBe(name)
  })

  it.each([
    ['a Persian word with a zero-width non-joiner', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['an Indic conjunct with a joiner', '\u0915\u094d\u200d\u0937'],
    ['a family of emoji', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
    ['an emoji with skin tone, joiner and selector', '\u{1f9d1}\u{1f3fd}\u200d\u2764\ufe0f\u200d\u{1f9d1}'],
    ['HTML', '<b onclick="x()">Harbour</b>&amp;'],
    ['Arabic and Hebrew letters', '\u0645\u064a\u0646\u0627\u0621 \u05e0\u05de\u05dc'],
    ['combining accents', 'Zoe\u0308'],
  ])('keeps %s', (_what, text) => {
    expect(cleanName(text)).toBe(text)
  })

  it('puts a space where a line ended, and trims', () => {
    expect(cleanName('  Old\r\nHarbour\t\u2028North\n ')).toBe('Old Harbour North')
  })

  it('replaces half a surrogate pair, so that every name can be written', () => {
    expect(cleanName('Har\ud83dbour')).toBe('Har\ufffdbour')
  })

  it('changes nothing the second time', () => {
    const unit = fc.constantFrom(
      'a',
      '\u0645',
      '\u094d',
      '\u{1f468}',
      '\u200c',
      '\u200d',
      '\u202e',
      '\ud83d',
      ' ',
      '\n',
      '\u0000',
    )
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: anyCharacter })), (text) => {
        const name = cleanName(text)
        expect(cleanName(name)).toBe(name)
      }),
    )
  })

  it('accepts 1,024 code points and refuses more', () => {
    expect(cleanName('\u{1f41f}'.repeat(1024))).toHaveLength(2048)
    expect(cleanName(` ${'\u200b'.repeat(5000)}a`)).toBe('a')
    expect(() => cleanName('a'.repeat(1025))).toThrow(expect.objectContaining({ code: 'otp/name-too-long' }))
  })
})

describe('cleanNote', () => {
  it('keeps lines and tabs, in one spelling', () => {
    expect(cleanNote('one\r\ntwo\rthree\n\tfour\n')).toBe('one\ntwo\nthree\n\tfour')
  })

  it('takes out what cleanName takes out of a name', () => {
    expect(cleanNote('a\u0000b\u202ec\u200bd\u200de\ud83d')).toBe('abcde\ufffd')
  })

  it('accepts 10,000 code points and refuses more', () => {
    expect(cleanNote('a'.repeat(10_000))).toHaveLength(10_000)
    expect(() => cleanNote('a'.repeat(10_001))).toThrow(expect.objectContaining({ code: 'otp/note-too-long' }))
  })
})
