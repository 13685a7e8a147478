import { createCipheriv, createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exportFixtures, expectAccounts, openFixture } from '../../../support/fixtures.ts'
import {
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

const password = 'copper lantern'

const record = {
  base: 16,
  digits: '7',
  iconPath: '',
  isFavorite: true,
  issuer: 'GitHub',
  key: '48656C6C6F21DEADBEEF',
  name: 'ada',
  period: '20',
}

function encrypted(text: string, by: string): string {
  const key = createHash('sha256').update(by).digest()
  const cipher = createCipheriv('aes-256-cbc', key, new Uint8Array(16))
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('base64')
}

const backup = (accounts: unknown, by = password) =>
  encrypted(JSON.stringify({ [JSON.stringify(accounts)]: 1_608_374_963 }), by)

const preferences = (list: string) =>
  `<?xml version='1.0' encoding='utf-8'?><map><boolean name="a" value="true" /><string name="STATIC_TOTP_CODES_LIST">${list.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}</string></map>`

const unlocked = async (...accounts: readonly unknown[]) => (await openLocked(backup(accounts))).unlock(password)

test('an account comes with all that can be kept', async () => {
  const opened = await unlocked(record)
  expect(opened.format).toBe('totp-authenticator')
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA1',
    digits: 7,
    period: 20,
    issuer: 'GitHub',
    account: 'ada',
    pinned: true,
    dropped: [],
  })
})

test('a backup without a password of its own opens by itself', async () => {
  expect(outcomesOf(await openPlain(backup([record], 'TotpAuthenticator')))).toEqual(['account'])
})

test('a wrong password is told, and another try is free', async () => {
  const locked = await openLocked(backup([record]))
  expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
  expect(outcomesOf(await locked.unlock(password))).toEqual(['account'])
})

test('what opens and is no backup was opened with another password', async () => {
  for (const text of [
    '{"not a list, nor is it": 1}',
    '["a list, but where is the time?"]',
    'noise, and nothing but noise',
  ]) {
    const locked = await openLocked(encrypted(text, password))
    expect(await outcomeOf(() => locked.unlock(password))).toBe('transfer/wrong-password')
  }
})

test('empty parameters have their defaults, and "Unknown" is no issuer', async () => {
  const account = onlyAccount(await unlocked({ ...record, digits: '', period: '', issuer: 'Unknown' }))
  expect(account).toMatchObject({ digits: 6, period: 30, issuer: '', account: 'ada' })
})

test.each([
  [{ base: 16, key: '48656c6c6f' }, 'JBSWY3DP'],
  [{ base: '32', key: 'jbsw y3dp' }, 'JBSWY3DP'],
  [{ base: 64, key: 'SGVsbG8=' }, 'JBSWY3DP'],
])('the encoding of a key is what %j says', async (members, secret) => {
  expect(onlyAccount(await unlocked({ ...record, ...members })).secret).toBe(secret)
})

test('pictures and headings are told', async () => {
  const account = onlyAccount(await unlocked({ ...record, iconPath: '/x.png', accountHeaderLabel: 'Work' }))
  expect(account.dropped).toEqual(['icon', 'other-fields'])
})

test('records that are no accounts are reported one by one', async () => {
  const opened = await unlocked(
    { ...record, base: undefined },
    { ...record, base: 58 },
    { ...record, key: undefined },
    { ...record, key: 'xyz' },
    { ...record, base: 64, key: '*' },
    { ...record, digits: 'six' },
    { ...record, period: '-1' },
    [],
  )
  expect(outcomesOf(opened)).toEqual([
    'entry/malformed',
    'entry/malformed',
    'otp/missing-secret',
    'otp/invalid-secret',
    'otp/invalid-secret',
    'otp/invalid-digits',
    'otp/invalid-period',
    'entry/malformed',
  ])
  expect(opened.entries[5]).toMatchObject({ label: 'GitHub: ada', text: expect.stringContaining('"six"') })
})

test('the preferences of a telephone have the same list', async () => {
  expect(outcomesOf(await openPlain(preferences(JSON.stringify([record, record]))))).toEqual(['account', 'account'])
  expect(await stateOf(preferences('{}'))).toBe('transfer/damaged')
})

test('base64 that is no whole number of blocks is not recognised', async () => {
  expect(await stateOf(backup([record]).slice(0, -24))).toBe('transfer/unrecognised')
})

test('whatever its members are, a file is opened or refused', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedJson([record, record]), (accounts) => expectAnEnd(backup(accounts ?? null), password)),
    { numRuns: mutationRuns },
  )
}, 120_000)

test('whatever its bytes are, a file is opened or refused', async () => {
  const file = new TextEncoder().encode(backup([record]))
  await fc.assert(
    fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes, password)),
    { numRuns: mutationRuns },
  )
}, 120_000)

const fixtures = exportFixtures('totp-authenticator')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
    if (!fixture.encrypted) return
    expect(await outcomeOf(() => openFixture({ ...fixture, passphrase: 'wrong' }))).toBe('transfer/wrong-password')
  })
})
