import { createCipheriv, pbkdf2Sync } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exportFixtures, expectAccounts, openFixture } from '../../../support/fixtures.ts'
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
import { nodeArgon2id } from '../../../support/kdf.ts'
import { outcomeOf } from '../../../support/outcome.ts'
import database from '../../../vectors/stratum/database.json'

const secret = 'JBSWY3DPEHPK3PXP'
const password = 'copper lantern'

const totp = {
  Type: 2,
  Icon: 'github',
  Issuer: 'GitHub',
  Username: 'ada',
  Secret: secret,
  Pin: null,
  Algorithm: 1,
  Digits: 8,
  Period: 60,
  Counter: 0,
  Ranking: 4,
  CopyCount: 7,
}

const backup = (...authenticators: readonly unknown[]) => ({
  Authenticators: authenticators,
  Categories: [
    { Id: '00040bab', Name: 'Work', Ranking: 0 },
    { Id: 'fff5a7e2', Name: 'Banking', Ranking: 1 },
  ],
  AuthenticatorCategories: [
    { CategoryId: 'fff5a7e2', AuthenticatorSecret: secret, Ranking: 0 },
    { CategoryId: '00040bab', AuthenticatorSecret: secret, Ranking: 0 },
    { CategoryId: 'gone', AuthenticatorSecret: secret, Ranking: 0 },
  ],
  CustomIcons: [{ Id: '5aec08af', Data: '' }],
})

const utf8 = (text: string) => new TextEncoder().encode(text)

async function sealed(content: unknown): Promise<Uint8Array> {
  const salt = new Uint8Array(16).fill(3)
  const nonce = new Uint8Array(12).fill(5)
  const argon2 = await nodeArgon2id()
  const key = await argon2(utf8(password), { name: 'argon2id', v: 19, m: 65_536, t: 3, p: 4, salt })
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const ciphertext = [cipher.update(JSON.stringify(content)), cipher.final(), cipher.getAuthTag()]
  return Uint8Array.from(Buffer.concat([utf8('AUTHENTICATORPRO'), salt, nonce, ...ciphertext]))
}

function sealedLegacy(content: unknown): Uint8Array {
  const salt = new Uint8Array(20).fill(3)
  const iv = new Uint8Array(16).fill(5)
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, salt, 64_000, 32, 'sha1'), iv)
  const ciphertext = [cipher.update(JSON.stringify(content)), cipher.final()]
  return Uint8Array.from(Buffer.concat([utf8('AuthenticatorPro'), salt, iv, ...ciphertext]))
}

test('an account comes with all that can be kept', async () => {
  const opened = await openPlain(backup(totp))
  expect(opened.format).toBe('stratum')
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret,
    algorithm: 'SHA256',
    digits: 8,
    period: 60,
    issuer: 'GitHub',
    account: 'ada',
    tags: ['Banking', 'Work'],
    order: 4,
    useCount: 7,
    dropped: ['icon'],
  })
})

test('members that are missing or null have their defaults', async () => {
  const least = { Type: 2, Icon: null, Username: null, Secret: 'MFRGG' }
  expect(onlyAccount(await openPlain(backup(least)))).toEqual({
    type: 'totp',
    secret: 'MFRGG',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: '',
    account: '',
    dropped: [],
  })
})

test.each([
  [
    { Type: 1, Counter: 41 },
    { type: 'hotp', counter: 41 },
  ],
  [
    { Type: 3, Secret: 'e3152afee62599c8', Pin: '1234' },
    { type: 'motp', secret: '4MKSV7XGEWM4Q', pin: '1234' },
  ],
  [
    { Type: 4, Digits: 5 },
    { type: 'steam', digits: 5 },
  ],
  [
    { Type: 5, Secret: 'LA2V6KMCGYMWWVEW64RNP3JA3I', Pin: '7586' },
    { type: 'yandex', pin: '7586' },
  ],
  [{ Algorithm: 2 }, { algorithm: 'SHA512' }],
])('an account with %j comes with %j', async (members, expected) => {
  expect(onlyAccount(await openPlain(backup({ ...totp, ...members })))).toMatchObject(expected)
})

test('accounts that share a secret share its categories', async () => {
  const { entries } = await openPlain(backup(totp, { ...totp, Username: 'grace' }, { ...totp, Secret: 'MFRGG' }))
  expect(entries.map(accountOf).map(({ tags }) => tags)).toEqual([['Banking', 'Work'], ['Banking', 'Work'], undefined])
})

