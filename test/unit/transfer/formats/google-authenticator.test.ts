import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openExports } from '../../../../src/transfer/index.ts'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedBytes,
  mutationRuns,
  onlyAccount,
  openedAt,
  openFile,
  openPlain,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'
import {
  message,
  migrationAccount,
  migrationLink,
  migrationPayload,
  varint,
  type WrittenBatch,
} from '../../../support/migration-links.ts'
import { sqliteOf } from '../../../support/write-sqlite.ts'

const part = (name: string, batch?: WrittenBatch) => migrationLink(migrationPayload([migrationAccount(name)], batch))

async function openFiles(files: Readonly<Record<string, string | Uint8Array>>) {
  const written = Object.entries(files).map(([name, content]) => ({
    name,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }))
  const [one, ...others] = await openExports(written, { now: openedAt })
  if (one?.state !== 'open' || others.length > 0) throw new Error('it is not one open export')
  return one
}

const sql =
  'CREATE TABLE accounts (_id INTEGER PRIMARY KEY, email TEXT NOT NULL, secret TEXT NOT NULL, counter INTEGER DEFAULT 0,' +
  ' type INTEGER, provider INTEGER DEFAULT 0, issuer TEXT DEFAULT NULL, original_name TEXT DEFAULT NULL'

type Row = readonly (null | number | string | Uint8Array)[]

function database(rows: readonly Row[], { more = '', writesAhead = false } = {}): Uint8Array {
  const table = { name: 'accounts', sql: `${sql}${more})`, rows: rows.map((row) => [null, ...row]) }
  return sqliteOf([table], { writesAhead })
}

describe('transfer links', () => {
  test('the accounts of a link, with all that it says', async () => {
    const link = migrationLink(migrationPayload([migrationAccount('GitHub:ada', 'GitHub')]))
    const read = await openPlain(`# from the old phone\n${link}\n`)
    expect(read.format).toBe('google-authenticator')
    expect(onlyAccount(read)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'GitHub',
      account: 'ada',
      dropped: [],
    })
  })

  test('fault 33: parts in several files are one export, in any order, those that come twice once', async () => {
    const [first, second, third] = [0, 1, 2].map((index) => part(`account ${index}`, { size: 3, index, id: 9 }))
    const read = await openFiles({ 'b.txt': `${third}\n${third}`, 'a.txt': `${first}\n`, 'c.txt': `${second}\n` })
    expect(read.files).toEqual(['b.txt', 'a.txt', 'c.txt'])
    expect(read.entries.map(accountOf).map(({ account }) => account)).toEqual(['account 0', 'account 1', 'account 2'])
    expect(read).not.toHaveProperty('missingParts')
  })

  test('fault 33: missing parts are named', async () => {
    const read = await openFiles({
      'a.txt': part('a', { size: 4, index: 3 }),
      'b.txt': part('b', { size: 4, index: 1 }),
    })
    expect(read.missingParts).toEqual([1, 3])
  })

  test('fault 33: a damaged part is reported with its place, and missing', async () => {
    const damaged = part('b', { size: 2, index: 1 }).slice(0, -15)
    const whole = part('a', { size: 2, index: 0 })
    const read = await openFiles({ 'a.txt': `${whole}\n\n${damaged}`, 'b.txt': whole })
    expect(outcomesOf(read)).toEqual(['account', 'entry/malformed'])
    expect(read.entries[1]).toMatchObject({ label: 'a.txt, line 3', text: damaged })
    expect(read.missingParts).toEqual([2])
  })

  test('fault 33: wherever a payload is cut off, it is refused, or its batch is known not to be whole', async () => {
    const payload = migrationPayload([migrationAccount('ada', 'GitHub'), migrationAccount('bob')], {
      size: 3,
      index: 1,
    })
    for (let end = 0; end < payload.length; end++) {
      const opened = await openFile(migrationLink(payload.subarray(0, end)))
      const said = opened.state === 'open' ? (opened.missingParts ?? []).length > 0 : opened.state === 'refused'
      expect(said, `${end} bytes`).toBe(true)
    }
  })

  const tail = [...message([[2, 1]]), ...message([[3, 1]])]

  test.each([
    ['a number of 80 bits', [0x10, ...Array.from({ length: 11 }, () => 0xff), 0x01]],
    ['a length of 2^62 bytes', [0x0a, ...varint(2n ** 62n)]],
    ['an account that is a number', [0x08, 1, ...tail]],
    ['a size that is a text', [...tail.slice(0, 2), 0x1a, 1, 0x31]],
    ['a group', [0x0b, 0x0c, ...tail]],
    ['an unknown kind of field', [0x0f, 1, ...tail]],
  ])('fault 33: a payload with %s is refused', async (_, bytes) => {
    expect(await stateOf(migrationLink(Uint8Array.from(bytes)))).toBe('transfer/damaged')
  })

  test('a file without one whole link is refused', async () => {
    expect(await stateOf(part('a').slice(0, -15))).toBe('transfer/damaged')
    expect(await stateOf('otpauth-migration://offline')).toBe('transfer/damaged')
    expect(await stateOf(`otpauth-migration://offline?data=${'A'.repeat(70_000)}`)).toBe('transfer/damaged')
  })

  test('a transfer of nothing is open and empty', async () => {
    expect((await openPlain(migrationLink(migrationPayload([])))).entries).toEqual([])
  })

  test('fault 33: a hundred thousand accounts are refused', async () => {
    const accounts = Array.from({ length: 10_000 }, () => new Uint8Array())
    const links = Array.from({ length: 10 }, (_, index) =>
      migrationLink(migrationPayload(accounts, { size: 10, index })),
    )
    expect(await stateOf(links.join('\n'))).toBe('transfer/too-many')
  })
})

