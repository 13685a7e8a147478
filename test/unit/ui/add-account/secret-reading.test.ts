import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSecret, groupSecret, readSecret } from '../../../../src/ui/screens/add-account/secret-reading.ts'
import { anyCharacter } from '../../../support/any-character.ts'

describe('reading a key as it is typed', () => {
  it('ignores spaces, dashes and padding, and folds case', () => {
    const plain = readSecret('JBSWY3DPEHPK3PXP', 'totp')
    for (const text of [
      'jbsw y3dp ehpk 3pxp',
      'JBSW-Y3DP-EHPK-3PXP',
      ' JBSWY3DP\u00a0EHPK3PXP== ',
      'Jbsw\tY3dp\u200behpk3pxp',
    ]) {
      expect(readSecret(text, 'totp')).toEqual(plain)
    }
  })

  it('is empty for nothing, and for nothing but separators', () => {
    expect(readSecret('', 'totp')).toEqual({ state: 'empty' })
    expect(readSecret(' - = ', 'totp')).toEqual({ state: 'empty' })
  })

  it('has less than one byte in a single character', () => {
    expect(readSecret('J', 'totp')).toEqual({ state: 'too-short' })
  })

  it.each([
    ['JBSW Y3DP EHP1 K3PX', '1', 12, 13],
    ['0BSW', '0', 1, 0],
    ['JB-SW 8', '8', 5, 6],
    ['jbsw9', '9', 5, 4],
    ['JB😀SW', '😀', 3, 2],
    ['\u200bJB!', '!', 3, 3],
  ])('finds the wrong character of %j', (text, character, place, index) => {
    expect(readSecret(text, 'totp')).toEqual({ state: 'wrong-character', character, place, index })
  })

  it('calls a key under 80 bits weak and takes it all the same', () => {
    expect(readSecret('JBSWY3DPEHPK3PX', 'totp')).toMatchObject({ state: 'good', bits: 75, weak: true })
    expect(readSecret('JBSWY3DPEHPK3PXP', 'totp')).toMatchObject({ state: 'good', bits: 80, weak: false })
  })

  it('refuses what is longer than any key', () => {
    expect(readSecret('A'.repeat(900), 'totp')).toEqual({ state: 'too-long' })
    expect(readSecret('A'.repeat(1_000_000), 'totp')).toEqual({ state: 'too-long' })
  })

  it('reads hexadecimal for mOTP, and only there', () => {
    expect(readSecret('de ad be ef 22', 'motp')).toMatchObject({ state: 'good', bits: 40 })
    expect(readSecret('xyz', 'motp')).toMatchObject({ state: 'wrong-character', character: 'x' })
    expect(readSecret('abc', 'motp')).toEqual({ state: 'too-short' })
    expect(readSecret('deadbeef22', 'totp')).toMatchObject({ state: 'good', bits: 50 })
  })

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 24 }), fc.constantFrom('totp', 'motp'), (text, type) => {
        expect(readSecret(text, type).state).toBeTypeOf('string')
      }),
    )
  })
})

describe('writing a key', () => {
  it('has groups of four', () => {
    expect(groupSecret('JBSWY3DPEHPK3PXPM')).toBe('JBSW Y3DP EHPK 3PXP M')
    expect(groupSecret('JBSW')).toBe('JBSW')
    expect(groupSecret('')).toBe('')
  })

  it('is read back as the same bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        fc.constantFrom('totp', 'hotp', 'steam', 'motp', 'yandex'),
        (secret, type) => {
          const read = readSecret(formatSecret(secret, type), type)
          expect(read.state === 'good' && [...read.secret]).toEqual([...secret])
        },
      ),
    )
  })
})
