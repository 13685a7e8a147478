import { createCipheriv, pbkdf2Sync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exportFixtures, expectAccounts, openFixture } from '../../../support/fixtures.ts'
import {
  expectAnEnd,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openLocked,
  openPlain,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const secret = 'JBSWY3DPEHPK3PXP'
const password = 'copper lantern'

function preferences(lists: { readonly authenticator?: unknown; readonly authy?: unknown }): string {
  const escape = (value: unknown) =>
    (typeof value === 'string' ? value : JSON.stringify(value))
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;')
  const strings = Object.entries(lists).map(
    ([name, list]) => `<string name="com.authy.storage.tokens.${name}.key">${escape(list)}</string>`,
  )
  return `<?xml version='1.0' encoding='utf-8' standalone='yes' ?><map><int name="key_version" value="121" />${strings.join('')}</map>`
}

const token = {
  accountType: 'authenticator',
  decryptedSecret: secret,
  digits: 7,
  logo: 'GitHub',
  originalIssuer: 'GitHub',
  originalName: 'GitHub:ada',
  timestamp: 1_608_374_963,
  name: 'GitHub: ada',
}

const { decryptedSecret: _secret, ...unsealed } = token

/** How Authy encrypts a secret, as both kinds of files have it. */
function seal(
  text: string,
  { salt = 'z01fjH2vyzYks49n', rounds = 1000, iv = Buffer.alloc(16), by = password } = {},
): string {
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(by, salt, rounds, 32, 'sha1'), iv)
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('base64')
}

const sealedToken = { ...unsealed, encryptedSecret: seal(secret), salt: 'z01fjH2vyzYks49n' }

const dumped = {
  account_type: 'authenticator',
  name: 'GitHub: ada',
  original_name: 'GitHub:ada',
  issuer: 'GitHub',
  digits: 6,
  encrypted_seed: seal(secret, { rounds: 2000 }),
  salt: 'z01fjH2vyzYks49n',
  key_derivation_iterations: 2000,
  unique_iv: null,
}

const onlyOf = async (...authenticator: readonly unknown[]) =>
  onlyAccount(await openPlain(preferences({ authenticator })))

test('a token comes with all that can be kept', async () => {
  expect((await openPlain(preferences({ authenticator: [token] }))).format).toBe('authy')
  expect(await onlyOf(token)).toEqual({
    type: 'totp',
    secret,
    algorithm: 'SHA1',
    digits: 7,
    period: 30,
    issuer: 'GitHub',
    account: 'ada',
    dropped: ['icon'],
  })
})

test.each([
  [{ name: 'GitHub - ada' }, { issuer: 'GitHub', account: 'ada' }],
  [{ name: 'github:ada' }, { issuer: 'GitHub', account: 'ada' }],
  [{ name: 'ada' }, { issuer: 'GitHub', account: 'ada' }],
  [{ name: 'GitHub' }, { issuer: 'GitHub', account: 'ada' }],
  [
    { name: 'GitHub', originalName: null },
    { issuer: 'GitHub', account: '' },
  ],
  [{ name: 'GitHubber' }, { issuer: 'GitHub', account: 'GitHubber' }],
  [{ name: null }, { issuer: 'GitHub', account: 'ada' }],
  [{ originalIssuer: null }, { issuer: 'GitHub', account: 'ada' }],
  [
    { originalIssuer: null, originalName: null, name: 'Old Bank - ada' },
    { issuer: 'Old Bank', account: 'ada' },
  ],
  [
    { originalIssuer: null, originalName: null, name: 'Old Bank: a - b' },
    { issuer: 'Old Bank', account: 'a - b' },
  ],
  [
    { originalIssuer: null, originalName: null, name: 'ada' },
    { issuer: '', account: 'ada' },
  ],
])('of a token with %j, the names are %j', async (members, names) => {
  expect(await onlyOf({ ...token, ...members })).toMatchObject(names)
})

