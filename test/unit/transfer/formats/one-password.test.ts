import { Uint8ArrayWriter, TextReader, ZipWriter } from '@zip.js/zip.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openedAt,
  openPlain,
  outcomesOf,
} from '../../../support/foreign-file.ts'

const item = {
  uuid: 'a',
  favIndex: 1,
  createdAt: 1_663_642_010,
  updatedAt: 1_668_287_305,
  state: 'active',
  categoryUuid: '001',
  details: {
    loginFields: [
      { value: 'hunter2', designation: 'password' },
      { value: 'ada@example.org', designation: 'username' },
    ],
    notesPlain: 'by hand',
    sections: [
      {
        title: '',
        fields: [
          { title: 'one-time password', id: 'TOTP_1', value: { totp: 'jbsw y3dp ehpk 3pxp' } },
          { title: 'phone', id: 'p', value: { phone: '555' } },
        ],
      },
    ],
  },
  overview: { title: 'Forge', tags: ['Work', 'Night'], url: 'https://forge.example', urls: [{ url: 'x' }] },
}

function exportOf(...vaults: readonly (readonly unknown[])[]): object {
  return {
    accounts: [
      { attrs: { name: 'Ada' }, vaults: vaults.map((items, at) => ({ attrs: { name: `Vault ${at}` }, items })) },
    ],
  }
}

function withCodes(...codes: readonly string[]): object {
  const fields = codes.map((totp) => ({ title: 'code', id: 'TOTP_1', value: { totp } }))
  return {
    ...item,
    details: { ...item.details, sections: [{ fields: fields.slice(0, 1) }, { fields: fields.slice(1) }] },
  }
}

describe('1PUX', () => {
  test('an item brings names, note, tags, star and times', async () => {
    const opened = await openPlain(exportOf([item]))
    expect(opened).toMatchObject({ format: '1password', skipped: 0, remarks: ['codes-only'] })
    expect(onlyAccount(opened)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'Forge',
      account: 'ada@example.org',
      note: 'by hand',
      tags: ['Work', 'Night'],
      pinned: true,
      createdAt: 1_663_642_010_000,
      updatedAt: 1_668_287_305_000,
      dropped: ['password', 'website', 'other-fields'],
    })
  })

  test('the archive is opened for its one file', async () => {
    const zip = new ZipWriter(new Uint8ArrayWriter())
    await zip.add('export.attributes', new TextReader('{"version":3}'))
    await zip.add('files/notes.csv', new TextReader('title,url,username,password,otpauth\na,,b,,JBSWY3DPEHPK3PXP\n'))
    await zip.add('export.data', new TextReader(JSON.stringify(exportOf([item]))))
    expect(onlyAccount(await openPlain(await zip.close()))).toMatchObject({ issuer: 'Forge' })
  })

  test('several codes of an item are several accounts, and items without one are counted', async () => {
    const link = 'otpauth://totp/Other:eve?secret=JBSWY3DPEHPK3PXQ&issuer=Other&digits=8'
    const note = { ...item, details: { notesPlain: 'x' } }
    const opened = await openPlain(exportOf([withCodes('JBSWY3DPEHPK3PXP', link), note, withCodes('')]))
    expect(opened.skipped).toBe(2)
    expect(opened.entries.map(accountOf)).toMatchObject([
      { issuer: 'Forge', account: 'ada@example.org', digits: 6, dropped: ['password', 'website'] },
      { issuer: 'Other', account: 'eve', digits: 8, otherIssuer: 'Forge' },
    ])
  })

  test('vaults are tags where there are several', async () => {
    const opened = await openPlain(exportOf([item], [item]))
    expect(opened.entries.map(accountOf)).toMatchObject([
      { tags: ['Work', 'Night', 'Vault 0'] },
      { tags: ['Work', 'Night', 'Vault 1'] },
    ])
  })

  test('older exports wrap their items and know a trash', async () => {
    const opened = await openPlain(exportOf([{ item: { ...item, trashed: true } }]))
    expect(onlyAccount(opened)).toMatchObject({ issuer: 'Forge', deletedAt: openedAt })
  })

  test('an item whose code is none is reported whole', async () => {
    const opened = await openPlain(exportOf([withCodes('not base32!')]))
    expect(opened.entries).toMatchObject([
      { outcome: 'unreadable', label: 'Forge', code: 'otp/invalid-secret', text: expect.stringContaining('hunter2') },
    ])
  })

  test('whatever its members are, it is opened or refused', async () => {
    await fc.assert(
      fc.asyncProperty(mutatedJson(exportOf([item, withCodes('JBSWY3DPEHPK3PXP')])), (file) => expectAnEnd(file)),
      { numRuns: mutationRuns },
    )
  })
})

describe('CSV', () => {
  const header = 'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes'

  test('a row brings names, note, tags and star', async () => {
    const link = 'otpauth://totp/Forge:ada?secret=JBSWY3DPEHPK3PXP&issuer=Forge'
    const opened = await openPlain(
      `${header}\nMy forge,https://x,ada,pw,${link},true,false,Work;Night,by hand\n,,,,,,,,\n`,
    )
    expect(opened).toMatchObject({ format: '1password', skipped: 0 })
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
      tags: ['Work', 'Night'],
      pinned: true,
      dropped: ['password', 'website'],
    })
  })

  test('a bare secret is named after its row', async () => {
    const opened = await openPlain(`${header}\r\nForge,,ada,,jbswy3dpehpk3pxp,,,,\r\nNote,,,,,,,,x\r\n`)
    expect(opened.skipped).toBe(1)
    expect(onlyAccount(opened)).toMatchObject({ issuer: 'Forge', account: 'ada', dropped: [] })
    expect(outcomesOf(opened)).toEqual(['account'])
  })
})

const fixtures = exportFixtures('1password')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures)('$name', async (fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})

describe('what an item has beside its code', () => {
  const changed = async (overview: object, details: object = {}, members: object = {}) => {
    const { overview: oldOverview, details: oldDetails } = item
    const whole = {
      ...item,
      ...members,
      overview: { ...oldOverview, ...overview },
      details: { ...oldDetails, ...details },
    }
    const { dropped, pinned } = onlyAccount(await openPlain(exportOf([whole])))
    return [...dropped, ...(pinned === true ? ['pinned'] : [])]
  }
  const bare = { loginFields: [], sections: [{ fields: item.details.sections[0]?.fields.slice(0, 1) }] }
  const nowhere = { url: '', urls: [] }

  test.each([
    [nowhere, bare, {}, ['pinned']],
    [{ url: '' }, bare, {}, ['website', 'pinned']],
    [{ urls: [] }, bare, {}, ['website', 'pinned']],
    [{ url: undefined, urls: undefined }, bare, {}, ['pinned']],
    [nowhere, { ...bare, password: 'hunter2' }, {}, ['password', 'pinned']],
    [nowhere, bare, { favIndex: 0 }, []],
    [nowhere, bare, { favIndex: undefined }, []],
    [nowhere, bare, { favIndex: '1' }, []],
  ])('is said: %j %j %j', async (overview, details, members, expected) => {
    expect(await changed(overview, details, members)).toEqual(expected)
  })
})
