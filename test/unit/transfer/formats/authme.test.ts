import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  expectAnEnd,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openPlain,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'

const block = (name: string, secret: string, issuer: string, type = 'OTP_TOTP') =>
  `\nName:   ${name} \nSecret: ${secret} \nIssuer: ${issuer} \nType:   ${type}\n`

const backup = (...blocks: readonly string[]) => ({
  role: 'codes',
  encrypted: false,
  codes: Buffer.from(blocks.join('')).toString('base64'),
  date: '2026-11-22',
  version: 3,
})

test('an account comes with all that the format has', async () => {
  const opened = await openPlain(backup(block('ada', 'JBSWY3DPEHPK3PXP', 'GitHub')))
  expect(opened.format).toBe('authme')
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: 'GitHub',
    account: 'ada',
    dropped: [],
  })
})

test('several accounts follow each other, with any line ends', async () => {
  const blocks = [block('ada', 'MFRGG', 'GitHub'), block('Gr\u00fcn: x', 'MFRGG', 'Old: Bank')]
  const opened = await openPlain(backup(...blocks.map((each) => each.replaceAll('\n', '\r\n'))))
  expect(opened.entries).toMatchObject([
    { account: { issuer: 'GitHub', account: 'ada' } },
    { account: { issuer: 'Old: Bank', account: 'Gr\u00fcn: x' } },
  ])
})

test('the line breaks that the app made of commas are commas again', async () => {
  const account = onlyAccount(await openPlain(backup(block('Lovelace\n Ada', 'MFRGG', 'Bank\nold'))))
  expect(account).toMatchObject({ account: 'Lovelace, Ada', issuer: 'Bank,old' })
})

test('blocks that are no accounts are reported one by one', async () => {
  const opened = await openPlain(
    backup(
      'a stray line\n',
      block('ada', '', 'GitHub'),
      block('ada', '1890', 'GitHub'),
      block('ada', 'MFRGG', 'GitHub', 'OTP_HOTP'),
      'Name:   no secret\n',
    ),
  )
  expect(outcomesOf(opened)).toEqual([
    'entry/malformed',
    'otp/empty-secret',
    'otp/invalid-secret',
    'otp/unsupported-type',
    'otp/missing-secret',
  ])
  expect(opened.entries[2]).toMatchObject({ label: 'GitHub: ada', text: expect.stringContaining('Secret: 1890') })
})

test("the app's own store is bound to its installation", async () => {
  expect(await stateOf({ ...backup(), encrypted: true })).toBe('transfer/bound')
})

test('codes that are no text in base64 are damaged', async () => {
  for (const codes of [null, 7, '*', Buffer.from([0xff]).toString('base64')]) {
    expect(await stateOf({ ...backup(), codes })).toBe('transfer/damaged')
  }
})

test('whatever its members are, a file is opened or refused', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedJson(backup(block('ada', 'MFRGG', 'GitHub'))), (file) => expectAnEnd(file)),
    { numRuns: mutationRuns },
  )
  await fc.assert(
    fc.asyncProperty(fc.string(), (text) => expectAnEnd(backup(block('ada', 'MFRGG', 'GitHub'), text))),
    { numRuns: mutationRuns },
  )
}, 120_000)