test('a name that was typed over is told', async () => {
  expect(await onlyOf({ ...token, name: 'countess' })).toMatchObject({
    account: 'countess',
    dropped: ['icon', 'previous-name'],
  })
})

test("Authy's own tokens have seven digits and ten seconds, and hexadecimal secrets", async () => {
  const own = { name: 'Old Exchange', secretSeed: '48656c6c6f' }
  expect(onlyAccount(await openPlain(preferences({ authenticator: '', authy: [own] })))).toMatchObject({
    secret: 'JBSWY3DP',
    algorithm: 'SHA1',
    digits: 7,
    period: 10,
    issuer: '',
    account: 'Old Exchange',
  })
})

test('encrypted secrets open with their password, after a wrong one', async () => {
  const locked = await openLocked(preferences({ authenticator: [sealedToken, token] }))
  expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
  expect(await outcomeOf(() => locked.unlock(password, { signal: AbortSignal.abort() }))).toBe('transfer/cancelled')
  const opened = await locked.unlock(password)
  expect(outcomesOf(opened)).toEqual(['account', 'account'])
  expect(opened.entries[0]).toEqual(opened.entries[1])
})

test('a secret under another password is reported, as is one that cannot be one', async () => {
  const other = { ...sealedToken, encryptedSecret: seal(secret, { by: 'another' }) }
  // Opens, and what is inside is no base32.
  const noise = { ...sealedToken, encryptedSecret: seal('not base32!') }
  const broken = [
    { ...sealedToken, encryptedSecret: 'AAAA' },
    { ...sealedToken, encryptedSecret: '*' },
    { ...sealedToken, salt: null },
    { ...sealedToken, key_derivation_iterations: 0 },
    { ...sealedToken, unique_iv: 'ff' },
    { ...sealedToken, unique_iv: 'xx' },
  ]
  const locked = await openLocked(preferences({ authenticator: [sealedToken, other, noise, ...broken] }))
  expect(outcomesOf(await locked.unlock(password))).toEqual([
    'account',
    'entry/password',
    'entry/password',
    ...broken.map(() => 'entry/malformed'),
  ])
  expect(outcomesOf(await openPlain(preferences({ authenticator: broken })))).toEqual(
    broken.map(() => 'entry/malformed'),
  )
})

test('records that are no accounts are reported one by one', async () => {
  const opened = await openPlain(
    preferences({ authenticator: [{ ...token, digits: 'x' }, unsealed, null, { ...token, decryptedSecret: '1890' }] }),
  )
  expect(outcomesOf(opened)).toEqual([
    'otp/invalid-digits',
    'otp/missing-secret',
    'entry/malformed',
    'otp/invalid-secret',
  ])
  expect(opened.entries[0]).toMatchObject({ label: 'GitHub: ada', text: expect.stringContaining('"digits":"x"') })
})

describe('what other tools fetch from the service', () => {
  test('opens with the rounds that each token names', async () => {
    const rounds = { ...dumped, encrypted_seed: seal(secret), key_derivation_iterations: null }
    const iv = Buffer.alloc(16, 7)
    const unique = { ...dumped, encrypted_seed: seal(secret, { rounds: 2000, iv }), unique_iv: iv.toString('hex') }
    const locked = await openLocked({ authenticator_tokens: [dumped, rounds, unique], success: true })
    expect(locked.format).toBe('authy')
    expect(outcomesOf(await locked.unlock(password))).toEqual(['account', 'account', 'account'])
  })

  test('is read as it is when a tool has decrypted it', async () => {
    const { encrypted_seed: _seed, ...rest } = dumped
    const file = { message: 'success', decrypted_authenticator_tokens: [{ ...rest, decrypted_seed: secret }] }
    expect(onlyAccount(await openPlain(file))).toMatchObject({ issuer: 'GitHub', account: 'ada', secret })
  })

  test('is refused before any work where it asks for more than any service', async () => {
    const greedy = { ...dumped, key_derivation_iterations: 1_000_001 }
    expect(await stateOf({ authenticator_tokens: [greedy] })).toBe('transfer/limits')
    const many = Array.from({ length: 101 }, () => ({ ...dumped, key_derivation_iterations: 1_000_000 }))
    expect(await stateOf({ authenticator_tokens: many })).toBe('transfer/limits')
  })
})

