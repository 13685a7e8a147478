import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readScannedTexts } from '../../../src/transfer/index.ts'
import { linkLines } from '../../../src/transfer/links.ts'
import { exportFixtures, expectAccounts } from '../../support/fixtures.ts'
import { accountOf, openedAt, outcomesOf } from '../../support/foreign-file.ts'
import { migrationAccount, migrationLink, migrationPayload, type WrittenBatch } from '../../support/migration-links.ts'
import { outcomeOf } from '../../support/outcome.ts'

const uri = 'otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const part = (name: string, batch?: WrittenBatch) => migrationLink(migrationPayload([migrationAccount(name)], batch))
const scan = (...texts: readonly string[]) => readScannedTexts(texts, { now: openedAt })
const namesOf = ({ entries }: ReturnType<typeof scan>) => entries.map((entry) => accountOf(entry).account)

describe('scanned QR codes', () => {
  test('each key URI is an account', () => {
    const { entries, ...rest } = scan(uri, 'steam://JBSWY3DPEHPK3PXP')
    expect(entries.map(accountOf)).toMatchObject([{ issuer: 'GitHub', account: 'ada' }, { type: 'steam' }])
    expect(rest).toEqual({})
  })

  test('codes that are no accounts are reported with their text and their place', () => {
    const { entries } = scan('https://example.org/', 'WIFI:S:net;;', 'hello', uri)
    expect(outcomesOf({ entries })).toEqual([
      'otp/unsupported-scheme',
      'otp/unsupported-scheme',
      'otp/not-a-uri',
      'account',
    ])
    expect(entries[2]).toMatchObject({ label: 'QR code 3', text: 'hello' })
  })

  test('the parts of a transfer come in its order, whatever the order of scanning', () => {
    const [first, second, third] = [0, 1, 2].map((index) => part(`account ${index}`, { size: 3, index, id: 77 }))
    const read = scan(third ?? '', first ?? '', uri, second ?? '')
    expect(namesOf(read)).toEqual(['account 0', 'account 1', 'ada', 'account 2'])
    expect(read).not.toHaveProperty('missingParts')
  })

  test('the same code twice counts once', () => {
    const first = part('account', { size: 2, index: 0, id: 5 })
    const read = scan(first, first, first)
    expect(namesOf(read)).toEqual(['account'])
    expect(read.missingParts).toEqual([2])
  })

  test('the parts that are still to come are named as people count', () => {
    expect(scan(part('a', { size: 4, index: 1, id: 5 })).missingParts).toEqual([1, 3, 4])
    expect(scan(part('a', { size: 1 }))).not.toHaveProperty('missingParts')
  })

  test('it is said how many codes of a transfer were read', () => {
    const [first, other] = [part('a', { size: 5, index: 3, id: 5 }), part('b', { size: 5, index: 0, id: 5 })]
    expect(scan(first, uri, other, first).transfer).toEqual({ read: 2, size: 5, missing: [2, 3, 5] })
    expect(scan(first, part('c', { size: 2, index: 1, id: 6 })).transfer).toEqual({
      read: 2,
      size: 7,
      missing: [1, 2, 3, 5],
    })
    expect(scan(uri)).not.toHaveProperty('transfer')
  })

  test('texts that are no accounts are called what the caller calls them', () => {
    const { entries } = readScannedTexts(['hello'], { now: openedAt, labelOf: (place) => `row ${place}` })
    expect(entries).toMatchObject([{ label: 'row 0' }])
  })

  test('parts of another transfer do not stand in for missing ones', () => {
    const one = part('a', { size: 2, index: 0, id: 5 })
    expect(scan(one, part('b', { size: 2, index: 1, id: 6 })).missingParts).toEqual([1, 2])
    expect(scan(one, part('b', { size: 3, index: 1, id: 5 })).missingParts).toEqual([1, 2, 3])
  })

  test('without an id, parts of one size belong together until two claim the same place', () => {
    const [a, b, c] = [
      part('a', { size: 2, index: 0 }),
      part('b', { size: 2, index: 1 }),
      part('c', { size: 2, index: 0 }),
    ] as const
    expect(scan(a, b)).not.toHaveProperty('missingParts')
    expect(scan(a, b, c).missingParts).toEqual([2])
    expect(scan(a, b, c, part('d', { size: 2, index: 1 }))).not.toHaveProperty('missingParts')
  })

  test('a damaged code is reported, and its part is missing', () => {
    const damaged = part('b', { size: 2, index: 1, id: 5 }).slice(0, -20)
    const read = scan(part('a', { size: 2, index: 0, id: 5 }), damaged, `${part('x')}${'A'.repeat(70_000)}`)
    expect(outcomesOf(read)).toEqual(['account', 'entry/malformed', 'otp/uri-too-long'])
    expect(read.entries[1]).toMatchObject({ label: 'QR code 2', text: damaged })
    expect(read.missingParts).toEqual([2])
  })

  test('accounts of a transfer that make no codes are reported by name', () => {
    const link = migrationLink(
      migrationPayload([
        migrationAccount('md5', 'Old', [[4, 4]]),
        migrationAccount('sha384', '', [[4, 5]]),
        migrationAccount('nine', '', [[5, 3]]),
        migrationAccount('kind', '', [[6, 3]]),
        migrationAccount('counter', '', [
          [6, 1],
          [7, -1],
        ]),
        migrationAccount('empty', '', [[1, '']]),
      ]),
    )
    const { entries } = scan(link)
    expect(outcomesOf({ entries })).toEqual([
      'otp/unsupported-algorithm',
      'otp/unsupported-algorithm',
      'otp/invalid-digits',
      'otp/unsupported-type',
      'otp/invalid-counter',
      'otp/empty-secret',
    ])
    expect(entries[0]).toMatchObject({ label: 'Old: md5', text: expect.stringContaining('JBSWY3DPEHPK3PXP') })
  })

  test('all numbers of a transfer are understood', () => {
    const account = (more: Parameters<typeof migrationAccount>[2]) => migrationAccount('GitHub:ada', 'GitHub', more)
    const link = migrationLink(
      migrationPayload([
        account([
          [4, 0],
          [5, 0],
          [6, 0],
        ]),
        account([
          [4, 2],
          [5, 2],
          [6, 2],
        ]),
        account([
          [4, 3],
          [6, 1],
          [7, 2 ** 40],
        ]),
      ]),
    )
    const common = { issuer: 'GitHub', account: 'ada', secret: 'JBSWY3DPEHPK3PXP', dropped: [] }
    expect(scan(link).entries.map(accountOf)).toEqual([
      { ...common, type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
      { ...common, type: 'totp', algorithm: 'SHA256', digits: 8, period: 30 },
      { ...common, type: 'hotp', algorithm: 'SHA512', digits: 6, counter: 2 ** 40 },
    ])
  })

  test('a hundred thousand accounts, or transfers without end, are refused', async () => {
    const accounts = Array.from({ length: 10_000 }, () => new Uint8Array())
    const links = Array.from({ length: 10 }, (_, index) =>
      migrationLink(migrationPayload(accounts, { size: 10, index })),
    )
    expect(await outcomeOf(() => scan(...links))).toBe('transfer/too-many')
    const transfers = Array.from({ length: 1001 }, (_, id) => part('a', { size: 50_000, index: 0, id: id + 1 }))
    expect(await outcomeOf(() => scan(...transfers))).toBe('transfer/too-many')
  })

  test('any text gives one entry or more, and no error', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((rest) => `otpauth-migration://offline?data=${rest}`),
      fc.base64String().map((rest) => `otpauth-migration://offline?data=${rest}`),
      fc.string().map((rest) => `${uri}&codeDisplay=${encodeURIComponent(rest.replace(/\p{Surrogate}/gu, ''))}`),
    )
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
        const { entries, missingParts = [] } = scan(...texts)
        // A payload of random bytes that happens to be one may be repeated or empty.
        expect(entries.length + missingParts.length >= 1 || texts.every((each) => each.includes('migration'))).toBe(
          true,
        )
      }),
    )
  })
})

describe('the lines of a list', () => {
  test('are counted from 1, with remarks and blank lines, whatever ends them', () => {
    expect([...linkLines('\n a \r\n\r\n# b\rc\n\n')]).toEqual([
      { text: 'a', label: 'line 2' },
      { text: 'c', label: 'line 5' },
    ])
    expect([...linkLines('')]).toEqual([])
    expect([...linkLines('\r\r\n\n\ra')]).toEqual([{ text: 'a', label: 'line 5' }])
    expect([...linkLines('a', 'one.txt, ')]).toEqual([{ text: 'a', label: 'one.txt, line 1' }])
  })
})

const pictures = exportFixtures('google-authenticator').filter(({ qrTexts }) => qrTexts.length > 0)

describe.skipIf(pictures.length === 0)('codes that Google Authenticator showed', () => {
  test.each(pictures.map((fixture) => [fixture.name, fixture] as const))('%s', (_name, fixture) => {
    const read = scan(...fixture.qrTexts)
    expectAccounts(fixture, { state: 'open', format: 'google-authenticator', files: [], ...read })
  })
})