describe('the database of the app', () => {
  test('an account has a name, an issuer and base32', async () => {
    const read = await openPlain(database([['GitHub:ada', 'jbswy3dpehpk3pxp', 0, 0, 0, 'GitHub', 'GitHub:ada']]))
    expect(read.format).toBe('google-authenticator')
    expect(onlyAccount(read)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'GitHub',
      account: 'ada',
      dropped: [],
    })
    expect(read.remarks).toBeUndefined()
  })

  test('counters, missing issuers and renamed accounts', async () => {
    const read = await openPlain(
      database([
        ['Old Bank:ada', 'JBSWY3DPEHPK3PXP', 50, 1, 0, null, null],
        ['bob', 'JBSWY3DPEHPK3PXP', 0, null, 0, '', 'robert'],
      ]),
    )
    expect(read.entries.map(accountOf)).toMatchObject([
      { type: 'hotp', counter: 50, issuer: 'Old Bank', account: 'ada', dropped: [] },
      { type: 'totp', issuer: '', account: 'bob', dropped: ['previous-name'] },
    ])
  })

  test('a secret that is sealed to the telephone is reported as such', async () => {
    const rows: readonly Row[] = [
      ['ada', 'c2VhbGVk', 0, 0, 0, 'GitHub', null, 1],
      ['bob', 'JBSWY3DPEHPK3PXP', 0, 0, 0, 'GitHub', null, 0],
      ['carl', 'JBSWY3DPEHPK3PXP', 0, 0, 0, 'GitHub', null, null],
    ]
    const read = await openPlain(database(rows, { more: ', isencrypted INTEGER' }))
    expect(outcomesOf(read)).toEqual(['entry/bound', 'account', 'account'])
    expect(read.entries[0]).toMatchObject({ label: 'ada', text: expect.stringContaining('c2VhbGVk') })
  })

  test('rows that cannot be are reported with what they hold', async () => {
    const read = await openPlain(
      database([
        ['a', 'JBSWY3DP0', 0, 0, 0, '', null],
        ['b', '', 0, 0, 0, '', null],
        ['c', Uint8Array.of(1, 2, 255), 0, 0, 0, '', null],
        ['d', 'JBSWY3DPEHPK3PXP', 0, 2, 0, '', null],
        ['e', 'JBSWY3DPEHPK3PXP', -1, 1, 0, '', null],
        ['f', 'JBSWY3DPEHPK3PXP', Uint8Array.of(1), 'x', 0, 7, 8],
      ]),
    )
    expect(outcomesOf(read)).toEqual([
      'otp/invalid-secret',
      'otp/empty-secret',
      'otp/empty-secret',
      'otp/unsupported-type',
      'otp/invalid-counter',
      'otp/unsupported-type',
    ])
    expect(read.entries[2]).toMatchObject({ label: 'c', text: expect.stringContaining('AQL/') })
  })

  test('a database that writes ahead may lack its newest rows, and that is said', async () => {
    const row: Row = ['ada', 'JBSWY3DPEHPK3PXP', 0, 0, 0, 'GitHub', null]
    expect((await openPlain(database([row], { writesAhead: true }))).remarks).toEqual(['journal-missing'])
  })

  test('with links beside it, all are one export', async () => {
    const row: Row = ['ada', 'JBSWY3DPEHPK3PXP', 0, 0, 0, 'GitHub', null]
    const read = await openFiles({ 'a.txt': part('bob'), databases: database([row]) })
    expect(read.entries.map(accountOf).map(({ account }) => account)).toEqual(['bob', 'ada'])
  })
})

describe('whatever is changed, there is an end', () => {
  test('in a list of transfer links', async () => {
    const accounts = [migrationAccount('ada', 'GitHub'), migrationAccount('bob', '', [[7, -1]])]
    const links = [0, 1].map((index) => migrationLink(migrationPayload(accounts, { size: 2, index, id: -7 })))
    await fc.assert(
      fc.asyncProperty(mutatedBytes(new TextEncoder().encode(links.join('\n'))), (bytes) => expectAnEnd(bytes)),
      { numRuns: mutationRuns },
    )
  })

  test('in a payload', async () => {
    const payload = migrationPayload([migrationAccount('ada', 'GitHub')], { size: 2, index: 1, id: 77 })
    await fc.assert(
      fc.asyncProperty(mutatedBytes(payload), (bytes) => expectAnEnd(migrationLink(bytes))),
      { numRuns: mutationRuns },
    )
  })

  test('in a database', async () => {
    const bytes = database([['ada', 'JBSWY3DPEHPK3PXP', 0, 0, 0, 'GitHub', null]])
    await fc.assert(
      fc.asyncProperty(mutatedBytes(bytes), (changed) => expectAnEnd(changed)),
      { numRuns: mutationRuns },
    )
  })
})

const files = exportFixtures('google-authenticator').filter(({ qrTexts }) => qrTexts.length === 0)

describe.skipIf(files.length === 0)('files of the app itself', () => {
  test.each(files.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    const opened = await openFixture(fixture)
    expectAccounts(fixture, opened)
    expect(opened).toMatchObject({ format: 'google-authenticator' })
    expect(opened).not.toHaveProperty('missingParts')
  })
})
