import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  expectAnEnd,
  mutatedBytes,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openLocked,
  openPlain,
  outcomesOf,
} from '../../../support/foreign-file.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const record = {
  issuer: 'GitHub',
  account: 'ada',
  secret: 'JBSWY3DPEHPK3PXP',
  algorithm: 'SHA256',
  digits: '8',
  kind: 'TOTP',
  timer: '60',
  counter: '0',
  pinned: 'true',
  iconType: '',
  iconValue: '',
}

/** The archive that the app writes: the list and a sheet to print, both under WinZip's AES-256. */
async function archive(list: unknown, password: string): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { password, encryptionStrength: 3, useWebWorkers: false })
  await writer.add('raivo-otp-export.json', new TextReader(JSON.stringify(list)))
  await writer.add('raivo-otp-export.html', new TextReader('<!doctype html><html><body>GitHub</body></html>'))
  return writer.close()
}

test('the list as it is: all values are texts', async () => {
  const opened = await openPlain([record])
  expect(opened.format).toBe('raivo')
  expect(onlyAccount(opened)).toEqual({
    type: 'totp',
    secret: 'JBSWY3DPEHPK3PXP',
    algorithm: 'SHA256',
    digits: 8,
    period: 60,
    issuer: 'GitHub',
    account: 'ada',
    pinned: true,
    dropped: [],
  })
})

test('a counter in text is a counter, and "false" is not pinned', async () => {
  const account = onlyAccount(await openPlain([{ ...record, kind: 'HOTP', counter: '12', pinned: 'false' }]))
  expect(account).toMatchObject({ type: 'hotp', counter: 12 })
  expect(account).not.toHaveProperty('pinned')
})

test('a picture that was chosen is said to be left behind', async () => {
  const account = onlyAccount(
    await openPlain([{ ...record, iconType: 'raivo_repository', iconValue: 'GitHub/gh.png' }]),
  )
  expect(account.dropped).toEqual(['icon'])
})

test('records that are no accounts are reported one by one', async () => {
  const opened = await openPlain([record, { ...record, kind: 'PUSH' }, { ...record, digits: 'six' }, []])
  expect(outcomesOf(opened)).toEqual(['account', 'otp/unsupported-type', 'otp/invalid-digits', 'entry/malformed'])
})

test('the archive opens with its password, after a wrong one', async () => {
  const locked = await openLocked(await archive([record], 'copper lantern'))
  expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
  const opened = await locked.unlock('copper lantern')
  expect(opened.format).toBe('raivo')
  expect(opened.files).toEqual(['file'])
  expect(onlyAccount(opened)).toMatchObject({ issuer: 'GitHub', account: 'ada', digits: 8 })
})

test('whatever its members are, a file is opened or refused', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedJson([record, { ...record, kind: 'HOTP' }]), (file) => expectAnEnd(file)),
    { numRuns: mutationRuns },
  )
})

test('whatever became of its bytes, an archive is opened or refused', async () => {
  const whole = await archive([record], 'copper lantern')
  await fc.assert(
    fc.asyncProperty(mutatedBytes(whole), async (file) => {
      await expectAnEnd(file)
      const locked = await openLocked(file).catch(() => undefined)
      if (locked !== undefined)
        expect(await outcomeOf(() => locked.unlock('copper lantern'))).toMatch(/^success|^transfer/)
    }),
    { numRuns: mutationRuns / 3 },
  )
})
