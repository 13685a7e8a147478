import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  expectAnEnd,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openPlain,
  outcomesOf,
} from '../../../support/foreign-file.ts'

const record = {
  accountType: 'OtpAccount',
  name: 'ada@example.org',
  otpGenerator: { otpSecret: 'JBSWY3DPEHPK3PXP' },
  logoUri: null,
  version: 3,
}

test('an account without a counter is time-based', async () => {
  const opened = await openPlain([record])
  expect(opened.format).toBe('duo')
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: '',
    account: 'ada@example.org',
    dropped: [],
  })
})

test('an account with a counter is counter-based', async () => {
  const hotp = { ...record, otpGenerator: { otpSecret: 'JBSWY3DPEHPK3PXP', counter: 0 } }
  expect(onlyAccount(await openPlain([hotp]))).toMatchObject({ type: 'hotp', counter: 0 })
})

test('a picture and the key of the telephone are said to be left behind', async () => {
  const account = onlyAccount(await openPlain([{ ...record, logoUri: 'file:///logo.png', pkey: 'x' }]))
  expect(account.dropped).toEqual(['icon', 'device'])
})

test('accounts that are confirmed on the telephone make no codes', async () => {
  const push = { accountType: 'DuoAccount', name: 'Acme', pkey: 'x' }
  const opened = await openPlain([record, push, { ...push, otpGenerator: {} }, { ...push, otpGenerator: null }, 'x'])
  expect(outcomesOf(opened)).toEqual(['account', 'entry/no-code', 'entry/no-code', 'entry/no-code', 'entry/malformed'])
  expect(opened.entries[1]).toMatchObject({ label: 'Acme' })
})

test('whatever its members are, a file is opened or refused', async () => {
  const hotp = { ...record, otpGenerator: { otpSecret: 'JBSWY3DPEHPK3PXP', counter: 7 } }
  await fc.assert(
    fc.asyncProperty(mutatedJson([record, hotp]), (file) => expectAnEnd(file)),
    { numRuns: mutationRuns },
  )
})
