import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EncodingError } from '../../../src/encoding/index.ts'
import { EntryError, hexSecret, rawAccountOf, readEntry, type RawAccount } from '../../../src/transfer/entry.ts'
import { anyCharacter } from '../../support/any-character.ts'

const record = { label: 'Forge', text: 'the record' }
const secret = 'JBSWY3DPEHPK3PXP'

function accountOf(raw: RawAccount) {
  const entry = readEntry(record, () => raw)
  if (entry.outcome !== 'account') throw new Error(entry.code)
  return entry
}

describe('an entry', () => {
  test('has the defaults of a time-based account', () => {
    const { account, dropped } = accountOf({ secret })
    expect(account).toEqual({
      type: 'totp',
      secret: new Uint8Array([72, 101, 108, 108, 111, 33, 0xde, 0xad, 0xbe, 0xef]),
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: '',
      account: '',
    })
    expect(dropped).toEqual([])
  })

  test('carries what an account can keep', () => {
    const times = { createdAt: 1, updatedAt: 2, lastUsedAt: 3, deletedAt: 4, useCount: 5 }
    const more = { note: ' a\r\nb ', tags: ['x', ' x ', '', undefined, 'y'], pinned: true, order: -3, ...times }
    const { account } = accountOf({ secret, issuer: 'Forge', account: 'ada', ...more })
    expect(account).toMatchObject({ note: 'a\nb', tags: ['x', 'y'], pinned: true, order: -3, ...times })
  })

  test('leaves out what is no time, no count and no place', () => {
    for (const value of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      const { account } = accountOf({ secret, createdAt: value, useCount: value, lastUsedAt: value })
      expect(Object.keys(account)).not.toEqual(expect.arrayContaining(['createdAt']))
      expect(account).not.toHaveProperty('useCount')
      expect(account).not.toHaveProperty('lastUsedAt')
    }
    expect(accountOf({ secret, order: Number.NaN }).account).not.toHaveProperty('order')
    expect(accountOf({ secret, pinned: false, note: ' ', tags: [''] }).account).not.toHaveProperty('tags')
  })

  test('keeps at most a hundred tags', () => {
    const tags = Array.from({ length: 1000 }, (_, at) => `tag ${at}`)
    expect(accountOf({ secret, tags }).account.tags).toHaveLength(100)
  })

  test.each([
    ['Forge', 'Forge:ada', 'Forge', 'ada'],
    ['Forge', 'FORGE: ada', 'Forge', 'ada'],
    ['Forge', 'Other:ada', 'Forge', 'Other:ada'],
    ['', 'Forge:ada', 'Forge', 'ada'],
    ['', 'Forge: a:b', 'Forge', 'a:b'],
    ['', 'ada', '', 'ada'],
    ['', ':ada', '', ':ada'],
    ['a:b', 'a:b:c', 'a:b', 'c'],
  ])('names %j and %j are %j and %j', (issuer, account, expectedIssuer, expectedAccount) => {
    expect(accountOf({ secret, issuer, account }).account).toMatchObject({
      issuer: expectedIssuer,
      account: expectedAccount,
    })
  })

  test('says another issuer only where it is another', () => {
    expect(accountOf({ secret, issuer: 'Forge', otherIssuer: 'forge ' })).not.toHaveProperty('otherIssuer')
    expect(accountOf({ secret, issuer: 'Forge', otherIssuer: '' })).not.toHaveProperty('otherIssuer')
    expect(accountOf({ secret, issuer: 'Forge', otherIssuer: 'Mine' }).otherIssuer).toBe('Mine')
  })

  test('says what was dropped', () => {
    expect(accountOf({ secret, dropped: [false, 'icon', undefined, 'website'] }).dropped).toEqual(['icon', 'website'])
  })
})

