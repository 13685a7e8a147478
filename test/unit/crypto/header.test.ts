import { describe, expect, test } from 'vitest'
import { parseHeader } from '../../../src/crypto/index.ts'
import { idOf } from '../../support/stored-change.ts'
import { headerVectors, vectorOf, type HeaderVector } from '../../support/vectors.ts'

const { header: sound } = vectorOf(headerVectors, 'header-sound') as HeaderVector & {
  readonly header: { readonly slots: readonly object[] }
}

const slotWith = (change: object) => ({ ...sound.slots[0], ...change })

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

  test.each([
    ['format', { format: 'another' }],
    ['version', { version: 0 }],
    ['minWriter', { minWriter: 0 }],
    ['epoch', { epoch: -1 }],
    ['epoch', { epoch: 2 ** 48 + 1 }],
    ['vaultId', { vaultId: 7 }],
    ['vaultCommit', { vaultCommit: 'AAAA' }],
    ['slots', { slots: {} }],
    ['slots', { slots: Array.from({ length: 65 }, (_, index) => slotWith({ slotId: idOf(index) })) }],
    ['slots', { slots: [slotWith({}), slotWith({})] }],
    ['shape', { slots: [null] }],
    ['slotId', { slots: [slotWith({ slotId: 7 })] }],
    ['slotId', { slots: [slotWith({ slotId: [idOf(1)] })] }],
    ['kind', { slots: [slotWith({ kind: 'Passphrase' })] }],
    ['kind', { slots: [slotWith({ kind: ['passphrase'] })] }],
    ['kind', { slots: [slotWith({ kind: '\nrecovery' })] }],
    ['params', { slots: [slotWith({ params: 'a\nb' })] }],
    ['slotCommit', { slots: [slotWith({ slotCommit: '' })] }],
    ['slotCommit', { slots: [slotWith({ slotCommit: '*' })] }],
    ['nonce', { slots: [slotWith({ nonce: 1 })] }],
    ['wrapped', { slots: [slotWith({ wrapped: 'A'.repeat(4097) })] }],
    ['mac', { mac: null }],
  ])('says which member is wrong: %s', (member, change) => {
    expect(() => parseHeader({ ...sound, ...change })).toThrow(
      expect.objectContaining({
        name: 'CryptoError',
        code: 'crypto/header',
        message: expect.stringMatching(new RegExp(`: ${member}$`)),
      }),
    )
  })

  test('says that the whole has no shape, before it looks for members', () => {
    for (const value of [undefined, null, 'text', 7, [sound]]) {
      expect(() => parseHeader(value)).toThrow(expect.objectContaining({ message: expect.stringMatching(/: shape$/) }))
    }
  })

  test('takes what is just within bounds', () => {
    const slots = Array.from({ length: 64 }, (_, index) => slotWith({ slotId: idOf(index), wrapped: 'A'.repeat(4096) }))
    expect(parseHeader({ ...sound, epoch: 0, slots })).toEqual({ ...sound, epoch: 0, slots })
    expect(parseHeader({ ...sound, slots: [] }).slots).toEqual([])
  })

  test('refuses a text of megabytes where a hash should be, at once', () => {
    expect(() => parseHeader({ ...sound, mac: 'A'.repeat(50_000_000) })).toThrow(
      expect.objectContaining({ code: 'crypto/header' }),
    )
  })
})
