import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Account } from '../../../../src/account.ts'
import { createKdf } from '../../../../src/crypto/index.ts'
import { encodeBase64url } from '../../../../src/encoding/index.ts'
import {
  readBackup,
  TransferError,
  writeBackup,
  type BackupAccount,
  type WriteBackupOptions,
} from '../../../../src/transfer/index.ts'
import { anyCharacter } from '../../../support/any-character.ts'
import { bytesOf, runs } from '../../../support/bytes-of.ts'
import { countingRandom } from '../../../support/counting-random.ts'
import { outcomeOf } from '../../../support/outcome.ts'

// The slow hash is not what is tested here: this one is quick, and depends on all that it is given.
const kdf = createKdf({
  argon2id: async (passphrase, { salt, m, t, p }) => {
    const all = Uint8Array.from([...passphrase, ...salt, m & 0xff, t, p])
    return new Uint8Array(await crypto.subtle.digest('SHA-256', all))
  },
})
const clock = { now: () => Date.UTC(2026, 10, 22, 10), monotonic: () => 0 }
const options: WriteBackupOptions = { kdf, clock, argon2: true }
const passphrase = 'correct horse battery stäple'

const account: Account = {
  id: 'AAECAwQFBgcICQoLDA0ODw',
  type: 'totp',
  issuer: 'Issuer',
  account: 'name',
  secret: countingRandom()(20),
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  note: '',
  tags: [],
  pinned: false,
  hidden: false,
  order: 0,
  createdAt: 1,
  updatedAt: 2,
  useCount: 0,
}

async function roundTrip(accounts: readonly BackupAccount[], more: WriteBackupOptions = {}) {
  return readBackup(await writeBackup(accounts, passphrase, { ...options, ...more }), passphrase, { kdf })
}

const text = (maxLength: number) => fc.string({ unit: anyCharacter, maxLength })
const instant = fc.nat({ max: 4_102_444_800_000 })
const parameters = fc.oneof(
  fc.record({
    type: fc.constant('totp' as const),
    algorithm: fc.constantFrom('SHA1' as const, 'SHA256' as const, 'SHA512' as const),
    digits: fc.integer({ min: 4, max: 10 }),
    period: fc.integer({ min: 1, max: 86_400 }),
  }),
  fc.record({
    type: fc.constant('hotp' as const),
    algorithm: fc.constantFrom('SHA1' as const, 'SHA256' as const),
    digits: fc.integer({ min: 4, max: 10 }),
    counter: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  }),
  fc.constant({ type: 'steam', algorithm: 'SHA1', digits: 5, period: 30 } as const),
  fc.constant({ type: 'motp', algorithm: 'SHA1', digits: 6, period: 10, pin: '1234' } as const),
  fc.constant({ type: 'yandex', algorithm: 'SHA256', digits: 8, period: 30, pin: '5678' } as const),
)
const arbitraryAccount: fc.Arbitrary<BackupAccount> = fc
  .tuple(
    parameters,
    fc.record(
      {
        id: bytesOf(16).map(encodeBase64url),
        secret: bytesOf(16, 64),
        issuer: text(60),
        account: text(60),
        note: text(200),
        tags: fc.array(text(20), { maxLength: 5 }),
        pinned: fc.boolean(),
        hidden: fc.boolean(),
        order: fc.double({ noNaN: true, noDefaultInfinity: true }).map((order) => order + 0),
        createdAt: instant,
        updatedAt: instant,
        useCount: fc.nat(),
        icon: fc.record({ service: text(20), letters: text(3) }, { requiredKeys: [] }),
        lastUsedAt: instant,
        deletedAt: instant,
        unknownMembers: fc.constant({ later: [{ x: 1 }] }),
      },
      {
        requiredKeys: [
          ...(['id', 'secret', 'issuer', 'account', 'note', 'tags', 'pinned'] as const),
          ...(['hidden', 'order', 'createdAt', 'updatedAt', 'useCount'] as const),
        ],
      },
    ),
  )
  .map(([code, about]) => ({ ...code, ...about }))

