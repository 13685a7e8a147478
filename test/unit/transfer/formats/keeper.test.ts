import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openPlain,
  outcomesOf,
} from '../../../support/foreign-file.ts'

const link = 'otpauth://totp/Forge:ada?secret=JBSWY3DPEHPK3PXP&issuer=Forge'

const record = {
  title: 'My forge',
  login: 'eve',
  password: 'pw',
  login_url: 'https://x',
  notes: 'by hand',
  custom_fields: { $oneTimeCode: link, 'Favourite food': 'cheese' },
  folders: [{ folder: 'Work\\Servers' }, { shared_folder: 'Shared', can_edit: false }],
}

describe('JSON', () => {
  test('a record brings names, note and folders', async () => {
    const opened = await openPlain({ shared_folders: [], records: [record, { title: 'none' }] })
    expect(opened).toMatchObject({ format: 'keeper', skipped: 1, remarks: ['codes-only'] })
    expect(onlyAccount(opened)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'Forge',
      otherIssuer: 'My forge',
      account: 'ada',
      note: 'by hand',
      tags: ['Work/Servers', 'Shared'],
      dropped: ['password', 'website', 'other-fields'],
    })
  })

  test('the field of the code has several names, with labels and numbers', async () => {
    const fields = { 'TFC:Keeper': link, '$oneTimeCode:second:1': link, $oneTimeCode: [link, 7, link], $oneTime: link }
    const opened = await openPlain({ records: [{ title: 'a', custom_fields: fields }] })
    expect(outcomesOf(opened)).toEqual(['account', 'account', 'account', 'account'])
  })

  test('whatever its members are, it is opened or refused', async () => {
    await fc.assert(
      fc.asyncProperty(mutatedJson({ records: [record] }), (file) => expectAnEnd(file)),
      { numRuns: mutationRuns },
    )
  })
})

describe('CSV', () => {
  test('rows without a header go by their places, codes by their names', async () => {
    const rows = [
      '"Work\\Servers","My forge","eve","pw","https://x","by hand","Shared","Food","cheese","TFC:Keeper","' +
        link +
        '"',
      '"","Bank","ada","","","","","TFC:Keeper","jbswy3dpehpk3pxp"',
      '"","note","","","","TFC:Keeper",""',
      '"","odd","","","","","","TFC:Keeper"',
    ]
    const opened = await openPlain(rows.join('\r\n'))
    expect(opened).toMatchObject({ format: 'keeper', skipped: 2, remarks: ['codes-only'] })
    expect(opened.entries.map(accountOf)).toMatchObject([
      {
        issuer: 'Forge',
        account: 'ada',
        note: 'by hand',
        tags: ['Work/Servers', 'Shared'],
        dropped: ['password', 'website', 'other-fields'],
      },
      { issuer: 'Bank', account: 'ada', dropped: [] },
    ])
  })
})

const fixtures = exportFixtures('keeper')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures)('$name', async (fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})
