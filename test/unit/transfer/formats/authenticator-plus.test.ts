import { createCipheriv, createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import { accountOf, expectAnEnd, mutatedBytes, openLocked, outcomesOf, stateOf } from '../../../support/foreign-file.ts'
import { outcomeOf } from '../../../support/outcome.ts'
import { sqlcipherOf, sqlcipherShape } from '../../../support/write-sqlcipher.ts'
import { sqliteOf, type WrittenTable } from '../../../support/write-sqlite.ts'

type Row = WrittenTable['rows'][number]

const accountsSql =
  'CREATE TABLE accounts (_id INTEGER PRIMARY KEY, position INTEGER, email TEXT, secret TEXT, counter INTEGER, ' +
  'type INTEGER, issuer TEXT, original_name TEXT, category TEXT)'

/** An `authplus.db` under the password `copper`. */
function authplus(...rows: readonly Row[]): Uint8Array {
  const tables = [
    { name: 'accounts', sql: accountsSql, rows: rows.map((row) => [null, ...row]) },
    { name: 'category', sql: 'CREATE TABLE category (name TEXT, _id INTEGER PRIMARY KEY)', rows: [['Work', null]] },
  ]
  return sqlcipherOf(sqliteOf(tables, sqlcipherShape), 'copper')
}

const totp: Row = [0, 'ada', 'JBSWY3DPEHPK3PXP', 0, 0, 'GitHub', 'GitHub:ada', 'Work']

test('a name that is the same as before, or never was another, is not told; nor is a journal that there is none of', async () => {
  const rows: Row[] = [
    [0, 'ada', 'JBSWY3DPEHPK3PXP', 0, 0, 'GitHub', 'ada', 'Work'],
    [1, 'bob', 'JBSWY3DPEHPK3PXP', 0, null, 'GitHub', null, 'Work'],
    [2, 'eve', 'JBSWY3DPEHPK3PXP', 0, 7, 'GitHub', 'eve', 'Work'],
  ]
  const opened = await (await openLocked(authplus(...rows))).unlock('copper')
  expect(outcomesOf(opened)).toEqual(['account', 'account', 'otp/unsupported-type'])
  expect(opened.entries.slice(0, 2).map((entry) => accountOf(entry).dropped)).toEqual([[], []])
  expect(opened.remarks ?? []).toEqual([])
})

test('the kinds of accounts, categories and the order come over', async () => {
  const locked = await openLocked(
    authplus(
      totp,
      [1, 'bank', 'GEZDGNBVGY3TQOJQ', 7, 1, null, 'Old name', 'All Accounts'],
      [2, 'Username', '48656c6c6f21deadbeef', 0, 2, 'Battle.net®', 'EU-2303-0329-3905', 'All Accounts'],
    ),
  )
  expect(locked.format).toBe('authenticator-plus')
  const { entries } = await locked.unlock('copper')
  expect(entries.map(accountOf)).toEqual([
    {
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'GitHub',
      account: 'ada',
      tags: ['Work'],
      order: 0,
      dropped: [],
    },
    {
      type: 'hotp',
      secret: 'GEZDGNBVGY3TQOJQ',
      algorithm: 'SHA1',
      digits: 6,
      counter: 7,
      issuer: '',
      account: 'bank',
      order: 1,
      dropped: ['previous-name'],
    },
    {
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 8,
      period: 30,
      issuer: 'Battle.net®',
      account: 'Username',
      note: 'EU-2303-0329-3905',
      order: 2,
      dropped: [],
    },
  ])
})

test('rows that cannot be are reported', async () => {
  const locked = await openLocked(
    authplus(
      [0, 'a', null, 0, 0, 'b', '', ''],
      [0, 'a', 'JBSWY3DPEHPK3PXP', 0, 9, 'b', '', ''],
      [0, 'a', 'JBSWY3DPEHPK3PXP', -1, 1, 'b', '', ''],
      [0, 'a', 'no hex', 0, 2, 'b', '', ''],
    ),
  )
  const read = await locked.unlock('copper')
  expect(outcomesOf(read)).toEqual([
    'otp/missing-secret',
    'otp/unsupported-type',
    'otp/invalid-counter',
    'otp/invalid-secret',
  ])
  expect(read.entries[1]).toMatchObject({ label: 'b: a' })
})

test('after a wrong password the right one opens it', async () => {
  const locked = await openLocked(authplus(totp))
  expect(await outcomeOf(() => locked.unlock('tin'))).toBe('transfer/wrong-password')
  expect((await locked.unlock('copper')).entries).toHaveLength(1)
})

test('damage behind the first page is told from a wrong password', async () => {
  const bytes = authplus(totp)
  bytes[1500] = (bytes[1500] ?? 0) ^ 1
  const locked = await openLocked(bytes)
  expect(await outcomeOf(() => locked.unlock('copper'))).toBe('transfer/damaged')
})

test('another database under the same cipher is damage', async () => {
  const other = sqliteOf([{ name: 'songs', sql: 'CREATE TABLE songs(a)', rows: [] }], sqlcipherShape)
  const locked = await openLocked(sqlcipherOf(other, 'copper'))
  expect(await outcomeOf(() => locked.unlock('copper'))).toBe('transfer/damaged')
})

test("a file of andOTP that happens to be whole pages opens as andOTP's", async () => {
  const list = JSON.stringify([{ secret: 'JBSWY3DPEHPK3PXP', issuer: 'GitHub', label: 'ada', type: 'TOTP' }])
  const plain = list.padEnd(1024 - 28)
  const iv = new Uint8Array(12).fill(0xee)
  const cipher = createCipheriv('aes-256-gcm', createHash('sha256').update('copper').digest(), iv)
  const sealed = cipher.update(plain, 'utf8')
  cipher.final()
  const locked = await openLocked(Uint8Array.of(...iv, ...sealed, ...cipher.getAuthTag()))
  expect(locked.format).toBe('authenticator-plus')
  expect(await outcomeOf(() => locked.unlock('tin'))).toBe('transfer/wrong-password')
  expect((await locked.unlock('copper')).entries.map(accountOf)).toMatchObject([{ issuer: 'GitHub', account: 'ada' }])
})

test('whatever was changed, the file has an end', async () => {
  const file = authplus(totp)
  await fc.assert(
    fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes, 'copper')),
    { numRuns: process.env['SLOW'] === '1' ? 300 : 15 },
  )
  expect(await stateOf(file)).toBe('locked')
})

const fixtures = exportFixtures('authenticator-plus')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures)('$name', async (fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
    const wrong = openFixture({ ...fixture, passphrase: 'not the passphrase' })
    await expect(wrong).rejects.toMatchObject({ code: 'transfer/wrong-password' })
  })
})
