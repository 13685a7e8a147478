import { createCipheriv, createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { argon2id } from 'hash-wasm'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedBytes,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openLocked,
  openPlain,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const record = (members: object = {}) => ({
  encrypted: false,
  hash: '1991332d-f6d6-47d3-a50f-7f302b6bd3d0',
  index: 0,
  type: 'totp',
  secret: 'JBSWY3DPEHPK3PXP',
  issuer: 'GitHub',
  account: 'ada',
  dataType: 'OTPStorage',
  ...members,
})

const store = (...records: readonly object[]) =>
  Object.fromEntries(records.map((each, place) => [`record-${place}`, each]))

const password = 'copper lantern, größer'

/** As CryptoJS and `openssl enc -md md5` write it. */
function salted(text: string | Uint8Array, passphrase = password): string {
  const salt = Buffer.alloc(8, 6)
  let derived = Buffer.alloc(0)
  while (derived.length < 48) {
    const hash = createHash('md5').update(derived.subarray(-16)).update(passphrase).update(salt).digest()
    derived = Buffer.concat([derived, hash])
  }
  const cipher = createCipheriv('aes-256-cbc', derived.subarray(0, 32), derived.subarray(32, 48))
  return Buffer.concat([Buffer.from('Salted__'), salt, cipher.update(text), cipher.final()]).toString('base64')
}

describe('a store that is not encrypted', () => {
  test('an account comes with all that can be kept, and says what cannot', async () => {
    const written = {
      issuer: 'GitHub::github.example',
      digits: 8,
      period: 60,
      algorithm: 'SHA256',
      pinned: true,
      index: 4,
    }
    const read = await openPlain(store(record(written)))
    expect(read.format).toBe('authenticator-extension')
    expect(onlyAccount(read)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
      issuer: 'GitHub',
      account: 'ada',
      pinned: true,
      order: 4,
      dropped: ['website'],
    })
  })

  test('each of the types is understood', async () => {
    const read = await openPlain(
      store(
        record({ type: undefined }),
        record({ type: 'hotp', counter: 127 }),
        record({ type: 'steam' }),
        record({ type: 'battle', issuer: '' }),
        record({ type: 'hex', secret: 'DEADBEEF22' }),
        record({ type: 'hhex', secret: 'deadbeef22', counter: 3 }),
      ),
    )
    expect(read.entries.map(accountOf)).toMatchObject([
      { type: 'totp', digits: 6, period: 30 },
      { type: 'hotp', counter: 127 },
      { type: 'steam', digits: 5 },
      { type: 'totp', digits: 8, issuer: 'Battle.net' },
      { type: 'totp', secret: '32W353ZC' },
      { type: 'hotp', secret: '32W353ZC', counter: 3 },
    ])
  })

  test('old secrets say their type in front of them', async () => {
    const old = (secret: string) => ({ hash: 'x', secret, issuer: 'A', encrypted: false })
    const read = await openPlain(
      store(...['blz-JBSWY3DP', 'bliz-JBSWY3DP', 'stm-JBSWY3DP', 'deadbeef22', 'deadbeef00'].map(old)),
    )
    expect(read.entries.map(accountOf)).toMatchObject([
      { type: 'totp', digits: 8, secret: 'JBSWY3DP' },
      { type: 'totp', digits: 8, secret: 'JBSWY3DP' },
      { type: 'steam', secret: 'JBSWY3DP' },
      // Base32 as well as hexadecimal: base32.
      { type: 'totp', secret: 'DEADBEEF2Y' },
      { type: 'totp', secret: '32W353YA' },
    ])
  })

  test('algorithms come by name and by number', async () => {
    const read = await openPlain(
      store(...['SHA512', '2', 3, 'GOST3411_2012_256'].map((algorithm) => record({ algorithm }))),
    )
    expect(
      read.entries
        .slice(0, 3)
        .map(accountOf)
        .map(({ algorithm }) => algorithm),
    ).toEqual(['SHA512', 'SHA256', 'SHA512'])
    expect(outcomesOf(read)[3]).toBe('otp/unsupported-algorithm')
  })

  test('records that cannot be are reported', async () => {
    const read = await openPlain(
      store(
        record({ secret: 'JBSWY3DP!' }),
        record({ secret: undefined }),
        record({ type: 'hex', secret: 'xyz' }),
        record({ type: 'other' }),
        record({ digits: 'six' }),
        record({ type: 'battle', secret: '' }),
      ),
    )
    expect(outcomesOf(read)).toEqual([
      'otp/invalid-secret',
      'otp/missing-secret',
      'otp/invalid-secret',
      'otp/unsupported-type',
      'otp/invalid-digits',
      'otp/missing-secret',
    ])
    expect(read.entries[0]).toMatchObject({ label: 'GitHub: ada', text: expect.stringContaining('JBSWY3DP!') })
  })

  test('settings are none of ours', async () => {
    expect((await openPlain({ ...store(record()), UserSettings: { theme: 'dark' } })).entries).toHaveLength(1)
  })
})