test('records that are no accounts are reported one by one', async () => {
  const opened = await openPlain(
    backup(
      totp,
      { ...totp, Type: 9 },
      { ...totp, Type: undefined },
      { ...totp, Algorithm: 3 },
      { ...totp, Secret: null },
      { ...totp, Secret: '1890' },
      { ...totp, Type: 3, Secret: 'no hex' },
      'GitHub',
    ),
  )
  expect(outcomesOf(opened)).toEqual([
    'account',
    'otp/unsupported-type',
    'otp/unsupported-type',
    'otp/unsupported-algorithm',
    'otp/missing-secret',
    'otp/invalid-secret',
    'otp/invalid-secret',
    'entry/malformed',
  ])
  expect(opened.entries[1]).toMatchObject({ label: 'GitHub: ada', text: expect.stringContaining('"Type":9') })
})

test('an account has a hundred tags at most, however many categories its secret is in', async () => {
  const accounts = Array.from({ length: 5000 }, () => totp)
  const bindings = Array.from({ length: 5000 }, (_, place) => ({ CategoryId: `${place}`, AuthenticatorSecret: secret }))
  const categories = bindings.map(({ CategoryId }) => ({ Id: CategoryId, Name: `tag ${CategoryId}` }))
  const file = { Authenticators: accounts, Categories: categories, AuthenticatorCategories: bindings }
  const [first] = (await openPlain(file)).entries
  expect(first && accountOf(first).tags).toHaveLength(100)
})

test('a file without its list is damaged', async () => {
  expect(await stateOf({ Authenticators: 'none' })).toBe('transfer/damaged')
})

test("the app's own database has the same in its tables", async () => {
  const opened = await openPlain(new Uint8Array(gunzipSync(Buffer.from(database.gzip, 'base64'))))
  expect(opened.format).toBe('stratum')
  expect(opened.remarks).toEqual(['journal-missing'])
  expect(outcomesOf(opened)).toEqual(['account', 'account', 'otp/unsupported-type'])
  expect(opened.entries[0]).toMatchObject({
    account: { issuer: 'GitHub', account: 'ada', algorithm: 'SHA256', digits: 8, period: 60, tags: ['Work'], order: 4 },
  })
  expect(opened.entries[1]).toMatchObject({ account: { type: 'hotp', counter: 41, account: '' }, dropped: ['icon'] })
  expect(opened.entries[2]).toMatchObject({ label: 'Strange: x', text: expect.stringContaining('"secret":"MFRGH"') })
})

describe('an encrypted backup', () => {
  test('opens with its password, after a wrong one', async () => {
    const locked = await openLocked(await sealed(backup(totp)))
    expect(locked.memoryBytes).toBeUndefined()
    expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
    expect(onlyAccount(await locked.unlock(password))).toMatchObject({ issuer: 'GitHub', tags: ['Banking', 'Work'] })
  })

  test('that is authentic and no backup is damaged', async () => {
    expect(await outcomeOf(async () => (await openLocked(await sealed([totp]))).unlock(password))).toBe(
      'transfer/damaged',
    )
  })

  test('that is cut off is damaged before a password is asked for, where that can be seen', async () => {
    const file = await sealed(backup(totp))
    expect(await stateOf(file.subarray(0, 59))).toBe('transfer/damaged')
    expect(await stateOf(file.subarray(0, 16))).toBe('transfer/damaged')
    expect(await stateOf(file.subarray(0, -1))).toBe('locked')
  })

  test('is given up when it is no longer wanted', async () => {
    const locked = await openLocked(await sealed(backup(totp)))
    const signal = AbortSignal.abort()
    expect(await outcomeOf(() => locked.unlock(password, { signal }))).toBe('transfer/cancelled')
  })
})

describe('an encrypted backup of the older kind', () => {
  const file = sealedLegacy(backup(totp))

  test('opens with its password, after a wrong one', async () => {
    const locked = await openLocked(file)
    expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
    expect(onlyAccount(await locked.unlock(password))).toMatchObject({ issuer: 'GitHub' })
  })

  test('that opens with another content is damaged', async () => {
    const locked = await openLocked(sealedLegacy({ Categories: [] }))
    expect(await outcomeOf(() => locked.unlock(password))).toBe('transfer/damaged')
  })

  test('that is no whole number of blocks is damaged', async () => {
    expect(await stateOf(file.subarray(0, -1))).toBe('transfer/damaged')
    expect(await stateOf(file.subarray(0, 52))).toBe('transfer/damaged')
  })

  test('whatever its bytes are, is opened or refused', async () => {
    await fc.assert(
      fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes, password)),
      { numRuns: mutationRuns / 5 },
    )
  }, 120_000)
})

test('whatever its members are, a file is opened or refused', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedJson(backup(totp, { ...totp, Type: 1 })), (file) => expectAnEnd(file)),
    { numRuns: mutationRuns },
  )
}, 120_000)

const fixtures = exportFixtures('stratum').filter(({ name }) => !/html|uri-txt/.test(name))

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
    if (!fixture.encrypted) return
    expect(await outcomeOf(() => openFixture({ ...fixture, passphrase: 'wrong' }))).toBe('transfer/wrong-password')
  })
})
