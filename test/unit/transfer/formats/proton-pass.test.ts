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
  stateOf,
} from '../../../support/foreign-file.ts'

const link = 'otpauth://totp/Forge:ada?secret=JBSWY3DPEHPK3PXP&issuer=Forge&algorithm=SHA256&digits=8&period=60'

const item = {
  itemId: 'a',
  data: {
    metadata: { name: 'My forge', note: 'by hand' },
    extraFields: [{ fieldName: 'x', type: 'text', data: { content: 'y' } }],
    type: 'login',
    content: { itemEmail: 'ada@example.org', itemUsername: '', password: 'pw', urls: ['https://x'], totpUri: link },
  },
  state: 1,
  createTime: 1_751_620_836,
  modifyTime: 1_751_621_041,
  pinned: true,
}

function withContent(content: object, extraFields: readonly unknown[] = []): object {
  return { ...item, data: { ...item.data, extraFields, content } }
}

function exportOf(...items: readonly unknown[]): object {
  return { version: '1.31.0', userId: 'u', encrypted: false, vaults: { v: { name: 'Work', items }, w: { name: 'W' } } }
}

describe('data.json', () => {
  test('an item brings names, note, vault, pin and times', async () => {
    const opened = await openPlain(exportOf(item))
    expect(opened).toMatchObject({ format: 'proton-pass', skipped: 0, remarks: ['codes-only'] })
    expect(onlyAccount(opened)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
      issuer: 'Forge',
      otherIssuer: 'My forge',
      account: 'ada',
      note: 'by hand',
      tags: ['Work'],
      pinned: true,
      createdAt: 1_751_620_836_000,
      updatedAt: 1_751_621_041_000,
      dropped: ['password', 'website', 'other-fields'],
    })
  })

  test('codes in fields of their own are accounts, too', async () => {
    const extra = { fieldName: 'second', type: 'totp', data: { totpUri: 'JBSWY3DPEHPK3PXQ' } }
    const broken = { fieldName: 'third', type: 'totp', data: { totpUri: 'otpauth://totp/x' } }
    const opened = await openPlain(exportOf(withContent({ itemUsername: 'ada', totpUri: '' }, [extra, broken])))
    expect(outcomesOf(opened)).toEqual(['account', 'otp/missing-secret'])
    expect(opened.entries[0]).toMatchObject({ account: { issuer: 'My forge', account: 'ada' }, dropped: [] })
    expect(opened.entries[1]).toMatchObject({ label: 'My forge', text: expect.stringContaining('third') })
  })

  test('the user name comes before the address, and from older files', async () => {
    const totpUri = 'JBSWY3DPEHPK3PXP'
    const contents = [
      { itemUsername: 'ada', itemEmail: 'a@b.example', totpUri },
      { itemUsername: '', itemEmail: 'a@b.example', totpUri },
      { username: 'older', totpUri },
    ]
    const opened = await openPlain(exportOf(...contents.map((content) => withContent(content))))
    expect(opened.entries.map(accountOf).map(({ account }) => account)).toEqual(['ada', 'a@b.example', 'older'])
  })

  test('what is in the trash comes deleted, and what has no code is counted', async () => {
    const opened = await openPlain(exportOf({ ...item, state: 2 }, withContent({}), { data: { type: 'note' } }))
    expect(opened.skipped).toBe(2)
    expect(onlyAccount(opened)).toMatchObject({ deletedAt: openedAt })
  })

  test('the OpenPGP form is named as what nothing here opens', async () => {
    expect(await stateOf('-----BEGIN PGP MESSAGE-----\n\nwy4E\n-----END PGP MESSAGE-----\n')).toBe(
      'transfer/unsupported',
    )
  })

  test('whatever its members are, it is opened or refused', async () => {
    await fc.assert(
      fc.asyncProperty(mutatedJson(exportOf(item)), (file) => expectAnEnd(file)),
      { numRuns: mutationRuns },
    )
  })
})

test('a row of the table brings names, note, vault and times', async () => {
  const header = 'type,name,url,email,username,password,note,totp,createTime,modifyTime,vault'
  const row = `login,My forge,https://x,a@b.example,ada,pw,by hand,JBSWY3DPEHPK3PXP,1707735320,1707735349,Work`
  const opened = await openPlain(`${header}\n${row}\nnote,n,,,,,x,,1706621831,1707735222,Work\n`)
  expect(opened).toMatchObject({ format: 'proton-pass', skipped: 1 })
  expect(onlyAccount(opened)).toMatchObject({
    issuer: 'My forge',
    account: 'ada',
    note: 'by hand',
    tags: ['Work'],
    createdAt: 1_707_735_320_000,
    updatedAt: 1_707_735_349_000,
    dropped: ['password', 'website'],
  })
})

const fixtures = exportFixtures('proton-pass')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures)('$name', async (fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})
