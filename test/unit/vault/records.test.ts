import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Account } from '../../../src/account.ts'
import { accountContent, formatAccount, parseAccount } from '../../../src/vault/account-record.ts'
import { editedAccount, newAccount } from '../../../src/vault/account-changes.ts'
import { formatRecord, parseRecord } from '../../../src/vault/record.ts'
import { formatSettings, parseSettings } from '../../../src/vault/settings-record.ts'
import { parseRequestLog } from '../../../src/vault/site-records.ts'
import { defaultSettings } from '../../../src/vault/settings.ts'
import { anyCharacter } from '../../support/any-character.ts'
import { bytesOf } from '../../support/bytes-of.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import { idOf } from '../../support/stored-change.ts'

const id = idOf(1)
const text = fc.string({ unit: anyCharacter, maxLength: 20 })
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
    const recoveryCode = { slotId: 'x', madeAt: 1, isConfirmed: false }
    const settings = { ...defaultSettings, density: 'grid', digitSize: 1.45, lockAfterMs: null, recoveryCode } as const
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
    ['recoveryCode', { slotId: 'x', madeAt: -1, isConfirmed: true }],
    ['recoveryCode', { slotId: 'x', madeAt: 1 }],
    ['keyStrength', 'weak'],
    ['passphraseTypedAt', 'yesterday'],
  ])('take the default for %s = %j', (name, value) => {
    expect(parseSettings({ kind: 'settings', [name]: value }).settings).toEqual(defaultSettings)
  })

  const autosave = { kind: 'folder', name: 'Backups', keep: 1, savedAt: null, failed: null }

  it.each([autosave, { ...autosave, kind: 'file', keep: 10, savedAt: 0, failed: 'storage/quota' }])(
    'keep where backups are saved to: %j',
    (value) => {
      expect(parseSettings({ kind: 'settings', autosave: value }).settings.autosave).toEqual(value)
    },
  )

  it.each([
    { kind: 'disk' },
    { kind: null },
    { name: 7 },
    { keep: 0 },
    { keep: 1.5 },
    { keep: '3' },
    { savedAt: -1 },
    { savedAt: 'now' },
    { savedAt: undefined },
    { failed: 7 },
    { failed: undefined },
  ])('save no backups to a place with %j', (change) => {
    const { settings } = parseSettings({ kind: 'settings', autosave: { ...autosave, ...change } })
    expect(settings.autosave).toBe(defaultSettings.autosave)
  })

  it('keep the defaults that they do not mention', () => {
    expect(parseSettings({ hideCodes: true }).settings).toEqual({ ...defaultSettings, hideCodes: true })
  })
})

describe('the record of requests', () => {
  const request = { at: 1, origin: 'https://site.example', method: 'code', accountIds: [id], outcome: 'given' }

  it('leaves out rows that are none', () => {
    const broken = Object.keys(request).map((name) => ({ ...request, [name]: null }))
    const json = { kind: 'request-log', requests: [request, ...broken, null, 7, [request]], later: 1 }
    expect(parseRequestLog(json)).toEqual({ kind: 'request-log', requests: [request], rest: { later: 1 } })
  })

  it('is empty where it holds no list', () => {
    expect(parseRequestLog({ kind: 'request-log', requests: { 0: request } }).requests).toEqual([])
  })
})
