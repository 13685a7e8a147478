import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedBytes,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openPlain,
  stateOf,
} from '../../../support/foreign-file.ts'

const item = (totp: unknown, members: object = {}) => ({
  id: 'df1c91fa-b7ad-4337-ae4d-a0a5f1ae2087',
  name: 'GitHub',
  folderId: null,
  organizationId: null,
  collectionIds: null,
  notes: null,
  type: 1,
  login: { totp },
  favorite: false,
  ...members,
})

const json = (...items: readonly unknown[]) => ({ encrypted: false, items })

const uri = 'otpauth://totp/GitHub%3Aada?secret=JBSWY3DPEHPK3PXP&algorithm=SHA256&digits=8&period=60&issuer=GitHub'

const account = {
  type: 'totp',
  secret: 'JBSWY3DPEHPK3PXP',
  algorithm: 'SHA256',
  digits: 8,
  period: 60,
  issuer: 'GitHub',
  account: 'ada',
}

describe('JSON', () => {
  test('is told from the password manager, and nothing is left behind', async () => {
    const read = await openPlain(json(item(uri, { favorite: true })))
    expect(read).toMatchObject({ format: 'bitwarden-authenticator', skipped: 0 })
    expect(read.remarks).toBeUndefined()
    expect(onlyAccount(read)).toEqual({ ...account, pinned: true, dropped: [] })
  })

  test('a label that Android escaped is unescaped once, and only the label', async () => {
    const escaped = (label: string, issuer: string) => `otpauth://totp/${label}?secret=AAAA&issuer=${issuer}`
    const read = await openPlain(
      json(
        item(escaped('R%26amp%3BD%3Ao%26%2339%3Bbrien', 'R%26D')),
        item(escaped('%26lt%3Bb%26gt%3B%3A%26quot%3Bx%26quot%3B', '%3Cb%3E')),
        item(escaped('A%3AB%20%26amp%3B%20C%3Aada', 'A%3AB%20%26%20C')),
        item(escaped('GitHub%3A%26amp%3Bamp%3B', 'GitHub')),
        item(escaped('GitHub%3A%26nbsp%3B', 'Git%26amp%3BHub')),
      ),
    )
    expect(read.entries.map(accountOf).map((each) => [each.issuer, each.account])).toEqual([
      ['R&D', "o'brien"],
      ['<b>', '"x"'],
      ['A:B & C', 'ada'],
      ['GitHub', '&amp;'],
      ['Git&amp;Hub', '&nbsp;'],
    ])
  })

  test('of Steam, the title is the issuer', async () => {
    const read = await openPlain(json(item('steam://JBSWY3DPEHPK3PXP', { name: 'Vapor' })))
    expect(onlyAccount(read)).toMatchObject({ type: 'steam', issuer: 'Vapor', otherIssuer: 'Steam', account: '' })
  })

  test('a code that is none is reported', async () => {
    const read = await openPlain(json(item('otpauth://totp/a?secret=0')))
    expect(read.entries).toMatchObject([{ outcome: 'unreadable', label: 'GitHub', code: 'otp/invalid-secret' }])
    expect(await stateOf({ encrypted: false, items: 'x' })).toBe('transfer/damaged')
  })
})

describe('the table of Android', () => {
  const header = 'folder,favorite,type,name,login_uri,login_totp'
  const link = 'otpauth://totp/GitHub%3Aada?secret=JBSWY3DPEHPK3PXP&algorithm=SHA256&digits=8&period=60&issuer=GitHub'

  test('has nine cells below six names, and no quotes', async () => {
    const read = await openPlain(`${header}\n,1,1,GitHub,,${link},GitHub,60,8\n`)
    expect(read.format).toBe('bitwarden-authenticator')
    expect(onlyAccount(read)).toEqual({ ...account, pinned: true, dropped: [] })
  })

  test('commas, quotes and number signs in names do no harm', async () => {
    const rows = [
      ',,1,Acme, Inc., Ltd.,,steam://JBSWY3DPEHPK3PXP,Acme, Inc., Ltd.,30,6',
      ',,1,"Quoted" name,,steam://JBSWY3DPEHPK3PXP,"Quoted" name,30,6',
      ',,1,"Acme, ""Inc.""",,"steam://JBSWY3DPEHPK3PXP","Acme, ""Inc.""",30,6',
      '#home,1,1,Vapor,https://a.example,steam://JBSWY3DPEHPK3PXP,Vapor,30,6',
    ]
    const read = await openPlain([header, ...rows].join('\r\n'))
    expect(read.entries.map(accountOf).map(({ issuer, type }) => [type, issuer])).toEqual([
      ['steam', 'Acme, Inc., Ltd.'],
      ['steam', '"Quoted" name'],
      ['steam', 'Acme, "Inc."'],
      ['steam', 'Vapor'],
    ])
    expect(read.entries.map(accountOf)[3]).toMatchObject({ tags: ['#home'], pinned: true, dropped: ['website'] })
  })

  test('a bare secret is one', async () => {
    expect(onlyAccount(await openPlain(`${header}\n,,1,GitHub,,jbswy3dpehpk3pxp`))).toMatchObject({
      issuer: 'GitHub',
      secret: 'JBSWY3DPEHPK3PXP',
    })
  })

  test('rows without a code are reported with their line', async () => {
    const read = await openPlain(`${header}\n\n,,1,GitHub,,\nbroken\n,,1,Other,,otpauth://totp/x?secret=0`)
    expect(read.entries).toMatchObject([
      { outcome: 'unreadable', label: 'GitHub', code: 'otp/missing-secret', text: ',,1,GitHub,,' },
      { outcome: 'unreadable', label: 'line 4', code: 'otp/missing-secret', text: 'broken' },
      { outcome: 'unreadable', label: 'Other', code: 'otp/invalid-secret' },
    ])
  })

  test('over 50,000 rows are refused', async () => {
    expect(await stateOf(`${header}\n${'x\n'.repeat(50_001)}`)).toBe('transfer/too-many')
  })
})

test('a file that is changed anywhere comes to an end', async () => {
  const many = { numRuns: mutationRuns }
  await fc.assert(
    fc.asyncProperty(mutatedJson(json(item(uri), item('steam://AAAA'))), (changed) => expectAnEnd(changed)),
    many,
  )
  const table = new TextEncoder().encode(
    `folder,favorite,type,name,login_uri,login_totp\n,1,1,Acme, Inc,,${uri},a,30,6`,
  )
  await fc.assert(
    fc.asyncProperty(mutatedBytes(table), (bytes) => expectAnEnd(bytes)),
    many,
  )
})

const files = exportFixtures('bitwarden-authenticator')

describe.skipIf(files.length === 0)('files of the app itself', () => {
  test.each(files.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    const opened = await openFixture(fixture)
    expectAccounts(fixture, opened)
    expect(opened.format).toBe('bitwarden-authenticator')
  })
})
