import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exportFixtures, expectAccounts, openFixture } from '../../../support/fixtures.ts'
import {
  expectAnEnd,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openPlain,
  outcomesOf,
} from '../../../support/foreign-file.ts'

const record = {
  otp_type: 'totp',
  account: 'ada',
  service: 'GitHub',
  icon: null,
  icon_mime: null,
  icon_file: null,
  secret: 'JBSWY3DPEHPK3PXP',
  digits: 7,
  algorithm: 'sha256',
  period: 40,
  counter: null,
  legacy_uri: 'otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP',
}

const backup = (...data: readonly unknown[]) => ({
  app: '2fauth_v5.4.3',
  schema: 1,
  datetime: '2026-01-01T00:00:00Z',
  data,
})

test('a time-based account comes with all its members', async () => {
  const opened = await openPlain(backup(record))
  expect(opened.format).toBe('2fauth')
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA256',
    digits: 7,
    period: 40,
    issuer: 'GitHub',
    account: 'ada',
    dropped: [],
  })
})

test('a counter comes along', async () => {
  const hotp = { ...record, otp_type: 'hotp', period: null, counter: 5 }
  expect(onlyAccount(await openPlain(backup(hotp)))).toMatchObject({ type: 'hotp', counter: 5, digits: 7 })
})

test('Steam is Steam whatever its parameters say', async () => {
  const steam = { ...record, otp_type: 'steamtotp', service: 'Steam', digits: 5 }
  expect(onlyAccount(await openPlain(backup(steam)))).toMatchObject({
    type: 'steam',
    algorithm: 'SHA1',
    digits: 5,
    period: 30,
  })
})

test('a record that is only a link is read as one', async () => {
  const link = { uri: 'otpauth://hotp/GitHub:ada?secret=JBSWY3DPEHPK3PXP&counter=9', icon: 'x.svg' }
  const account = onlyAccount(await openPlain(backup(link)))
  expect(account).toMatchObject({ type: 'hotp', counter: 9, issuer: 'GitHub', account: 'ada', dropped: ['icon'] })
})

test('a picture is said to be left behind, and nothing of it comes along', async () => {
  const svg = { ...record, icon: 'x.svg', icon_mime: 'image/svg+xml', icon_file: 'PHN2Zy8+' }
  const account = onlyAccount(await openPlain(backup(svg)))
  expect(account.dropped).toEqual(['icon'])
  expect(JSON.stringify(account)).not.toContain('PHN2Zy8')
})

test('records that are no accounts are reported one by one', async () => {
  const opened = await openPlain(
    backup(
      { ...record, otp_type: 'Xotp' },
      { ...record, otp_type: undefined },
      { ...record, digits: 99 },
      { uri: 'https://example.org' },
      null,
      record,
    ),
  )
  expect(outcomesOf(opened)).toEqual([
    'otp/unsupported-type',
    'otp/unsupported-type',
    'otp/invalid-digits',
    'otp/unsupported-scheme',
    'entry/malformed',
    'account',
  ])
  expect(opened.entries[0]).toMatchObject({ label: 'GitHub: ada' })
})

test('whatever its members are, a file is opened or refused', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedJson(backup(record, { uri: record.legacy_uri })), (file) => expectAnEnd(file)),
    { numRuns: mutationRuns },
  )
})

const fixtures = exportFixtures('2fauth')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})
