import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Account } from '../../../src/account.ts'
import { accountContent, formatAccount, parseAccount } from '../../../src/vault/account-record.ts'
import { editedAccount, newAccount } from '../../../src/vault/account-changes.ts'
import { formatRecord, parseRecord } from '../../../src/vault/record.ts'
import { formatSettings, parseSettings } from '../../../src/vault/settings-record.ts'
import { defaultSettings } from '../../../src/vault/settings.ts'
import { bytesOf } from '../../support/bytes-of.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import { idOf } from '../../support/stored-change.ts'

const id = idOf(1)
const text = fc.string({ unit: 'binary', maxLength: 20 })
const instant = fc.nat(Number.MAX_SAFE_INTEGER)

const accounts: fc.Arbitrary<Account> = fc
  .record(
    {
      secret: bytesOf(1, 64),
      issuer: text,
      account: text,
      note: text,
      tags: fc.array(text, { maxLength: 3 }),
      pinned: fc.boolean(),
      hidden: fc.boolean(),
      order: fc.double({ noNaN: true, noDefaultInfinity: true }).map((order) => order + 0),
      icon: fc.oneof(fc.record({ letters: text }), fc.record({ service: text })),
      createdAt: instant,
      updatedAt: instant,
      lastUsedAt: instant,
      deletedAt: instant,
      useCount: instant,
    },
    { requiredKeys: ['secret', 'issuer', 'account'] },
  )
  .chain((members) =>
    fc.constantFrom(
      totpDraft(members),
      hotpDraft(members),
      totpDraft({ ...members, type: 'yandex', pin: '1234', secret: new Uint8Array(16) }),
    ),
  )
  .map((draft) => newAccount(draft, { id, now: 5, order: 3 }).account)

describe('account records', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(accounts, (account) => {
        const written = formatRecord(accountContent(account, {}))
        expect(parseRecord(id, written)).toEqual(accountContent(account, {}))
      }),
    )
  })

  it('hold the secret as base64url, and no id: that is the row’s', () => {
    const json = formatAccount(newAccount(totpDraft({ secret: Uint8Array.of(251, 255) }), { id, now: 1, order: 0 }))
    expect(json).toMatchObject({ kind: 'account', secret: '-_8', type: 'totp' })
    expect(json).not.toHaveProperty('id')
  })

  it('may leave out everything that has a default', () => {
    const parsed = parseRecord(id, '{"kind":"account","type":"totp","secret":"AQ"}')
    expect(parsed).toMatchObject({ account: { id, algorithm: 'SHA1', digits: 6, period: 30, issuer: '', tags: [] } })
  })

  it('keep members that this version does not know, through an edit as well', () => {
    const json = { kind: 'account', type: 'totp', secret: 'AQ', grants: { a: [1] }, period: 60 }
    const content = editedAccount(parseAccount(id, json), { issuer: 'Renamed' }, 9)
    expect(formatAccount(content)).toMatchObject({ grants: { a: [1] }, issuer: 'Renamed', period: 60 })
  })

  it('are not led astray by members that mean something to JavaScript', () => {
    const written = '{"kind":"account","type":"totp","secret":"AQ","__proto__":{"pinned":true},"constructor":1}'
    const content = parseRecord(id, written)
    expect(content).toMatchObject({ account: { pinned: false } })
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['pinned']).toBeUndefined()
    expect(content?.kind === 'account' && formatRecord(content)).toContain('"__proto__":{"pinned":true}')
  })

  it.each([
    ['no secret', { secret: undefined }],
    ['a secret that is not base64url', { secret: 'A=' }],
    ['a kind of code from the future', { type: 'quantum' }],
    ['digits as text', { digits: '6' }],
    ['too many digits', { digits: 11 }],
    ['a period of 0', { period: 0 }],
    ['a fraction of a counter', { counter: 0.5 }],
    ['a name that is a number', { issuer: 7 }],
    ['tags that are not texts', { tags: [1] }],
    ['a flag that is a number', { pinned: 1 }],
    ['an instant before 1970', { createdAt: -1 }],
    ['an icon that is a text', { icon: 'x' }],
  ])('that have %s are not understood', (_what, members) => {
    const json = { kind: 'account', type: 'totp', secret: 'AQ', ...members }
    expect(parseRecord(id, JSON.stringify(json))).toBeUndefined()
  })

  it.each(['', 'text', '[]', 'null', '{}', '{"kind":7}'])('are not to be had from %j', (written) => {
    expect(parseRecord(id, written)).toBeUndefined()
  })
})

describe('views', () => {
  it('have everything but secret and PIN', () => {
    fc.assert(
      fc.property(accounts, (account) => {
        const { secret: _secret, pin: _pin, ...rest } = account
        expect(accountContent(account, {}).view).toEqual(rest)
      }),
    )
  })
})

describe('records of other kinds', () => {
  it('of a newer version are left alone', () => {
    expect(parseRecord(id, '{"kind":"grant","origin":"x"}')).toEqual({ kind: 'other' })
  })

  it('accepted damage comes back as it was written', () => {
    const content = { kind: 'accepted', ids: ['a', 'b'], rest: { later: 1 } } as const
    expect(parseRecord(id, formatRecord(content))).toEqual(content)
  })

  it('may be padded with spaces', () => {
    expect(parseRecord(id, `{"kind":"grant"}${' '.repeat(200)}`)).toEqual({ kind: 'other' })
  })
})

describe('settings records', () => {
  it('come back as they were written, with what is not known', () => {
    const settings = { ...defaultSettings, density: 'grid', digitSize: 1.45, lockAfterMs: null } as const
    const content = { kind: 'settings', settings, rest: { later: [1] } } as const
    expect(parseSettings(formatSettings(content))).toEqual(content)
  })

  it.each([
    ['density', 'huge'],
    ['lockAfterMs', -1],
    ['lockAfterMs', '300000'],
    ['digitSize', 2],
    ['dismissedUntil', { a: 'x' }],
    ['clockCorrection', { aheadMs: 0.5, at: 1 }],
    ['clockCorrection', { aheadMs: 1 }],
    ['clockCorrection', 47_000],
    ['hideCodes', 1],
  ])('take the default for %s = %j', (name, value) => {
    expect(parseSettings({ kind: 'settings', [name]: value }).settings).toEqual(defaultSettings)
  })

  it('keep the defaults that they do not mention', () => {
    expect(parseSettings({ hideCodes: true }).settings).toEqual({ ...defaultSettings, hideCodes: true })
  })
})
