import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  expectAnEnd,
  mutatedBytes,
  mutationRuns,
  onlyAccount,
  openPlain,
  outcomesOf,
} from '../../../support/foreign-file.ts'

const header = 'url,username,password,totp,extra,name,grouping,fav'

test('a row brings names, note, folder and star', async () => {
  const opened = await openPlain(
    `${header}\nhttps://x,ada,pw,jbswy3dpehpk3pxp,"a\nb",Forge,Work\\Servers,1\nhttps://y,b,pw,,,c,,0\n`,
  )
  expect(opened).toMatchObject({ format: 'lastpass', skipped: 1, remarks: ['codes-only'] })
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: 'Forge',
    account: 'ada',
    note: 'a\nb',
    tags: ['Work/Servers'],
    pinned: true,
    dropped: ['password', 'website'],
  })
})

test('notes are counted, whatever stands in them', async () => {
  const opened = await openPlain(`${header}\nhttp://sn,,,JBSWY3DPEHPK3PXP,a,b,,0\nhttps://x,,,JBSWY3DPEHPK3PXP,,,,0\n`)
  expect(opened.skipped).toBe(1)
  expect(outcomesOf(opened)).toEqual(['account'])
})

test('whatever its bytes are, a table is opened or refused', async () => {
  const file = new TextEncoder().encode(`${header}\nhttps://x,ada,pw,jbswy3dpehpk3pxp,"a\nb",Forge,Work\\Servers,1\n`)
  await fc.assert(
    fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes)),
    { numRuns: mutationRuns },
  )
})

const fixtures = exportFixtures('lastpass-password-manager')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures)('$name', async (fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})
