import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exportFixtures, expectAccounts, openFixture } from '../../../support/fixtures.ts'
import {
  expectAnEnd,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openPlain,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'

const record = {
  accountID: '',
  issuerName: 'GitHub',
  originalIssuerName: 'GitHub',
  userName: 'ada',
  originalUserName: 'ada',
  pushNotification: false,
  secret: 'JBSWY3DPEHPK3PXP',
  timeStep: 60,
  digits: 8,
  creationTimestamp: 1_765_463_527_318,
  isFavorite: true,
  algorithm: 'SHA256',
  folderData: { folderId: 2, position: 3 },
}

const folders = [
  { id: 1, name: 'Favorites', isOpened: true },
  { id: 2, name: 'Work', isOpened: true },
  { id: 0, name: 'Other accounts', isOpened: true },
]

const backup = (...accounts: readonly unknown[]) => ({ deviceName: 'telephone', version: 3, accounts, folders })

test('an account comes with all that can be kept', async () => {
  const opened = await openPlain(backup(record))
  expect(opened.format).toBe('lastpass-authenticator')
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA256',
    digits: 8,
    period: 60,
    issuer: 'GitHub',
    account: 'ada',
    tags: ['Work'],
    pinned: true,
    order: 3,
    createdAt: 1_765_463_527_318,
    dropped: [],
  })
})

test('the folder of accounts in no folder is no tag', async () => {
  const account = onlyAccount(await openPlain(backup({ ...record, folderData: { folderId: 0, position: 0 } })))
  expect(account).not.toHaveProperty('tags')
})

test('times of iOS are in seconds', async () => {
  const account = onlyAccount(await openPlain(backup({ ...record, creationTimestamp: 1_746_694_099 })))
  expect(account.createdAt).toBe(1_746_694_099_000)
})

test('names before they were changed are told where they differ', async () => {
  const renamed = { ...record, originalIssuerName: 'github.com', originalUserName: 'countess', pushNotification: true }
  const account = onlyAccount(await openPlain(backup(renamed)))
  expect(account).toMatchObject({ issuer: 'GitHub', otherIssuer: 'github.com', dropped: ['previous-name', 'device'] })
})

test('members that are missing have their defaults', async () => {
  const account = onlyAccount(await openPlain(backup({ secret: 'JBSWY3DPEHPK3PXP', timeStep: null })))
  expect(account).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: '',
    account: '',
    dropped: [],
  })
})

test('Steam is known by its name and five digits', async () => {
  const steam = onlyAccount(await openPlain(backup({ ...record, issuerName: 'steam', digits: 5 })))
  expect(steam).toMatchObject({ type: 'steam', algorithm: 'SHA1', digits: 5, period: 30 })
  expect(onlyAccount(await openPlain(backup({ ...record, issuerName: 'Steam', digits: 6 })))).toMatchObject({
    type: 'totp',
    digits: 6,
  })
})

test('records that are no accounts are reported one by one', async () => {
  const opened = await openPlain(
    backup(
      record,
      { ...record, algorithm: 'MD5' },
      { ...record, secret: 'no key!' },
      { ...record, secret: undefined },
      7,
    ),
  )
  expect(outcomesOf(opened)).toEqual([
    'account',
    'otp/unsupported-algorithm',
    'otp/invalid-secret',
    'otp/missing-secret',
    'entry/malformed',
  ])
  expect(opened.entries[1]).toMatchObject({ label: 'GitHub: ada', text: expect.stringContaining('"MD5"') })
})

test('a text of that kind that is no export of the app is not recognised', async () => {
  expect(await stateOf({ accounts: [{ secret: 'JBSWY3DPEHPK3PXP' }] })).toBe('transfer/unrecognised')
})

test('whatever its members are, a file is opened or refused', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedJson(backup(record, record)), (file) => expectAnEnd(file)),
    { numRuns: mutationRuns },
  )
})

const fixtures = exportFixtures('lastpass-authenticator')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
  })
})