describe('a record that is no account', () => {
  const codeOf = (raw: RawAccount): string => {
    const entry = readEntry(record, () => raw)
    return entry.outcome === 'unreadable' ? entry.code : entry.outcome
  }

  test.each([
    ['otp/missing-secret', { secret: undefined }],
    ['otp/empty-secret', { secret: ' ' }],
    ['otp/invalid-secret', { secret: '0189' }],
    ['otp/secret-too-long', { secret: new Uint8Array(513) }],
    ['otp/unsupported-type', { secret, type: 'push' }],
    ['otp/unsupported-algorithm', { secret, algorithm: 'MD5' }],
    ['otp/invalid-digits', { secret, digits: '6.5' }],
    ['otp/invalid-period', { secret, period: 0 }],
    ['otp/invalid-counter', { secret, type: 'hotp', counter: -1 }],
    ['otp/name-too-long', { secret, account: 'a'.repeat(1025) }],
    ['otp/name-too-long', { secret, tags: ['a'.repeat(1025)] }],
  ])('is %s', (code, raw) => {
    expect(codeOf(raw)).toBe(code)
  })

  test('keeps its text, and enough of its name', () => {
    const long = { label: 'x'.repeat(1000), text: 'the record' }
    expect(readEntry(long, () => ({ secret: '0189' }))).toEqual({
      outcome: 'unreadable',
      label: 'x'.repeat(200),
      code: 'otp/invalid-secret',
      text: 'the record',
    })
  })

  test('may be told so by its reader', () => {
    const reasons: readonly (() => never)[] = [
      () => {
        throw new EntryError('entry/bound')
      },
      () => {
        throw new EncodingError('encoding/invalid-character', 'x')
      },
    ]
    expect(reasons.map((reason) => readEntry(record, reason))).toMatchObject([
      { code: 'entry/bound' },
      { code: 'otp/invalid-secret' },
    ])
  })

  test('does not swallow mistakes of a reader', () => {
    const wrong = (): never => {
      throw new TypeError('a mistake')
    }
    expect(() => readEntry(record, wrong)).toThrow(TypeError)
  })
})

describe('a key URI', () => {
  const link = `otpauth://totp/Forge:ada?secret=${secret}&issuer=Forge&period=60`

  test('gives an account, and what stands beside it wins', () => {
    expect(accountOf(rawAccountOf(link)).account).toMatchObject({ issuer: 'Forge', account: 'ada', period: 60 })
    const more = { issuer: 'Mine', note: 'x', account: undefined, tags: ['a'] }
    expect(accountOf(rawAccountOf(link, more)).account).toMatchObject({
      issuer: 'Mine',
      account: 'ada',
      note: 'x',
      tags: ['a'],
    })
  })

  test('brings tags, bin and the other issuer', () => {
    const display = encodeURIComponent(JSON.stringify({ tags: ['b'], trashed: true }))
    const { account, otherIssuer } = accountOf(
      rawAccountOf(`${link.replace('Forge:', 'Other:')}&codeDisplay=${display}`, { tags: ['a'] }, 7),
    )
    expect(account).toMatchObject({ tags: ['b', 'a'], deletedAt: 7 })
    expect(otherIssuer).toBe('Other')
  })
})

test('a hexadecimal secret is decoded, and one that is missing is said to be', () => {
  expect(hexSecret('DE ad be EF')).toEqual(new Uint8Array([0xde, 0xad, 0xbe, 0xef]))
  expect(readEntry(record, () => ({ secret: hexSecret(undefined) }))).toMatchObject({ code: 'otp/missing-secret' })
})

test('whatever texts a record has, it becomes an entry', () => {
  const any = fc.option(fc.oneof(fc.string({ unit: anyCharacter }), fc.constantFrom(secret, 'steam', 'hotp', '6')), {
    nil: undefined,
  })
  const number = fc.option(fc.oneof(fc.double(), fc.string(), fc.integer()), { nil: undefined })
  const raw = fc.record({
    type: any,
    secret: fc.oneof(any, fc.uint8Array({ maxLength: 600 })),
    issuer: any,
    account: any,
    algorithm: any,
    digits: number,
    period: number,
    counter: number,
    note: any,
    tags: fc.array(any),
    otherIssuer: any,
  })
  fc.assert(
    fc.property(raw, (members) => {
      expect(['account', 'unreadable']).toContain(readEntry(record, () => members).outcome)
    }),
  )
})

test('an endless note is given up, not the account', () => {
  const entry = readEntry({ label: 'x', text: 'y' }, () => ({ secret: 'GEZDGNBVGY3TQOJQ', note: 'a'.repeat(10_001) }))
  expect(entry).toMatchObject({ outcome: 'account', dropped: ['note'] })
  expect(entry.outcome === 'account' && entry.account.note).toBeUndefined()
})
