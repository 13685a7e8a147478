import * as fc from 'fast-check'
import { argon2id as otherArgon2id } from 'hash-wasm'
import { describe, expect, test } from 'vitest'
import { compileArgon2, type Argon2idParameters } from '../../../src/crypto/index.ts'
import { encodeHex } from '../../../src/encoding/index.ts'
import { bytesOf } from '../../support/bytes-of.ts'
import { nodeArgon2id } from '../../support/kdf.ts'
import { outcomeOf } from '../../support/outcome.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const parameters = (change: Partial<Argon2idParameters>): Argon2idParameters => ({
  name: 'argon2id',
  v: 19,
  m: 256,
  t: 1,
  p: 1,
  salt: utf8('somesalt'),
  ...change,
})

// RFC 9106 has one vector for Argon2id, and it uses a secret value and associated data, which the module's interface
// does not have. These are the Argon2id vectors of the reference implementation (phc-winner-argon2, src/test.c).
describe('Argon2id gives what the reference implementation gives', () => {
  test.each([
    ['password', 'somesalt', 2, 65_536, 1, '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7'],
    ['password', 'somesalt', 2, 256, 1, '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'],
    ['password', 'somesalt', 2, 256, 2, '6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037'],
    ['password', 'somesalt', 1, 65_536, 1, 'f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98'],
    ['password', 'somesalt', 4, 65_536, 1, '9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c'],
    ['differentpassword', 'somesalt', 2, 65_536, 1, '0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde'],
    ['password', 'diffsalt', 2, 65_536, 1, 'bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c'],
  ])('%s, %s, t=%i m=%i p=%i', async (passphrase, salt, t, m, p, hash) => {
    const argon2id = await nodeArgon2id()
    expect(encodeHex(await argon2id(utf8(passphrase), parameters({ t, m, p, salt: utf8(salt) })))).toBe(hash)
  })
})

describe('Argon2id', () => {
  test('agrees with a second implementation on any bytes, text or not', async () => {
    const argon2id = await nodeArgon2id()
    const cost = fc.record({
      m: fc.integer({ min: 64, max: 512 }),
      t: fc.integer({ min: 1, max: 3 }),
      p: fc.integer({ min: 1, max: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(bytesOf(1, 200), bytesOf(16), cost, async (password, salt, { m, t, p }) => {
        const sizes = { memorySize: m, iterations: t, parallelism: p, hashLength: 32 }
        const expected = await otherArgon2id({ password, salt, ...sizes, outputType: 'hex' })
        expect(encodeHex(await argon2id(password, parameters({ m, t, p, salt })))).toBe(expected)
      }),
      { numRuns: 15 },
    )
  })

  test('leaves the passphrase as it was', async () => {
    const passphrase = utf8('password')
    await (
      await nodeArgon2id()
    )(passphrase, parameters({}))
    expect(passphrase).toEqual(utf8('password'))
  })

  test('says so when the memory cannot be had', async () => {
    const argon2id = await nodeArgon2id()
    expect(await outcomeOf(() => argon2id(utf8('x'), parameters({ m: 2_097_151 })))).toBe('crypto/kdf-memory')
  })

  test('says so when the module refuses the parameters', async () => {
    const argon2id = await nodeArgon2id()
    expect(await outcomeOf(() => argon2id(utf8('x'), parameters({ salt: utf8('short') })))).toBe('crypto/kdf-failed')
  })

  test('is unavailable where the module does not compile', async () => {
    expect(await outcomeOf(() => compileArgon2(utf8('not wasm')))).toBe('crypto/argon2-unavailable')
  })

  test('refuses a module that is another one', async () => {
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
    const argon2id = await compileArgon2(empty)
    expect(await outcomeOf(() => argon2id(utf8('x'), parameters({})))).toBe('crypto/kdf-failed')
  })

  test.each(['argon2_hash', 'malloc', 'memory', '_initialize'])('refuses a module without %s', async (missing) => {
    const names = ['argon2_hash', 'malloc', 'memory', '_initialize'].filter((name) => name !== missing)
    const argon2id = await compileArgon2(moduleExporting(names))
    expect(await outcomeOf(() => argon2id(utf8('x'), parameters({})))).toBe('crypto/kdf-failed')
  })
})

/** A WebAssembly module with one memory, exported under each of the names. */
function moduleExporting(names: readonly string[]) {
  const exported = names.flatMap((name) => [name.length, ...utf8(name), 2, 0])
  const memory = [5, 3, 1, 0, 0]
  return Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...memory, 7, exported.length + 1, names.length, ...exported)
}
