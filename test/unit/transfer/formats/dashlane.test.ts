import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import { expectAnEnd, mutatedBytes, mutationRuns, onlyAccount, openPlain } from '../../../support/foreign-file.ts'

const older = 'username,username2,username3,title,password,note,url,category,otpSecret'
const newer = 'username,username2,username3,title,password,note,url,category,otpUrl'

test('a row of an older export has a bare secret', async () => {
  const opened = await openPlain(
    `${older}\nada,ada2,,Forge,pw,"one, two",https://x,Work,JBSW Y3DP EHPK 3PXP\nada,,,b,,,,,\n`,
  )
  expect(opened).toMatchObject({ format: 'dashlane', skipped: 1, remarks: ['codes-only'] })
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: 'Forge',
    account: 'ada',
    note: 'one, two',
    tags: ['Work'],
    dropped: ['password', 'website', 'other-fields'],
  })
})

test('a row of a newer export has a link', async () => {
  const link = 'otpauth://totp/Forge:eve?secret=JBSWY3DPEHPK3PXP&issuer=Forge&period=60'
  const account = onlyAccount(await openPlain(`${newer}\n,ada2,,My forge,,,,,${link}\n`))
  expect(account).toMatchObject({ issuer: 'Forge', otherIssuer: 'My forge', account: 'eve', period: 60, dropped: [] })
})

test('the second name stands in for the first', async () => {
  expect(onlyAccount(await openPlain(`${older}\n,ada2,,Forge,,,,,JBSWY3DPEHPK3PXP\n`))).toMatchObject({
    account: 'ada2',
  })
})

test('whatever its bytes are, a table is opened or refused', async () => {
  const file = new TextEncoder().encode(`${older}\nada,,,Forge,,"a ""b""\nc",,Work,JBSWY3DPEHPK3PXP\n`)
  await fc.assert(
    fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes)),
    { numRuns: mutationRuns },
  )
})

const fixtures = exportFixtures('dashlane')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures)('$name', async (fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})