describe('a backup', () => {
  test('gives back every account as it went in', async () => {
    const accounts = fc.uniqueArray(arbitraryAccount, { maxLength: 10, selector: ({ id }) => id })
    await fc.assert(
      fc.asyncProperty(accounts, async (written) => {
        expect((await roundTrip(written)).accounts).toEqual(written)
      }),
      runs,
    )
  })

  test('says when, by what and from which vault it was written', async () => {
    const { accounts: _, ...about } = await roundTrip([account], { vaultId: account.id, epoch: 42 })
    expect(about).toEqual({
      createdAt: clock.now(),
      generator: 'mfa-manager/0.0.0-test',
      vaultId: account.id,
      epoch: 42,
    })
  })

  test('carries settings, kept rows and what a newer version wrote', async () => {
    const more = { settings: { density: 'grid' }, kept: [{ row: [1, null] }, 'x'], unknownMembers: { later: { a: 1 } } }
    expect(await roundTrip([account], more)).toMatchObject(more)
  })

  test('writes back what it does not know, account by account', async () => {
    const unknownMembers = { colour: 'red', deep: { list: [1] } }
    const [back] = (await roundTrip([{ ...account, unknownMembers }])).accounts
    expect(back).toEqual({ ...account, unknownMembers })
  })

  test('lets nothing unknown take the place of what is known', async () => {
    const [back] = (await roundTrip([{ ...account, unknownMembers: { issuer: 'Other', id: 'x' } }])).accounts
    expect(back).toEqual(account)
  })

  test('gives a draft without an id one', async () => {
    const draft = {
      type: 'totp',
      issuer: 'A',
      account: '',
      secret: account.secret,
      algorithm: 'SHA1',
      digits: 6,
    } as const
    const [back] = (
      await readBackup(await writeBackup([draft], passphrase, { ...options, random: countingRandom() }), passphrase, {
        kdf,
      })
    ).accounts
    expect(back).toMatchObject({ id: 'AAECAwQFBgcICQoLDA0ODw', period: 30, note: '', tags: [], createdAt: clock.now() })
  })

  test('does not show in its size how little is in it', async () => {
    const sizes = await Promise.all(
      [[], [account]].map(async (accounts) => (await writeBackup(accounts, passphrase, options)).length),
    )
    expect(new Set(sizes).size).toBe(1)
  })

  test('has a salt, a nonce and a ciphertext of its own each time', async () => {
    const [one, other] = await Promise.all([account, account].map((each) => writeBackup([each], passphrase, options)))
    const parse = (bytes: Uint8Array | undefined) =>
      JSON.parse(new TextDecoder().decode(bytes)) as { kdf: { salt: string }; nonce: string; data: string }
    expect(parse(one).kdf.salt).not.toBe(parse(other).kdf.salt)
    expect(parse(one).nonce).not.toBe(parse(other).nonce)
    expect(parse(one).data).not.toBe(parse(other).data)
  })

  test('is the same bytes again from the same randomness', async () => {
    const write = () => writeBackup([account], passphrase, { ...options, random: countingRandom() })
    expect(await write()).toEqual(await write())
  })

  test('is written with PBKDF2 where Argon2id cannot run, and says so', async () => {
    const bytes = await writeBackup([account], passphrase, { ...options, argon2: false })
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ kdf: { name: 'pbkdf2-sha256', i: 1_000_000 } })
    expect((await readBackup(bytes, passphrase, { kdf })).accounts).toEqual([account])
  })

  test('of 10,000 accounts opens again', { timeout: 60_000 }, async () => {
    const random = countingRandom()
    const accounts = Array.from({ length: 10_000 }, (_, index) => {
      const id = random(16)
      new DataView(id.buffer).setUint32(0, index)
      return { ...account, id: encodeBase64url(id) }
    })
    expect((await roundTrip(accounts)).accounts).toHaveLength(10_000)
  })
})

describe('writeBackup', () => {
  const refusal = async (accounts: readonly BackupAccount[]) => {
    const error: unknown = await writeBackup(accounts, passphrase, options).catch((reason: unknown) => reason)
    return error instanceof TransferError ? [error.code, ...error.reasons] : error
  }

  test('does not write what it would not read', async () => {
    expect(await refusal([account, { ...account, note: 'n'.repeat(10_001) }])).toEqual([
      'backup/payload',
      { account: 1, member: 'note', problem: 'too-long' },
      { account: 1, member: 'id', problem: 'twice' },
    ])
  })

  test('does not write more accounts than it would read', async () => {
    const accounts = Array.from({ length: 50_001 }, () => account)
    expect(await refusal(accounts)).toEqual([
      'backup/payload',
      { account: null, member: 'accounts', problem: 'too-many' },
    ])
  })

  test.each([
    ['', 'crypto/passphrase-empty'],
    ['\ud800', 'crypto/passphrase-ill-formed'],
    ['x'.repeat(1025), 'crypto/passphrase-too-long'],
  ])('refuses the passphrase %j', async (bad, code) => {
    expect(await outcomeOf(() => writeBackup([account], bad, options))).toBe(code)
  })

  test('fault 16: can be cancelled', async () => {
    const cancelled = () => writeBackup([account], passphrase, { ...options, signal: AbortSignal.abort() })
    expect(await outcomeOf(cancelled)).toBe('backup/cancelled')
  })

  test('says where it cannot write a file of any size', { timeout: 60_000 }, async () => {
    const kept = ['x'.repeat(50 * 1024 * 1024)]
    expect(await outcomeOf(() => writeBackup([], passphrase, { ...options, kept }))).toBe('backup/payload')
  })
})
