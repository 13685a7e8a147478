import { createCipheriv, pbkdf2Sync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openExports, type LockedImport, type OpenImport } from '../../../../src/transfer/index.ts'
import { exportFixtures, expectAccounts, openFixture } from '../../../support/fixtures.ts'
import {
  expectAnEnd,
  mutatedJson,
  mutationRuns,
  onlyAccount,
  openPlain,
  outcomesOf,
} from '../../../support/foreign-file.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const password = 'copper lantern'

const maFile = {
  shared_secret: 'zvIayp3JPvtvX/QGHqsqKBk/44s=',
  account_name: 'ada',
  uri: 'otpauth://totp/Steam:ada?secret=ASDF&issuer=Steam',
  identity_secret: 'kjsdlwowiqe=',
  revocation_code: 'R12345',
  device_id: 'android:99d2ad0e',
  Session: { SteamID: 1234 },
}

const salt = Buffer.alloc(8, 3)
const iv = Buffer.alloc(16, 5)

function sealed(content: unknown, by = password): string {
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(by, salt, 50_000, 32, 'sha1'), iv)
  return Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()]).toString('base64')
}

const manifest = (...filenames: readonly string[]) => ({
  encrypted: true,
  entries: filenames.map((filename) => ({
    encryption_iv: iv.toString('base64'),
    encryption_salt: salt.toString('base64'),
    filename,
    steamid: 1234,
  })),
})

/** Opens files that must be one export. */
async function openTogether(files: Readonly<Record<string, unknown>>): Promise<OpenImport | LockedImport | string> {
  const exports = await openExports(
    Object.entries(files).map(([name, content]) => ({
      name,
      bytes: new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
    })),
  )
  const [one] = exports
  if (one === undefined || exports.length > 1) throw new Error(`${exports.length} exports`)
  return one.state === 'refused' ? `${one.format} ${one.code}` : one
}

async function lockedOf(files: Readonly<Record<string, unknown>>): Promise<LockedImport> {
  const opened = await openTogether(files)
  if (typeof opened === 'string' || opened.state !== 'locked') throw new Error('it is not locked')
  return opened
}

test('an account comes with all that can be kept; the secret is not that of its link', async () => {
  const opened = await openPlain(maFile)
  expect(opened.format).toBe('steam')
  expect(onlyAccount(opened)).toEqual({
    type: 'steam',
    secret: 'Z3ZBVSU5ZE7PW3276QDB5KZKFAMT7Y4L',
    algorithm: 'SHA1',
    digits: 5,
    period: 30,
    issuer: 'Steam',
    account: 'ada',
    note: 'Revocation code: R12345',
    dropped: ['other-fields', 'device'],
  })
})

test('several files are one export', async () => {
  const opened = await openTogether({ 'a.maFile': maFile, 'b.maFile': { ...maFile, account_name: 'grace' } })
  expect(opened).toMatchObject({
    state: 'open',
    files: ['a.maFile', 'b.maFile'],
    entries: [{ account: { account: 'ada' } }, { account: { account: 'grace' } }],
  })
})

test('a manifest beside files that are not encrypted says nothing', async () => {
  const plain = { encrypted: false, entries: [{ encryption_iv: null, encryption_salt: null, filename: 'a.maFile' }] }
  expect(await openTogether({ 'manifest.json': plain, 'a.maFile': maFile })).toMatchObject({
    entries: [{ outcome: 'account' }],
  })
})

test('a telephone has several accounts in one file; one without a name has its number', async () => {
  const { account_name: _name, revocation_code: _code, ...rest } = maFile
  const opened = await openPlain({ accounts: { a: maFile, b: { ...rest, steamid: '7656' }, c: {}, d: null } })
  expect(outcomesOf(opened)).toEqual(['account', 'account', 'otp/missing-secret', 'entry/malformed'])
  expect(opened.entries[1]).toMatchObject({ account: { account: '7656' } })
  expect(opened.entries[1]).not.toHaveProperty('account.note')
})