describe('the first encryption, of secrets by the password', () => {
  const sealed = (secret: string, passphrase?: string) =>
    record({ encrypted: true, secret: salted(secret, passphrase) })

  test('opens with its password, after a wrong one', async () => {
    const opened = await openLocked(store(sealed('JBSWY3DPEHPK3PXP'), sealed('stm-JBSWY3DP'), record()))
    expect(await outcomeOf(() => opened.unlock('tin lantern'))).toBe('transfer/wrong-password')
    expect(await outcomeOf(() => opened.unlock(''))).toBe('transfer/wrong-password')
    const { entries } = await opened.unlock(password)
    expect(entries.map(accountOf)).toMatchObject([
      { secret: 'JBSWY3DPEHPK3PXP', issuer: 'GitHub' },
      { type: 'steam', secret: 'JBSWY3DP' },
      { secret: 'JBSWY3DPEHPK3PXP' },
    ])
  })

  test('records under another password are reported', async () => {
    const records = [sealed('JBSWY3DP'), sealed('JBSWY3DP', 'another'), record({ encrypted: true, secret: 'JBSWY3DP' })]
    const read = await (await openLocked(store(...records))).unlock(password)
    expect(outcomesOf(read)).toEqual(['account', 'entry/password', 'entry/password'])
    expect(read.entries[1]).toMatchObject({ label: 'GitHub: ada' })
  })

  test('noise with padding that happens to be right is no secret', async () => {
    const noise = salted(Uint8Array.of(0x41, 0xff, 0x00))
    const opened = await openLocked(store(record({ encrypted: true, secret: noise })))
    expect(await outcomeOf(() => opened.unlock(password))).toBe('transfer/wrong-password')
  })
})

describe('the second encryption, with a key between', () => {
  const key = Uint8Array.from({ length: 120 }, (_, index) => index * 3)
  const hexKey = Buffer.from(key).toString('hex')
  const sealed = record({ encrypted: true, secret: salted('JBSWY3DPEHPK3PXP', hexKey) })
  const written = { ...store(sealed), key: { enc: salted(key), hash: '$argon2id$x' } }

  test('opens with its password, after a wrong one', async () => {
    const opened = await openLocked(written)
    expect(await outcomeOf(() => opened.unlock('tin lantern'))).toBe('transfer/wrong-password')
    expect(onlyAccount(await opened.unlock(password))).toMatchObject({ secret: 'JBSWY3DPEHPK3PXP' })
  })

  test('does not open with a damaged key', async () => {
    for (const enc of ['', 'AAAA', null, salted(key).slice(0, -8)]) {
      const opened = await openLocked({ ...written, key: { enc, hash: 'x' } })
      expect(await outcomeOf(() => opened.unlock(password))).toBe('transfer/wrong-password')
    }
  })
})

