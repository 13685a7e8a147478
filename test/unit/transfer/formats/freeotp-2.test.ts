import { createCipheriv, pbkdf2Sync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { javaMap } from '../../../support/java-map.ts'
import { exportFixtures, expectAccounts, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedBytes,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openLocked,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const password = 'copper lantern'
const salt = Buffer.alloc(32, 0x9c)
const master = Buffer.alloc(32, 0x5a)
const secret = Buffer.from([0x80, 0x0f, 0xff])

/** As Gson writes an array of bytes. */
const signed = (bytes: Uint8Array) => [...new Int8Array(bytes)]

interface SealOptions {
  readonly token?: string
  /** What Android 6 leaves out: the sequence and the length of the tag. */
  readonly bare?: boolean
}

function seal(key: Uint8Array, plaintext: Uint8Array, { token = 'AES', bare = false }: SealOptions = {}) {
  const nonce = Buffer.alloc(12, 0xe1)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(token))
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  const octets = [0x04, 0x0c, ...nonce]
  const der = bare ? octets : [0x30, 0x11, ...octets, 0x02, 0x01, 0x10]
  return {
    mCipher: 'AES/GCM/NoPadding',
    mCipherText: signed(ciphertext),
    mParameters: signed(Buffer.from(der)),
    mToken: token,
  }
}

function masterKey({ bare = false, digest = 'sha512', rounds = 1000 } = {}) {
  const key = pbkdf2Sync(password, salt, rounds, 32, digest)
  return {
    mAlgorithm: `PBKDF2withHmac${digest.toUpperCase()}`,
    mEncryptedKey: seal(key, master, { bare }),
    mIterations: rounds,
    mSalt: signed(salt),
  }
}

const sealedSecret = (options: SealOptions = { token: 'HmacSHA1' }) => ({
  key: JSON.stringify(seal(master, secret, options)),
})

const token = {
  algo: 'SHA256',
  digits: 8,
  issuerExt: 'GitHub',
  issuerInt: 'GitHub',
  label: 'ada',
  period: 60,
  type: 'TOTP',
}

/** The texts that the preferences have. */
function texts(members: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, string>> {
  const all = { masterKey: masterKey(), 'uuid-1': sealedSecret(), 'uuid-1-token': token, ...members }
  const present = Object.entries(all).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    present.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}

const backup = (members?: Readonly<Record<string, unknown>>) => javaMap(texts(members))

async function unlocked(members?: Readonly<Record<string, unknown>>) {
  return (await openLocked(backup(members))).unlock(password)
}

test('a token comes with all that can be kept', async () => {
  const opened = await unlocked({ tokenOrder: ['uuid-0', 'uuid-1'] })
  expect(opened.format).toBe('freeotp-2')
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'QAH76',
    algorithm: 'SHA256',
    digits: 8,
    period: 60,
    issuer: 'GitHub',
    account: 'ada',
    order: 1,
    dropped: [],
  })
})

test('a wrong password is told, and another try is free', async () => {
  const locked = await openLocked(backup())
  expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
  expect(await outcomeOf(() => locked.unlock('\ud800'))).toBe('transfer/wrong-password')
  expect(outcomesOf(await locked.unlock(password))).toEqual(['account'])
})

test('the parameters of Android 6 and its hash are read, too', async () => {
  const bare = sealedSecret({ token: 'HmacSHA1', bare: true })
  const opened = await unlocked({ masterKey: masterKey({ bare: true, digest: 'sha1' }), 'uuid-1': bare })
  expect(outcomesOf(opened)).toEqual(['account'])
})

test('every member of a token but its label may be missing', async () => {
  expect(onlyAccount(await unlocked({ 'uuid-1-token': { label: 'ada', type: 'TOTP' } }))).toMatchObject({
    issuer: '',
    account: 'ada',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
  })
})

test('a counter is that of the next code', async () => {
  const hotp = { ...token, type: 'HOTP', counter: 10 }
  expect(onlyAccount(await unlocked({ 'uuid-1-token': hotp }))).toMatchObject({ type: 'hotp', counter: 10 })
})

test('names are typed over in their own place here; what is left of older versions does not count', async () => {
  const renamed = { ...token, issuerExt: 'Work', issuerAlt: 'Older', labelAlt: 'older', color: 'ff0000', image: 'x' }
  expect(onlyAccount(await unlocked({ 'uuid-1-token': renamed }))).toMatchObject({
    issuer: 'Work',
    account: 'ada',
    otherIssuer: 'GitHub',
    dropped: ['icon', 'colour'],
  })
})

test('Steam is an issuer', async () => {
  const steam = { label: 'ada', issuerExt: 'Steam', type: 'TOTP' }
  expect(onlyAccount(await unlocked({ 'uuid-1-token': steam }))).toMatchObject({ type: 'steam', digits: 5 })
})

