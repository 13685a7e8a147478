import * as fc from 'fast-check'
import { expect, test } from 'vitest'
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
  title: 'Forge',
  favorite: 1,
  trashed: 0,
  archived: 0,
  folders: ['child'],
  note: 'by hand',
  createdAt: 1_666_550_499,
  updated_at: 1_666_554_621,
  fields: [
    { type: 'username', value: 'ada', deleted: 0 },
    { type: 'email', value: 'ada@example.org', deleted: 0 },
    { type: 'password', value: 'pw', deleted: 0 },
    { type: 'url', value: 'https://x', deleted: 0 },
    { type: 'phone', value: '', deleted: 0 },
    { type: 'totp', value: 'jbsw y3dp ehpk 3pxp', deleted: 0 },
    { type: 'totp', value: 'KRUGKIDROVUWG2ZA', deleted: 1 },
  ],
}

const folders = [
  { uuid: 'child', title: 'Servers', parent_uuid: 'parent' },
  { uuid: 'parent', title: 'Work', parent_uuid: '' },
]

test('an item brings names, note, folders, star and times', async () => {
  const opened = await openPlain({ folders, items: [item, { title: 'none', fields: [] }] })
  expect(opened).toMatchObject({ format: 'enpass', skipped: 1, remarks: ['codes-only'] })
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: 'Forge',
    account: 'ada',
    note: 'by hand',
    tags: ['Work/Servers'],
    pinned: true,
    createdAt: 1_666_550_499_000,
    updatedAt: 1_666_554_621_000,
    dropped: ['password', 'website'],
  })
})

test('the address stands in for a user name, and what is in the trash comes deleted', async () => {
  const fields = [
    { type: 'username', value: '' },
    { type: 'email', value: 'ada@example.org' },
    { type: 'text', value: 'more' },
    { type: 'totp', value: 'otpauth://totp/Forge?secret=JBSWY3DPEHPK3PXP&period=60' },
  ]
  const opened = await openPlain({ items: [{ ...item, trashed: 1, favorite: 0, fields }] })
  expect(onlyAccount(opened)).toMatchObject({ account: 'Forge', deletedAt: openedAt, dropped: ['other-fields'] })
  const bare = await openPlain({
    items: [{ title: 'x', fields: [...fields.slice(0, 2), { type: 'totp', value: 'JBSWY3DPEHPK3PXP' }] }],
  })
  expect(onlyAccount(bare)).toMatchObject({ issuer: 'x', account: 'ada@example.org' })
})

test('folders that contain each other end', async () => {
  const circle = [
    { uuid: 'child', title: 'a', parent_uuid: 'parent' },
    { uuid: 'parent', title: 'b', parent_uuid: 'child' },
  ]
  const opened = await openPlain({ folders: circle, items: [{ ...item, folders: ['child', 'gone', 7, null] }] })
  expect(opened.entries.map(accountOf)).toMatchObject([{ tags: [expect.stringContaining('b/a')] }])
})

test('a code that is none is reported', async () => {
  const opened = await openPlain({ items: [{ title: 'x', fields: [{ type: 'totp', value: '0189' }] }] })
  expect(outcomesOf(opened)).toEqual(['otp/invalid-secret'])
})

test('whatever its members are, it is opened or refused', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedJson({ folders, items: [item] }), (file) => expectAnEnd(file)),
    { numRuns: mutationRuns },
  )
})
