import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedBytes,
  mutationRuns,
  onlyAccount,
  openedAt,
  openPlain,
  outcomesOf,
} from '../../../support/foreign-file.ts'

const header = '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"'
const link = 'otpauth://totp/Forge:ada?secret=JBSWY3DPEHPK3PXP&period=30&digits=6&issuer=Forge'

/** A table of these rows, each with what differs from an entry without anything. */
function table(...rows: readonly Readonly<Record<string, string>>[]): string {
  const names = header.slice(1, -1).split('","')
  const lines = rows.map((row) => names.map((name) => `"${(row[name] ?? '').replaceAll('"', '""')}"`).join(','))
  return [header, ...lines, ''].join('\n')
}

test('an entry brings its note, its group, its times and its code', async () => {
  const row = {
    Group: 'Passwords/Work/Servers',
    Title: 'Forge',
    Username: 'ada',
    Password: 'x',
    URL: 'https://forge.example',
    Notes: 'first\nsaid "second"',
    TOTP: link,
    Icon: '12',
    'Last Modified': '2025-05-02T10:00:00Z',
    Created: '2025-05-01T10:00:00Z',
  }
  const opened = await openPlain(table(row))
  expect(opened).toMatchObject({ format: 'keepassxc-csv', skipped: 0, remarks: ['codes-only'] })
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: 'Forge',
    account: 'ada',
    note: 'first\nsaid "second"',
    tags: ['Work/Servers'],
    createdAt: Date.UTC(2025, 4, 1, 10),
    updatedAt: Date.UTC(2025, 4, 2, 10),
    dropped: ['password', 'website', 'icon'],
  })
})

test.each([
  ['', []],
  ['0', []],
  ['1', ['icon']],
])('an icon "%s"', async (icon, dropped) => {
  expect(onlyAccount(await openPlain(table({ Title: 'Forge', Icon: icon, TOTP: link }))).dropped).toEqual(dropped)
})

test.each(['', 'May 2025', '+2025-05-01T10:00:00Z', '2025-05-01T10:00:00Z GMT'])(
  'a time that nobody writes is none: "%s"',
  async (time) => {
    const account = onlyAccount(await openPlain(table({ Title: 'Forge', Created: time, TOTP: link })))
    expect(account).not.toHaveProperty('createdAt')
  },
)

test('a link without names has those of the entry', async () => {
  const bare = 'otpauth://totp/?secret=JBSWY3DPEHPK3PXP'
  const row = { Title: 'Forge', Username: 'ada', TOTP: bare }
  expect(onlyAccount(await openPlain(table(row)))).toMatchObject({ issuer: 'Forge', account: 'ada' })
})

test('entries without a code are counted', async () => {
  const opened = await openPlain(table({ Title: 'a' }, { Title: 'b', TOTP: ' ' }, { Title: 'c', TOTP: link }))
  expect(opened.skipped).toBe(2)
  expect(outcomesOf(opened)).toEqual(['account'])
})

test('what lies in the recycle bin comes deleted, with its former groups', async () => {
  const opened = await openPlain(
    table({ Group: 'Root/Recycle Bin', TOTP: link }, { Group: 'Root/Recycle Bin/Old', TOTP: link }),
  )
  expect(opened.entries.map(accountOf)).toMatchObject([{ deletedAt: openedAt }, { deletedAt: openedAt, tags: ['Old'] }])
})

test('the fillers of an entry without a title and a user name are no names', async () => {
  const filled = 'otpauth://totp/KeePassXC:none?secret=JBSWY3DPEHPK3PXP&period=30&digits=6&issuer=KeePassXC'
  expect(onlyAccount(await openPlain(table({ TOTP: filled })))).toMatchObject({ issuer: '', account: '' })
  const named = table({ Title: 'KeePassXC', Username: 'none', TOTP: filled })
  expect(onlyAccount(await openPlain(named))).toMatchObject({ issuer: 'KeePassXC', account: 'none' })
})

test('Steam is told by its encoder', async () => {
  const steam = 'otpauth://totp/Steam:ada?secret=JBSWY3DPEHPK3PXP&period=30&digits=5&issuer=Valve&encoder=steam'
  expect(onlyAccount(await openPlain(table({ Title: 'Valve', TOTP: steam })))).toMatchObject({
    type: 'steam',
    digits: 5,
  })
})

test('a code that is none is reported with its row', async () => {
  const opened = await openPlain(table({ Title: 'Bank, blue', TOTP: 'otpauth://totp/x?secret=0189' }))
  expect(opened.entries).toMatchObject([
    {
      outcome: 'unreadable',
      label: 'Bank, blue',
      code: 'otp/invalid-secret',
      text: expect.stringContaining('"Bank, blue"'),
    },
  ])
})

test('whatever its bytes are, a table is opened or refused', async () => {
  const file = new TextEncoder().encode(table({ Group: 'Root/a', Title: 'b', Username: 'c', TOTP: link }))
  await fc.assert(
    fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes)),
    { numRuns: mutationRuns },
  )
})

const fixtures = exportFixtures('keepass').filter(({ name }) => name.endsWith('keepassxc-csv'))

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures)('$name', async (fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})
