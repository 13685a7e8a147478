import { describe, expect, test } from 'vitest'
import { parseHeader } from '../../../src/crypto/index.ts'
import { headerVectors, vectorOf, type HeaderVector } from '../../support/vectors.ts'

const { header: sound } = vectorOf(headerVectors, 'header-sound') as HeaderVector & {
  readonly header: { readonly slots: readonly object[] }
}

describe('parseHeader', () => {
  test('drops members that it does not know, and keeps none of the given objects', () => {
    const read = parseHeader({ ...sound, later: 1, slots: sound.slots.map((slot) => ({ ...slot, later: 1 })) })
    expect(read).toEqual(sound)
    expect(read).not.toBe(sound)
  })

  test('fault 21: keeps a slot of a kind that it does not know', () => {
    const { header } = vectorOf(headerVectors, 'header-slot-unknown-kind')
    expect(parseHeader(header).slots[0]?.kind).toBe('smartcard')
  })

  test.each([undefined, null, 1, 'text', [], () => sound, Symbol('header')])('refuses %s', (value) => {
    expect(() => parseHeader(value)).toThrow(expect.objectContaining({ code: 'crypto/header' }))
  })

  test('is not fooled by what an object inherits', () => {
    expect(() => parseHeader(Object.create(sound))).toThrow(expect.objectContaining({ code: 'crypto/header' }))
  })

  test('refuses a text of megabytes where a hash should be, at once', () => {
    expect(() => parseHeader({ ...sound, mac: 'A'.repeat(50_000_000) })).toThrow(
      expect.objectContaining({ code: 'crypto/header' }),
    )
  })
})
