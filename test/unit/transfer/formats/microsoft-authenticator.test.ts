import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedBytes,
  mutationRuns,
  onlyAccount,
  openPlain,
  outcomesOf,
} from '../../../support/foreign-file.ts'
import { sqliteOf } from '../../../support/write-sqlite.ts'

const sql =
  'CREATE TABLE `accounts` (`_id` INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, `name` TEXT, `username` TEXT, ' +
  '`oath_secret_key` TEXT, `oath_enabled` INTEGER, `account_type` INTEGER, `ux_position` INTEGER, ' +
  '`encrypted_oath_secret_key` TEXT)'

type Row = readonly (null | number | string | Uint8Array)[]

function phoneFactor(...rows: readonly Row[]): Uint8Array {
  return sqliteOf([{ name: 'accounts', sql, rows: rows.map((row) => [null, ...row]) }])
}

test('an ordinary account has a base32 secret and six digits', async () => {
  const read = await openPlain(phoneFactor(['GitHub', 'ada', 'JBSWY3DPEHPK3PXP', 0, 0, 4, '']))
  expect(read.format).toBe('microsoft-authenticator')
  expect(onlyAccount(read)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: 'GitHub',
    account: 'ada',
    order: 4,
    dropped: [],
  })
  expect(read.remarks).toBeUndefined()
})

test('a personal Microsoft account has a base64 secret and eight digits', async () => {
  const read = await openPlain(phoneFactor(['Microsoft', 'ada@outlook.example', 'SGVsbG8h3q2+7w==', 0, 1, 0, '']))
  expect(onlyAccount(read)).toMatchObject({ secret: 'JBSWY3DPEHPK3PXP', digits: 8, issuer: 'Microsoft' })
})

test('a work account has a code only where it is enabled', async () => {
  const work = (enabled: Row[number], secret: string, sealed = '') =>
    ['Contoso', 'ada@contoso.example', secret, enabled, 2, 0, sealed] as const
  const read = await openPlain(
    phoneFactor(work(0, ''), work(null, 'JBSWY3DPEHPK3PXP'), work(1, 'JBSWY3DPEHPK3PXP'), work(1, '', 'c2VhbGVk')),
  )
  expect(outcomesOf(read)).toEqual(['entry/no-code', 'entry/no-code', 'account', 'entry/bound'])
})

test('rows that cannot be are reported with what they hold', async () => {
  const read = await openPlain(
    phoneFactor(
      ['A', 'a', null, 0, 0, 0, null],
      ['B', 'b', 'not base32!', 0, 0, 0, ''],
      ['C', 'c', 'not base64!', 0, 1, 0, ''],
      [null, null, new Uint8Array([1, 2]), 0, 0, 0, ''],
      [null, null, 'JBSWY3DPEHPK3PXP', null, null, null, null],
    ),
  )
  const missing = 'otp/missing-secret'
  const wrong = 'otp/invalid-secret'
  expect(outcomesOf(read)).toEqual([missing, wrong, wrong, missing, 'account'])
  expect(read.entries[1]).toMatchObject({ label: 'B: b', text: expect.stringContaining('not base32!') })
  const last = read.entries[4]
  expect(last && accountOf(last)).toMatchObject({ issuer: '', account: '', digits: 6 })
})

test('a database copied without its journal may lack rows, which is said', async () => {
  const bytes = sqliteOf([{ name: 'accounts', sql, rows: [] }], { writesAhead: true })
  expect(await openPlain(bytes)).toMatchObject({ entries: [], remarks: ['journal-missing'] })
})

test('whatever was changed, the file has an end', async () => {
  const file = phoneFactor(['GitHub', 'ada', 'JBSWY3DPEHPK3PXP', 0, 0, 4, ''], ['M', 'a', 'SGVsbG8=', 0, 1, 0, ''])
  await fc.assert(
    fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes)),
    { numRuns: mutationRuns },
  )
})

describe.skipIf(exportFixtures('microsoft-authenticator').length === 0)('files of the app itself', () => {
  test.each(exportFixtures('microsoft-authenticator'))('$name', async (fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})
