import { describe, expect, test } from 'vitest'
import { newBackupRoot, readBackup, verifyBackup, writeBackup } from '../../../../src/transfer/index.ts'
import { hotpDraft, totpDraft } from '../../../support/drafts.ts'
import { nodeKdf } from '../../../support/kdf.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const kdf = nodeKdf()
const at = Date.UTC(2026, 10, 22)
const ids = ['AAECAwQFBgcICQoLDA0ODw', 'AQECAwQFBgcICQoLDA0ODw']
const accounts = [
  { ...totpDraft(), id: ids[0] ?? '' },
  { ...hotpDraft(), id: ids[1] ?? '' },
]
const root = await newBackupRoot('copper lantern', { kdf })
const bytes = await writeBackup(accounts, root, { kdf })
const verify = (expected: Parameters<typeof verifyBackup>[2], from = bytes) =>
  outcomeOf(() => verifyBackup(from, root, expected, { kdf, at }))

const idOf = (place: number) => `A${String(place)}ECAwQFBgcICQoLDA0ODw`
const others = [
  { ...totpDraft(), id: idOf(1) },
  { ...totpDraft(), type: 'motp' as const, id: idOf(2) },
  { ...totpDraft(), type: 'motp' as const, pin: '1234', id: idOf(3) },
  { ...totpDraft(), type: 'steam' as const, id: idOf(4) },
]
const bytesOfOthers = await writeBackup(others, root, { kdf })

describe('a backup that was written', () => {
  test('is verified against what it was made of', async () => {
    expect(await verifyBackup(bytes, root, accounts, { kdf, at })).toEqual({ accounts: 2 })
  })

  test.each([
    ['one account fewer', accounts.slice(1)],
    ['one account fewer at the end', accounts.slice(0, 1)],
    ['one more', [...accounts, ...accounts]],
    ['another order of ids', accounts.toReversed()],
    ['another id', accounts.map((account) => ({ ...account, id: 'AwECAwQFBgcICQoLDA0ODw' }))],
    ['another secret', accounts.map((account) => ({ ...account, secret: new Uint8Array(20) }))],
    ['other codes', accounts.map((account) => ({ ...account, digits: 8 }))],
    ['another counter', accounts.map((account) => (account.type === 'hotp' ? { ...account, counter: 7 } : account))],
  ])('does not pass for %s', async (_, expected) => {
    expect(await verify(expected)).toBe('transfer/backup-differs')
  })

  test('is verified where an account has no PIN yet', async () => {
    expect(await verify(others, bytesOfOthers)).toBe('success')
  })

  test.each([
    ['another PIN', { pin: '4321' }, 2],
    ['no PIN', { pin: '' }, 2],
    ['a PIN that is not in the file', { pin: '1234' }, 1],
    ['another type', { type: 'totp' as const }, 3],
    ['another period', { period: 60 }, 0],
  ])('does not pass for %s', async (_, change, place) => {
    const expected = others.map((account, index) => (index === place ? { ...account, ...change } : account))
    expect(await verify(expected, bytesOfOthers)).toBe('transfer/backup-differs')
  })

  test('gives drafts their ids, and passes for them', async () => {
    const drafts = accounts.map(({ id: _, ...draft }) => draft)
    expect(await verify(drafts, await writeBackup(drafts, root, { kdf }))).toBe('success')
    expect(await verify(drafts.slice(1), await writeBackup(drafts.slice(0, 1), root, { kdf }))).not.toBe('success')
  })

  test('does not pass when the place it was put in lost a byte', async () => {
    expect(await verify(accounts, bytes.slice(0, -1))).not.toBe('success')
  })
})

describe('a root', () => {
  test('writes files that the passphrase opens, each under keys of its own', async () => {
    const other = await writeBackup(accounts, root, { kdf })
    const [one, two] = [bytes, other].map((file) => JSON.parse(new TextDecoder().decode(file)))
    expect(one.kdf).toEqual(two.kdf)
    expect([one.nonce === two.nonce, one.commit === two.commit]).toEqual([false, false])
    expect((await readBackup(other, 'copper lantern', { kdf })).accounts).toHaveLength(2)
  })

  test('opens only files of its own salt', async () => {
    const foreign = await newBackupRoot('copper lantern', { kdf })
    expect(await outcomeOf(() => readBackup(bytes, foreign, { kdf }))).toBe('backup/passphrase')
  })
})