test('records that are no accounts are reported one by one', async () => {
  const broken = { a: { ...maFile, shared_secret: 7 }, b: { ...maFile, shared_secret: '*' }, c: { shared_secret: '' } }
  const opened = await openPlain({ accounts: broken })
  expect(outcomesOf(opened)).toEqual(['entry/malformed', 'otp/invalid-secret', 'otp/empty-secret'])
  expect(opened.entries[0]).toMatchObject({ label: 'ada', text: expect.stringContaining('"shared_secret":7') })
})

describe('encrypted files', () => {
  test('open with their manifest and password, after a wrong one', async () => {
    const files = {
      'folder/A.maFile': sealed(maFile),
      'manifest.json': manifest('a.maFile', 'b.maFile', 'never.maFile'),
      'b.maFile': sealed({ ...maFile, account_name: 'grace' }),
      'c.maFile': maFile,
    }
    const locked = await lockedOf(files)
    expect(locked.files).toHaveLength(4)
    expect(await outcomeOf(() => locked.unlock('tin lantern'))).toBe('transfer/wrong-password')
    expect(await outcomeOf(() => locked.unlock(password, { signal: AbortSignal.abort() }))).toBe('transfer/cancelled')
    expect(outcomesOf(await locked.unlock(password))).toEqual(['account', 'account', 'account'])
  })

  test('a single one may have another name than the manifest says', async () => {
    const locked = await lockedOf({ 'a (1).maFile': sealed(maFile), 'manifest.json': manifest('a.maFile') })
    expect(onlyAccount(await locked.unlock(password))).toMatchObject({ account: 'ada' })
  })

  test('one under another password is reported, as is one that is cut off', async () => {
    const locked = await lockedOf({
      'a.maFile': sealed(maFile),
      'b.maFile': sealed(maFile, 'another'),
      'c.maFile': sealed(maFile).slice(0, 100),
      'manifest.json': manifest('a.maFile', 'b.maFile', 'c.maFile'),
    })
    const opened = await locked.unlock(password)
    expect(outcomesOf(opened)).toEqual(['account', 'entry/password', 'entry/malformed'])
    expect(opened.entries[1]).toMatchObject({ label: 'b.mafile', text: sealed(maFile, 'another') })
  })

  test('without the manifest, or with that of others, or the manifest alone: something is missing', async () => {
    const missing = 'steam transfer/companion-missing'
    expect(await openTogether({ 'a.maFile': sealed(maFile) })).toBe(missing)
    expect(await openTogether({ 'manifest.json': manifest('a.maFile') })).toBe(missing)
    const others = { 'a.maFile': sealed(maFile), 'manifest.json': manifest('b.maFile', 'c.maFile') }
    expect(await openTogether(others)).toBe(missing)
  })

  test('that are all cut off are damaged', async () => {
    const cut = { 'a.maFile': sealed(maFile).slice(0, 100), 'manifest.json': manifest('a.maFile') }
    expect(await openTogether(cut)).toBe('steam transfer/damaged')
  })
})

test('whatever its members are, a file is opened or refused', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedJson({ accounts: { a: maFile, b: maFile } }), (file) => expectAnEnd(file)),
    { numRuns: mutationRuns },
  )
}, 120_000)

test('whatever the manifest says, its files are opened or refused', async () => {
  const file = sealed(maFile)
  await fc.assert(
    fc.asyncProperty(mutatedJson(manifest('a.maFile')), async (value) => {
      const exports = await openExports([
        { name: 'manifest.json', bytes: new TextEncoder().encode(JSON.stringify(value) ?? '') },
        { name: 'a.maFile', bytes: new TextEncoder().encode(file) },
      ])
      for (const each of exports) {
        const end = each.state === 'locked' ? await outcomeOf(() => each.unlock(password)) : each.state
        expect(['success', 'transfer/wrong-password', 'open', 'refused']).toContain(end)
      }
    }),
    { numRuns: mutationRuns / 3 },
  )
}, 120_000)

const fixtures = exportFixtures('steam')

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
    if (!fixture.encrypted) return
    expect(await outcomeOf(() => openFixture({ ...fixture, passphrase: 'wrong' }))).toBe('transfer/wrong-password')
  })
})
