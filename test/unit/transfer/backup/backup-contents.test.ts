import { describe, expect, test } from 'vitest'
import type { Account } from '../../../../src/account.ts'
import { encodeUtf8 } from '../../../../src/encoding/index.ts'
import { formatContents, parseContents } from '../../../../src/transfer/backup/backup-contents.ts'
import { TransferError, type TransferReason } from '../../../../src/transfer/errors.ts'

const id = 'AAECAwQFBgcICQoLDA0ODw'
const writtenAt = Date.UTC(2026, 10, 22, 1, 2, 3, 4)

/** With something in every member. */
const full: Account = {
  id,
  type: 'hotp',
  issuer: 'Quarrybank',
  account: 'merriweather',
  secret: new Uint8Array([1, 2, 3, 4, 5]),
  algorithm: 'SHA256',
  digits: 8,
  counter: 12,
  note: 'behind the umbrella stand',
  tags: ['bank', 'home'],
  pinned: true,
  hidden: true,
  icon: { service: 'quarry', letters: 'QB' },
  order: 1.5,
  createdAt: 1000,
  updatedAt: 2000,
  lastUsedAt: 3000,
  useCount: 4,
  deletedAt: 5000,
}
const head = { createdAt: writtenAt, generator: 'mfa-manager/1.0.0', vaultId: id, epoch: 7 }
const noRandom = (): never => {
  throw new Error('every account has an id')
}
const written = (json: unknown): Uint8Array => encodeUtf8(JSON.stringify(json))
const accountJson = { id, type: 'totp', secret: 'AEBAGBAF' }

function reasonsFor(json: unknown): readonly TransferReason[] {
  try {
    parseContents(written(json))
  } catch (error) {
    if (error instanceof TransferError) return error.reasons
  }
  throw new Error('it was read')
}

describe('the contents of a backup', () => {
  test('are read as they were written, whatever they hold', () => {
    const contents = {
      ...head,
      accounts: [full],
      settings: { density: 'grid' },
      kept: [{ line: 'x' }],
      unknownMembers: { later: true },
    }
    const text = formatContents(contents, noRandom)
    expect(JSON.parse(text)).toMatchObject({ createdAt: '2026-11-22T01:02:03.004Z', later: true, epoch: 7 })
    expect(parseContents(encodeUtf8(text))).toEqual(contents)
  })

  test('leave out what is not there, and read without it', () => {
    const text = formatContents({ accounts: [] }, noRandom)
    expect(JSON.parse(text)).toEqual({ accounts: [] })
    expect(parseContents(encodeUtf8(text))).toEqual({ accounts: [] })
  })

  test('give an account an id where it has none, and only there', () => {
    const { id: _, ...draft } = full
    const text = formatContents({ accounts: [draft, full] }, (length) => new Uint8Array(length).fill(9))
    const { accounts } = JSON.parse(text) as { readonly accounts: readonly { readonly id: string }[] }
    expect(accounts.map((account) => account.id)).toEqual(['CQkJCQkJCQkJCQkJCQkJCQ', id])
  })

  test('of an account that says least have what stands in for the rest', () => {
    const { accounts } = parseContents(written({ createdAt: '2026-11-22T01:02:03Z', accounts: [accountJson] }))
    expect(accounts).toEqual([
      {
        id,
        type: 'totp',
        secret: new Uint8Array([1, 2, 3, 4, 5]),
        algorithm: 'SHA1',
        digits: 6,
        period: 30,
        issuer: '',
        account: '',
        note: '',
        tags: [],
        pinned: false,
        hidden: false,
        order: 0,
        createdAt: Date.UTC(2026, 10, 22, 1, 2, 3),
        updatedAt: Date.UTC(2026, 10, 22, 1, 2, 3),
        useCount: 0,
      },
    ])
  })

  test('keep what a newer version said of an account and of its icon', () => {
    const later = { ...accountJson, colour: 'green', icon: { letters: 'Q', shape: 'round' } }
    const [account] = parseContents(written({ accounts: [later] })).accounts
    expect(account).toMatchObject({ unknownMembers: { colour: 'green' }, icon: { letters: 'Q', shape: 'round' } })
    expect(JSON.parse(formatContents({ accounts: account ? [account] : [] }, noRandom))).toMatchObject({
      accounts: [{ colour: 'green', icon: { letters: 'Q', shape: 'round' } }],
    })
  })

  test.each([
    ['createdAt', { createdAt: '2026-11-22T01:02:03' }, 'out-of-range'],
    ['createdAt', { createdAt: ' 2026-11-22T01:02:03Z' }, 'out-of-range'],
    ['createdAt', { createdAt: '2026-11-22T01:02:03Z ' }, 'out-of-range'],
    ['createdAt', { createdAt: '2026-02-30T01:02:03Z' }, 'out-of-range'],
    ['generator', { generator: 7 }, 'wrong-type'],
    ['vaultId', { vaultId: [] }, 'wrong-type'],
    ['epoch', { epoch: 1.5 }, 'out-of-range'],
    ['settings', { settings: [] }, 'wrong-type'],
    ['kept', { kept: {} }, 'wrong-type'],
  ])('with a %s that is none are refused: %j', (member, json, problem) => {
    expect(reasonsFor({ accounts: [], ...json })).toEqual([{ account: null, member, problem }])
  })

  const many = 'x'.repeat(1025)
  test.each([
    ['id', { id: undefined }, 'missing'],
    ['type', { type: undefined }, 'missing'],
    ['secret', { secret: undefined }, 'missing'],
    ['id', { id: 'short' }, 'not-an-id'],
    ['secret', { secret: 'aebagbaf' }, 'not-base32'],
    ['algorithm', { algorithm: 'sha1' }, 'out-of-range'],
    ['digits', { digits: 11 }, 'otp/invalid-digits'],
    ['period', { period: 0 }, 'otp/invalid-period'],
    ['type', { type: 'other' }, 'otp/unsupported-type'],
    ['tags', { tags: [1] }, 'wrong-type'],
    ['tags', { tags: [many] }, 'too-long'],
    ['issuer', { issuer: many }, 'too-long'],
    ['account', { account: many }, 'too-long'],
    ['hidden', { hidden: 1 }, 'wrong-type'],
    ['createdAt', { createdAt: -1 }, 'out-of-range'],
    ['updatedAt', { updatedAt: -1 }, 'out-of-range'],
    ['lastUsedAt', { lastUsedAt: -1 }, 'out-of-range'],
    ['icon.service', { icon: { service: 1 } }, 'wrong-type'],
    ['icon.letters', { icon: { letters: many } }, 'too-long'],
  ])('with an account whose %s is wrong are refused: %#', (member, json, problem) => {
    expect(reasonsFor({ accounts: [accountJson, { ...accountJson, id: 'AQECAwQFBgcICQoLDA0ODw', ...json }] })).toEqual([
      { account: 1, member, problem },
    ])
  })

  test.each([
    ['is no object', [accountJson, 7], { account: 1, member: '', problem: 'wrong-type' }],
    ['is there twice', [accountJson, accountJson], { account: 1, member: 'id', problem: 'twice' }],
  ])('with an account that %s are refused', (_what, accounts, reason) => {
    expect(reasonsFor({ accounts })).toEqual([reason])
  })

  test.each([['[]'], ['{}'], ['{"accounts":{}}'], ['']])('are not %s', (text) => {
    expect(() => parseContents(encodeUtf8(text))).toThrow(expect.objectContaining({ code: 'backup/payload' }))
  })
})
