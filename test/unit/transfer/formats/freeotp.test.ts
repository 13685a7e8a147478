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
  openPlain,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'

/** 80 0F FF as Java has it. */
const secret = [-128, 15, -1]
const secretText = 'QAH76'

const hotp = {
  algo: 'SHA256',
  counter: 9,
  digits: 8,
  issuerExt: 'Old Bank',
  issuerInt: 'Old Bank',
  label: 'ada',
  period: 60,
  secret,
  type: 'HOTP',
}

const totp = { ...hotp, counter: 0, issuerExt: 'GitHub', issuerInt: 'GitHub', type: 'TOTP' }

const backup = (...tokens: readonly unknown[]) => ({ tokenOrder: ['GitHub:ada', 'Old Bank:ada'], tokens })

const preferences = (entries: Readonly<Record<string, string>>) => {
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const strings = Object.entries(entries).map(
    ([name, text]) => `<string name="${escape(name)}">${escape(text)}</string>`,
  )
  return `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n${strings.join('\n')}\n</map>\n`
}

test('a time-based token comes with all that can be kept', async () => {
  const opened = await openPlain(backup(totp))
  expect(opened.format).toBe('freeotp-plus')
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: secretText,
    algorithm: 'SHA256',
    digits: 8,
    period: 60,
    issuer: 'GitHub',
    account: 'ada',
    order: 0,
    dropped: [],
  })
})

test('a counter is that of the last code: the next one follows it', async () => {
  const next = async (counter: unknown) => onlyAccount(await openPlain(backup({ ...hotp, counter }))).counter
  expect(await next(9)).toBe(10)
  expect(await next('9')).toBe(10)
  expect(await next(-1)).toBe(0)
  expect(await next(undefined)).toBe(1)
})

test('the order is that of tokenOrder, whatever the order of the tokens', async () => {
  const unknown = { ...totp, label: 'grace' }
  const { entries } = await openPlain(backup(hotp, { ...totp, issuerInt: '' }, unknown))
  expect(entries.map(accountOf).map(({ order }) => order)).toEqual([1, 0, undefined])
})

test('what was typed over a name is the name', async () => {
  const renamed = { ...totp, issuerAlt: 'Work', labelAlt: 'countess', image: 'content://1' }
  expect(onlyAccount(await openPlain(backup(renamed)))).toMatchObject({
    issuer: 'Work',
    account: 'countess',
    otherIssuer: 'GitHub',
    dropped: ['icon', 'previous-name'],
    order: 0,
  })
})

test('the prefix of the label is the issuer that the app shows; a parameter that differs is told', async () => {
  const account = onlyAccount(await openPlain(backup({ ...totp, issuerExt: 'Contoso', issuerInt: 'Microsoft' })))
  expect(account).toMatchObject({ issuer: 'Contoso', otherIssuer: 'Microsoft' })
  expect(onlyAccount(await openPlain(backup({ ...totp, issuerExt: '' })))).toMatchObject({ issuer: 'GitHub' })
})

test.each([
  [{ issuerExt: 'Steam', digits: 5 }, 'steam'],
  [{ issuerExt: 'Steam', digits: 6 }, 'steam'],
  [{ issuerExt: undefined, issuerInt: 'Steam' }, 'steam'],
  [{ issuerExt: 'STEAM', digits: undefined }, 'steam'],
  [{ issuerExt: 'STEAM', digits: 6 }, 'totp'],
  [{ issuerExt: 'GitHub', digits: 5 }, 'totp'],
  [{ issuerExt: 'Steam', type: 'HOTP', digits: 6 }, 'hotp'],
])('a token with %j is of the type %s', async (members, type) => {
  expect(onlyAccount(await openPlain(backup({ ...totp, ...members }))).type).toBe(type)
})

test('members that are missing have their defaults', async () => {
  expect(onlyAccount(await openPlain(backup({ secret })))).toEqual({
    type: 'totp',
    secret: secretText,
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: '',
    account: '',
    dropped: [],
  })
})

test('tokens that are no accounts are reported one by one', async () => {
  const opened = await openPlain(
    backup(
      totp,
      { ...totp, secret: undefined },
      { ...totp, secret: [] },
      { ...totp, secret: [1, 256] },
      { ...totp, secret: 'JBSWY3DPEHPK3PXP' },
      { ...totp, algo: 'MD5' },
      { ...totp, type: 'motp' },
      { ...hotp, counter: 2 ** 53 - 1 },
      { ...hotp, counter: 'x' },
      null,
    ),
  )
  expect(outcomesOf(opened)).toEqual([
    'account',
    'otp/missing-secret',
    'otp/empty-secret',
    'entry/malformed',
    'entry/malformed',
    'otp/unsupported-algorithm',
    'otp/unsupported-type',
    'otp/invalid-counter',
    'otp/invalid-counter',
    'entry/malformed',
  ])
  expect(opened.entries[5]).toMatchObject({ label: 'GitHub: ada', text: expect.stringContaining('"MD5"') })
})

test('a file without its list of tokens is damaged', async () => {
  expect(await stateOf({ tokenOrder: [], tokens: { 0: totp } })).toBe('transfer/damaged')
})

test('the preferences of a telephone have the same tokens by name', async () => {
  const opened = await openPlain(
    preferences({
      'Old Bank:ada': JSON.stringify(hotp),
      'GitHub:ada': JSON.stringify(totp),
      'odd<': '{"secret',
      'first version': 'otpauth://hotp/Old:bob?secret=JBSWY3DPEHPK3PXP&counter=4',
      tokenOrder: '["GitHub:ada","first version"]',
    }),
  )
  expect(opened.format).toBe('freeotp')
  expect(outcomesOf(opened)).toEqual(['account', 'account', 'entry/malformed', 'account'])
  expect(opened.entries[0]).toMatchObject({ account: { counter: 10, issuer: 'Old Bank' } })
  expect(opened.entries[1]).toMatchObject({ account: { order: 0 } })
  expect(opened.entries[2]).toMatchObject({ label: 'odd<', text: '{"secret' })
  expect(opened.entries[3]).toMatchObject({ account: { counter: 4, issuer: 'Old', account: 'bob', order: 1 } })
})

test('whatever its members are, a file is opened or refused', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedJson(backup(totp, hotp)), (file) => expectAnEnd(file)),
    { numRuns: mutationRuns },
  )
}, 120_000)

test('whatever its bytes are, a preference file is opened or refused', async () => {
  const file = new TextEncoder().encode(preferences({ 'GitHub:ada': JSON.stringify(totp), tokenOrder: '[]' }))
  await fc.assert(
    fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes)),
    { numRuns: mutationRuns },
  )
}, 120_000)

const fixtures = exportFixtures('freeotp', 'freeotp-plus').filter(({ name }) => /v1|json|internal/.test(name))

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})