describe('the third encryption, of whole records', () => {
  const salt = '733e46e9cf603cebc30267b0d44a5e1b'

  async function argon2(secret: string, more: object = {}): Promise<string> {
    const work = { iterations: 2, memorySize: 19_456, parallelism: 1, hashLength: 32, outputType: 'encoded' } as const
    return argon2id({ password: secret, salt, ...work, ...more })
  }

  async function written(...records: readonly unknown[]) {
    const passphrase = (await argon2(password)).split('$').at(-1) ?? ''
    const sealed = records.map((each, index) => {
      const data = salted(typeof each === 'string' ? each : JSON.stringify(each), passphrase)
      return { dataType: 'EncOTPStorage', data, keyId: 'k1', index: index + 10 }
    })
    const hash = await argon2(passphrase, { salt: 'another salt of the check' })
    return { ...store(...sealed), k1: { dataType: 'Key', id: 'k1', salt, hash, version: 3 } }
  }

  test('opens with its password, after a wrong one', async () => {
    const opened = await openLocked(await written(record({ type: 'hex', secret: 'deadbeef22' }), record({ index: 99 })))
    expect(opened).not.toHaveProperty('memoryBytes')
    expect(await outcomeOf(() => opened.unlock('tin lantern'))).toBe('transfer/wrong-password')
    const { entries } = await opened.unlock(password)
    expect(entries.map(accountOf)).toMatchObject([
      { secret: '32W353ZC', issuer: 'GitHub', order: 10 },
      { secret: 'JBSWY3DPEHPK3PXP', order: 11 },
    ])
  })

  test('opens without a hash to check by', async () => {
    const file = await written(record())
    const opened = await openLocked({ ...file, k1: { ...file.k1, hash: undefined } })
    expect(await outcomeOf(() => opened.unlock('tin lantern'))).toBe('transfer/wrong-password')
    expect(outcomesOf(await opened.unlock(password))).toEqual(['account'])
  })

  test('with the right password, what does not open is damaged', async () => {
    const read = await (await openLocked(await written(record(), '{', '[]'))).unlock(password)
    expect(outcomesOf(read)).toEqual(['account', 'entry/malformed', 'entry/malformed'])
    const opened = await openLocked(await written('{'))
    expect(await outcomeOf(() => opened.unlock(password))).toBe('transfer/damaged')
    expect(await outcomeOf(() => opened.unlock('tin lantern'))).toBe('transfer/wrong-password')
  })

  test('records of a key that is not there, or of no key, are reported', async () => {
    const file = await written(record())
    const gone = { dataType: 'EncOTPStorage', data: salted(JSON.stringify(record())), keyId: 'k2', index: 1 }
    const read = await (await openLocked({ ...file, gone })).unlock(password)
    expect(outcomesOf(read)).toEqual(['account', 'entry/password'])
  })

  test('asks for no more work than the extension would', async () => {
    const file = await written(record())
    const hashOf = (parameters: string) => ({ ...file.k1, hash: file.k1.hash.replace('m=19456,t=2,p=1', parameters) })
    expect(await stateOf({ ...file, k1: hashOf('m=1048576,t=2,p=1') })).toBe('transfer/limits')
    expect(await stateOf({ ...file, k1: hashOf('m=19456,t=900,p=1') })).toBe('transfer/limits')
    expect(await stateOf({ ...file, k1: hashOf('m=19456,t=2,p=16') })).toBe('transfer/limits')
    const keys = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, file.k1]))
    expect(await stateOf({ ...file, ...keys })).toBe('transfer/limits')
    // No Argon2 has so little memory: nothing to check by.
    expect(await stateOf({ ...file, k1: hashOf('m=1,t=2,p=1') })).toBe('locked')
  })

  test('stops between its steps when it is told to', async () => {
    const opened = await openLocked(await written(record()))
    expect(await outcomeOf(() => opened.unlock(password, { signal: AbortSignal.abort() }))).toBe('transfer/cancelled')
  })

  test('a file that is changed anywhere comes to an end', async () => {
    const file = await written(record())
    await fc.assert(
      fc.asyncProperty(mutatedJson(file), (changed) => expectAnEnd(changed, password)),
      { numRuns: Math.ceil(mutationRuns / 10) },
    )
  })
})

test('a file that is changed anywhere comes to an end', async () => {
  const file = store(record(), { hash: 'x', encrypted: true, secret: salted('JBSWY3DP') })
  const many = { numRuns: mutationRuns }
  await fc.assert(
    fc.asyncProperty(mutatedJson(file), (changed) => expectAnEnd(changed, password)),
    many,
  )
  await fc.assert(
    fc.asyncProperty(mutatedBytes(new TextEncoder().encode(JSON.stringify(file))), (bytes) =>
      expectAnEnd(bytes, password),
    ),
    many,
  )
})

const files = exportFixtures('authenticator-extension').filter(({ name }) => name.includes('json'))

describe.skipIf(files.length === 0)('files of the app itself', () => {
  test.each(files.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    const opened = await openFixture(fixture)
    expectAccounts(fixture, opened)
    expect(opened.format).toBe('authenticator-extension')
    if (!fixture.encrypted) return
    expect(await outcomeOf(() => openFixture({ ...fixture, passphrase: 'wrong' }))).toBe('transfer/wrong-password')
  })
})
