import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import { expectAnEnd, mutatedBytes, mutationRuns, onlyAccount, openPlain } from '../../../support/foreign-file.ts'

const header = '\ufeffTitle,URL,Username,Password,Notes,OTPAuth'

test('a row brings names and note', async () => {
  const link = 'otpauth://totp/Forge:ada?secret=JBSWY3DPEHPK3PXP&issuer=Forge&algorithm=SHA256&digits=8&period=60'
  const opened = await openPlain(`${header}\nForge (ada),https://x/,ada,pw,by hand,${link}\nNone (b),,b,pw,,\n`)
  expect(opened).toMatchObject({ format: 'apple-passwords', skipped: 1, remarks: ['codes-only'] })
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA256',
    digits: 8,
    period: 60,
    issuer: 'Forge',
    account: 'ada',
    note: 'by hand',
    dropped: ['password', 'website'],
  })
})

test('the user name in the title is not part of the issuer', async () => {
  const link = 'otpauth://totp/?secret=JBSWY3DPEHPK3PXP'
  const rows = [`Forge (ada),,ada,,,${link}`, `Forge (home),,ada,,,${link}`, `Forge ( ),,,,,${link}`]
  const issuers = await Promise.all(rows.map(async (row) => onlyAccount(await openPlain(`${header}\n${row}\n`)).issuer))
  expect(issuers).toEqual(['Forge', 'Forge (home)', 'Forge ( )'])
})

test('whatever its bytes are, a table is opened or refused', async () => {
  const file = new TextEncoder().encode(`${header}\nForge (ada),,ada,,,otpauth://totp/?secret=JBSWY3DPEHPK3PXP\n`)
  await fc.assert(
    fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes)),
    { numRuns: mutationRuns },
  )
})

const fixtures = exportFixtures('apple-passwords')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures)('$name', async (fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})
