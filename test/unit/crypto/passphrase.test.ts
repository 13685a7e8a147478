import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { passphraseBytes } from '../../../src/crypto/index.ts'
import { decodeUtf8 } from '../../../src/encoding/index.ts'
import { anyCharacter } from '../../support/any-character.ts'
import { outcomeOf } from '../../support/outcome.ts'

describe('passphraseBytes', () => {
  test('gives the same bytes however the accents were typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
        expect(passphraseBytes(text.normalize('NFD'))).toEqual(passphraseBytes(text.normalize('NFC')))
      }),
    )
  })

  test('loses nothing but the way of typing accents', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, minLength: 1, maxLength: 100 }), (text) => {
        expect(decodeUtf8(passphraseBytes(text))).toBe(text.normalize('NFC'))
      }),
    )
  })

  test('refuses a text of millions of characters without normalising it', async () => {
    expect(await outcomeOf(() => passphraseBytes('a'.repeat(5_000_000)))).toBe('crypto/passphrase-too-long')
  })

  test('gives new bytes at each call, so that zeroing some does not reach others', () => {
    passphraseBytes('same').fill(0)
    expect(passphraseBytes('same')).toEqual(new TextEncoder().encode('same'))
  })

  test('says nothing of the passphrase in its errors', () => {
    expect(() => passphraseBytes('hunter2\ud800')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }),
    )
  })
})
