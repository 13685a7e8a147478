import * as fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  findRecoverySlip,
  formatRecoveryCode,
  newRecoveryCode,
  parseRecoveryCode,
  plainRecoveryText,
} from '../../../src/crypto/index.ts'
import { outcomeOf } from '../../support/outcome.ts'

const bytes = fc.uint8Array({ minLength: 20, maxLength: 20 })
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Written for this test, with big integers instead of shifts. */
function written(code: Uint8Array): string {
  const digits = (value: bigint, length: number) =>
    Array.from({ length }, (_, place) => alphabet[Number((value >> BigInt(5 * (length - 1 - place))) & 31n)]).join('')
  const sum = createHash('sha256').update(code).digest()
  return digits(BigInt(`0x${Buffer.from(code).toString('hex')}`), 32) + digits(BigInt(sum.readUIntBE(0, 3) >> 4), 4)
}

describe('a recovery code', () => {
  test('is nine groups of four: the code, and its check sum', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (code) => {
        const groups = await formatRecoveryCode(code)
        expect(groups.map(({ length }) => length)).toEqual(Array.from({ length: 9 }, () => 4))
        expect(groups.join('')).toBe(written(code))
      }),
    )
  })

  test('is read as people type it', async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.constantFrom(' ', '-', '', '\n', ' - '),
        fc.boolean(),
        async (code, between, lower) => {
          const text = (await formatRecoveryCode(code)).join(between).replaceAll('0', 'O').replaceAll('1', 'l')
          expect(await parseRecoveryCode(lower ? text.toLowerCase() : text)).toEqual(code)
        },
      ),
    )
  })

  test('with one other character is refused', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(35), fc.integer({ min: 1, max: 31 }), async (code, place, shift) => {
        const text = (await formatRecoveryCode(code)).join('')
        const other = alphabet[(alphabet.indexOf(text.charAt(place)) + shift) % 32] ?? ''
        const changed = text.slice(0, place) + other + text.slice(place + 1)
        // Twenty bits of check sum: one change in a million passes.
        expect(['crypto/recovery-code', 'success']).toContain(await outcomeOf(() => parseRecoveryCode(changed)))
        expect(changed).not.toBe(text)
      }),
    )
    const [first = '', ...rest] = await formatRecoveryCode(new Uint8Array(20))
    expect(await outcomeOf(() => parseRecoveryCode([`1${first.slice(1)}`, ...rest].join(' ')))).toBe(
      'crypto/recovery-code',
    )
  })

  test.each(['', '0000', 'U'.repeat(36), '0'.repeat(35), '0'.repeat(37), 'é'.repeat(36)])('is not %j', async (text) => {
    expect(await outcomeOf(() => parseRecoveryCode(text))).toBe('crypto/recovery-code')
  })

  test('is drawn from the random source', () => {
    expect(newRecoveryCode((length) => new Uint8Array(length).fill(7))).toEqual(new Uint8Array(20).fill(7))
  })

  test('is read the same with dashes of any length and with letters that look like digits', () => {
    expect(plainRecoveryText(' oO-iL\u2013l1\u2014ab\n')).toBe('001111AB')
  })

  test('with one slip of the pen tells the group that it is in', async () => {
    const code = new Uint8Array(20).map((_, place) => place * 11 + 3)
    const text = (await formatRecoveryCode(code)).join('')
    for (const place of [0, 5, 17, 31, 32, 35]) {
      const other = alphabet[(alphabet.indexOf(text.charAt(place)) + 9) % 32] ?? ''
      const slip = text.slice(0, place) + other + text.slice(place + 1)
      expect(await findRecoverySlip(slip.toLowerCase())).toBe(Math.floor(place / 4) + 1)
    }
    const swapped = text.slice(0, 9) + text.charAt(10) + text.charAt(9) + text.slice(11)
    expect(swapped).not.toBe(text)
    expect(await findRecoverySlip(swapped)).toBe(3)
  })

  test('with slips in several groups tells none', async () => {
    expect(await findRecoverySlip(`7${'0'.repeat(10)}7${'0'.repeat(10)}7${'0'.repeat(13)}`)).toBeUndefined()
  })
})
