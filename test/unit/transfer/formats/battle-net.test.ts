import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeHex } from '../../../../src/encoding/index.ts'
import {
  expectAnEnd,
  mutatedBytes,
  mutationRuns,
  onlyAccount,
  openPlain,
  outcomesOf,
} from '../../../support/foreign-file.ts'

// From the description of the format; kept apart from the reader's own copy.
const mask =
  '398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c6479015c1d5b8b8f6b9a'

function masked(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return encodeHex(bytes.map((byte, at) => byte ^ Number.parseInt(mask.slice(at * 2, at * 2 + 2) || '0', 16)))
}

function preferences(secret: string, serial?: string): string {
  const entry = (name: string, value: string) =>
    `<string name="com.blizzard.messenger.AUTHENTICATOR_${name}">${value}</string>`
  const more = serial === undefined ? '' : entry('SERIAL', serial)
  return `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>${more}${entry('DEVICE_SECRET', secret)}<boolean name="x" value="true" /></map>`
}

const hex = '48656c6c6f21deadbeef48656c6c6f21deadbeef'

test('secret and serial come out from under the mask', async () => {
  const opened = await openPlain(preferences(masked(hex), masked('US-1234-5678-9012')))
  expect(opened.format).toBe('battle-net')
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    algorithm: 'SHA1',
    digits: 8,
    period: 30,
    issuer: 'Battle.net',
    account: 'US-1234-5678-9012',
    dropped: [],
  })
})

test('the account needs no serial', async () => {
  expect(onlyAccount(await openPlain(preferences(masked(hex))))).toMatchObject({ issuer: 'Battle.net', account: '' })
})

test.each([
  ['is no hexadecimal', 'zz', 'otp/invalid-secret'],
  ['is none under the mask', masked('no secret'), 'otp/invalid-secret'],
  ['is no text under the mask', 'ff'.repeat(40), 'otp/invalid-secret'],
  ['is empty', '', 'otp/empty-secret'],
  ['is longer than the mask', '00'.repeat(58), 'entry/malformed'],
])('a secret that %s is reported', async (_what, secret, code) => {
  expect(outcomesOf(await openPlain(preferences(secret)))).toEqual([code])
})

test('whatever became of its bytes, a file is opened or refused', async () => {
  const file = new TextEncoder().encode(preferences(masked(hex), masked('US-1234-5678-9012')))
  await fc.assert(
    fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes)),
    { numRuns: mutationRuns },
  )
})