test('a file without its list is damaged', async () => {
  expect(await stateOf({ authenticator_tokens: null })).toBe('transfer/damaged')
  expect(await stateOf(preferences({ authenticator: '[{' }))).toBe('transfer/damaged')
})

test('whatever the members of preferences are, they are opened or refused', async () => {
  const mutated = mutatedJson([sealedToken, token])
  await fc.assert(
    fc.asyncProperty(mutated, (list) => expectAnEnd(preferences({ authenticator: list ?? null }), password)),
    { numRuns: mutationRuns },
  )
}, 120_000)

test('whatever the members of a dump are, it is opened or refused', async () => {
  const dump = { authenticator_tokens: [{ ...dumped, encrypted_seed: seal(secret), key_derivation_iterations: 1000 }] }
  await fc.assert(
    fc.asyncProperty(mutatedJson(dump), (file) => expectAnEnd(file, password)),
    { numRuns: mutationRuns },
  )
}, 120_000)

const fixtures = exportFixtures('authy')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
    if (!fixture.encrypted) return
    expect(await outcomeOf(() => openFixture({ ...fixture, passphrase: 'wrong' }))).toBe('transfer/wrong-password')
  })
})

describe('the names of a token', () => {
  const none = { name: undefined, originalName: undefined, originalIssuer: undefined }
  const named = async (change: object) => {
    const read = await openPlain(preferences({ authenticator: [{ ...token, logo: undefined, ...change }] }))
    const { issuer, account, dropped } = onlyAccount(read)
    return [issuer, account, ...dropped]
  }

  test.each([
    [{ name: 'GitHub  -  ada' }, ['GitHub', 'ada']],
    [{ name: 'github : ada' }, ['GitHub', 'ada']],
    [{ name: 'GitHub ' }, ['GitHub', 'ada']],
    [{ name: ' My work ' }, ['GitHub', 'My work', 'previous-name']],
    [{ name: 'GitHub: ada: two - three' }, ['GitHub', 'ada: two - three', 'previous-name']],
    [{ name: 'GitHub-ada' }, ['GitHub', 'GitHub-ada', 'previous-name']],
    [{ originalName: 'GitHub' }, ['GitHub', 'ada']],
    [{ logo: 'GitHub' }, ['GitHub', 'ada', 'icon']],
    [{ ...none, name: 'Forge - ada' }, ['Forge', 'ada']],
    [{ ...none, name: 'F - ada' }, ['F', 'ada']],
    [{ ...none, name: 'ada' }, ['', 'ada']],
    [{ ...none, name: 'bob', originalName: 'ada' }, ['', 'bob', 'previous-name']],
    [{ ...none, originalName: 'Forge : ada' }, ['Forge', 'ada']],
    [{ ...none, name: 'Forge: ada', originalName: 'Forge:ada' }, ['Forge', 'ada']],
    [{ ...none, name: 'bob', original_name: 'Forge:ada' }, ['Forge', 'bob', 'previous-name']],
    [{ ...none, name: 'Forge: ada', issuer: 'Forge' }, ['Forge', 'ada']],
  ])('of %j are read as people mean them', async (change, expected) => {
    expect(await named(change)).toEqual(expected)
  })

  test.each([
    [{ ...none, originalName: 'Forge:ada' }, 'Forge:ada'],
    [{ ...none, original_name: 'Forge:ada' }, 'Forge:ada'],
    [none, ''],
  ])('of %j are in the report, where the secret cannot be read', async (change, label) => {
    const read = await openPlain(preferences({ authenticator: [{ ...token, ...change, decryptedSecret: '0' }] }))
    expect(read.entries).toMatchObject([{ outcome: 'unreadable', label }])
  })
})
