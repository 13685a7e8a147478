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
  'CREATE TABLE mfa_accounts (id INTEGER NOT NULL, account_name VARCHAR(255) NOT NULL, secret VARCHAR(255) NOT NULL, ' +
  'issuer VARCHAR(255), created_at DATETIME, updated_at DATETIME, PRIMARY KEY (id))'

type Row = readonly (null | number | string | Uint8Array)[]

function database(...rows: readonly Row[]): Uint8Array {
  return sqliteOf([{ name: 'mfa_accounts', sql, rows: rows.map((row) => [null, ...row]) }])
}

const created = '2024-03-01 08:15:00.123456'
const updated = '2024-03-02 00:00:00'

test('an account comes with its times', async () => {
  const read = await openPlain(database(['ada@example.org', 'JBSWY3DPEHPK3PXP', 'GitHub', created, updated]))
  expect(read.format).toBe('mfa-manager-flask')
  expect(onlyAccount(read)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: 'GitHub',
    account: 'ada@example.org',
    createdAt: Date.UTC(2024, 2, 1, 8, 15, 0, 123),
    updatedAt: Date.UTC(2024, 2, 2),
    dropped: [],
  })
})

test('an account may have no issuer, and no name', async () => {
  const read = await openPlain(
    database(['till-3', 'JBSWY3DPEHPK3PXP', null, null, null], ['', 'JBSWY3DPEHPK3PXP', 'Router', created, updated]),
  )
  const names = read.entries.map(accountOf).map(({ issuer, account }) => [issuer, account])
  expect(names).toEqual([
    ['', 'till-3'],
    ['Router', ''],
  ])
})

test.each(['yesterday', '2024-13-01 00:00:00', '2024-03-01T08:15:00Z', '', 7, null])(
  'a time of %j is none',
  async (time) => {
    const account = onlyAccount(await openPlain(database(['a', 'JBSWY3DPEHPK3PXP', 'b', time, time])))
    expect(account).not.toHaveProperty('createdAt')
    expect(account).not.toHaveProperty('updatedAt')
  },
)

test('rows that cannot be are reported', async () => {
  const read = await openPlain(
    database(['a', null, 'b', null, null], ['a', '1089', 'b', null, null], ['a', '', '', 0, 0]),
  )
  expect(outcomesOf(read)).toEqual(['otp/missing-secret', 'otp/invalid-secret', 'otp/empty-secret'])
  expect(read.entries[1]).toMatchObject({ label: 'b: a', text: expect.stringContaining('1089') })
})

test('whatever was changed, the file has an end', async () => {
  const file = database(['ada', 'JBSWY3DPEHPK3PXP', 'GitHub', created, updated], ['b', 'GEZDGNBV', null, null, null])
  await fc.assert(
    fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes)),
    { numRuns: mutationRuns },
  )
})

describe.skipIf(exportFixtures('mfa-manager-flask').length === 0)('files of the app itself', () => {
  test.each(exportFixtures('mfa-manager-flask'))('$name', async (fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})