test('tokens and keys that are no accounts are reported one by one, with the secret where it is known', async () => {
  const opened = await unlocked({
    'uuid-1-token': undefined,
    'uuid-2-token': token,
    'uuid-3': { key: JSON.stringify(seal(salt, secret, { token: 'HmacSHA1' })) },
    'uuid-3-token': token,
    'uuid-4': { key: 'no JSON' },
    'uuid-4-token': token,
    'uuid-5': sealedSecret(),
    'uuid-5-token': { ...token, algo: 'SHA384' },
  })
  const outcomes = ['entry/malformed', 'otp/missing-secret', 'entry/password', 'entry/malformed']
  expect(outcomesOf(opened)).toEqual([...outcomes, 'otp/unsupported-algorithm'])
  expect(opened.entries[0]).toMatchObject({ text: expect.stringContaining('"secret":[128,15,255]') })
  expect(opened.entries[4]).toMatchObject({ label: 'GitHub: ada' })
})

test('text is read as Java writes it: U+0000 in two bytes, surrogates by themselves, anything long', async () => {
  const label = `Z\u00fcrich \u20ac \ud83d\udd11`
  const long = JSON.stringify([...Array.from({ length: 9000 }, () => 'uuid-0'), 'uuid-1'])
  expect(long.length).toBeGreaterThan(65_535)
  const { entries } = await unlocked({ 'uuid-1-token': { ...token, label }, tokenOrder: long, '\0\ufeff': '{}' })
  expect(entries.flatMap((entry) => (entry.outcome === 'account' ? [accountOf(entry)] : []))).toEqual([
    expect.objectContaining({ account: label, order: 9000 }),
  ])
})

test('strings that come again are references', async () => {
  const { masterKey: own = '', 'uuid-1': key = '', 'uuid-1-token': text = '' } = texts()
  // The class is 0 and the map 1; the strings follow.
  const file = javaMap([
    ['masterKey', own],
    ['uuid-1', key],
    ['uuid-1-token', text],
    ['uuid-2', { handle: 5 }],
    ['uuid-2-token', { handle: 7 }],
  ])
  expect(outcomesOf(await (await openLocked(file)).unlock(password))).toEqual(['account', 'account'])
  for (const handle of [0, 1, 99]) {
    expect(
      await stateOf(
        javaMap([
          ['masterKey', own],
          ['a', { handle }],
        ]),
      ),
    ).toBe('transfer/damaged')
  }
})

test('references that make much of little are not followed', async () => {
  const long = 'x'.repeat(60_000)
  const names = Array.from({ length: 50 }, (_, index): [string, { handle: number }] => [`n${index}`, { handle: 3 }])
  expect(await stateOf(javaMap([['a', long], ...names]))).toBe('transfer/damaged')
})

test.each([
  ['no master key', { masterKey: undefined }, 'transfer/damaged'],
  ['a master key that is no JSON', { masterKey: '{' }, 'transfer/damaged'],
  ['no salt', { masterKey: { ...masterKey(), mSalt: 'AAAA' } }, 'transfer/damaged'],
  ['no rounds', { masterKey: { ...masterKey(), mIterations: 0 } }, 'transfer/damaged'],
  ['too many rounds', { masterKey: { ...masterKey(), mIterations: 1_000_001 } }, 'transfer/limits'],
  ['another hash', { masterKey: { ...masterKey(), mAlgorithm: 'PBKDF2withHmacMD5' } }, 'transfer/unsupported'],
  ['a key of another length', { masterKey: { ...masterKey(), mEncryptedKey: seal(salt, secret) } }, 'transfer/damaged'],
])('a file with %s is refused', async (_what, members, code) => {
  expect(await stateOf(backup(members))).toBe(code)
})

test('what is not that one map is damaged', async () => {
  const file = backup()
  const changed = (at: number, byte: number) => Uint8Array.from(file, (each, place) => (place === at ? byte : each))
  expect(await stateOf(file.subarray(0, -20))).toBe('transfer/damaged')
  expect(await stateOf(file.subarray(0, 10))).toBe('transfer/damaged')
  // The kind of object, and a letter of the class's name.
  expect(await stateOf(changed(4, 0x75))).toBe('transfer/damaged')
  expect(await stateOf(changed(10, 0x78))).toBe('transfer/damaged')
  expect(await stateOf(javaMap({}, { count: 200_001 }))).toBe('transfer/too-many')
})

test('whatever its bytes are, a file is opened or refused', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedBytes(backup()), (bytes) => expectAnEnd(bytes, password)),
    { numRuns: mutationRuns },
  )
}, 120_000)

test('whatever its members are, a file is opened or refused', async () => {
  const members = { masterKey: masterKey(), 'uuid-1': sealedSecret(), 'uuid-1-token': token, tokenOrder: ['uuid-1'] }
  const hostile = mutatedJson(members).map((value) => backup({ ...members, ...Object(value) }))
  await fc.assert(
    fc.asyncProperty(hostile, (bytes) => expectAnEnd(bytes, password)),
    { numRuns: mutationRuns },
  )
}, 120_000)

const fixtures = exportFixtures('freeotp').filter(({ encrypted }) => encrypted)

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
    expect(await outcomeOf(() => openFixture({ ...fixture, passphrase: 'wrong' }))).toBe('transfer/wrong-password')
  })
})
