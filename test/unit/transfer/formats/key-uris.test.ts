import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedBytes,
  mutationRuns,
  onlyAccount,
  openedAt,
  openPlain,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'
import { migrationAccount, migrationLink, migrationPayload } from '../../../support/migration-links.ts'

const uri = 'otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'

/** A link as Ente Auth writes it. */
function enteLine(name: string, display: object): string {
  return `otpauth://totp/:${name}?algorithm=SHA1&digits=6&issuer&period=30&secret=jbswy3dpehpk3pxp&codeDisplay=${encodeURIComponent(JSON.stringify(display)).replaceAll('%20', '+')}`
}

const untouched = { pinned: false, trashed: false, lastUsedAt: 0, tapCount: 0, tags: [], note: '', position: 0 }

describe('a list of links', () => {
  test('each line is an account, whatever ends the lines and with a mark at the start', async () => {
    const read = await openPlain(`\ufeff${uri}\r\n\r\n  otpauth://hotp/b?secret=JBSWY3DPEHPK3PXP&counter=3 \r\n`)
    expect(read.format).toBe('key-uris')
    expect(read.entries.map(accountOf)).toEqual([
      {
        type: 'totp',
        secret: 'JBSWY3DPEHPK3PXP',
        algorithm: 'SHA1',
        digits: 6,
        period: 30,
        issuer: 'GitHub',
        account: 'ada',
        dropped: [],
      },
      {
        type: 'hotp',
        secret: 'JBSWY3DPEHPK3PXP',
        algorithm: 'SHA1',
        digits: 6,
        counter: 3,
        issuer: '',
        account: 'b',
        dropped: [],
      },
    ])
    expect(outcomesOf(await openPlain(`${uri}\r${uri}\r`))).toEqual(['account', 'account'])
  })

  test('UTF-16 is read by its mark', async () => {
    const text = Uint8Array.from([0xff, 0xfe, ...Buffer.from(uri, 'utf16le')])
    expect(onlyAccount(await openPlain(text)).account).toBe('ada')
  })

  test('mOTP, Steam, Yandex and transfer links have their place in it', async () => {
    const transfer = migrationLink(migrationPayload([migrationAccount('carl'), migrationAccount('dora')]))
    const read = await openPlain(
      [uri, 'motp://Old:bob?secret=0123456789abcdef', 'steam://JBSWY3DPEHPK3PXP', transfer].join('\n'),
    )
    expect(read.entries.map(accountOf).map(({ type, account }) => [type, account])).toEqual([
      ['totp', 'ada'],
      ['motp', 'bob'],
      ['steam', ''],
      ['totp', 'carl'],
      ['totp', 'dora'],
    ])
    expect(read).not.toHaveProperty('missingParts')
  })

  test('parts of a transfer that are not in it are named', async () => {
    const transfer = migrationLink(migrationPayload([migrationAccount('carl')], { size: 3, index: 1 }))
    expect((await openPlain(`${uri}\n${transfer}`)).missingParts).toEqual([1, 3])
  })

  test('every other line is reported with its number and its text; remarks are not', async () => {
    const read = await openPlain(
      ['', '# my codes', uri, 'not a link', '', 'otpauth://totp/x?secret=0189', 'https://example.org/'].join('\n'),
    )
    expect(read.entries).toMatchObject([
      { outcome: 'account' },
      { outcome: 'unreadable', label: 'line 4', code: 'otp/not-a-uri', text: 'not a link' },
      { outcome: 'unreadable', label: 'line 6', code: 'otp/invalid-secret', text: 'otpauth://totp/x?secret=0189' },
      { outcome: 'unreadable', label: 'line 7', code: 'otp/unsupported-scheme' },
    ])
  })

  test('what an account has no place for is said', async () => {
    const dropped = async (parameters: string) => onlyAccount(await openPlain(`${uri}&${parameters}`)).dropped
    expect(await dropped('image=https%3A%2F%2Fexample.org%2Fa.png')).toEqual(['icon'])
    expect(await dropped('icon=WinAuth&amp;color=red')).toEqual(['icon', 'colour'])
    expect(await dropped('deviceid=android&data=%7B%7D')).toEqual(['device', 'other-fields'])
    expect(await dropped('image=&icon')).toEqual([])
  })

  test('another issuer in the label is kept beside the one that counts', async () => {
    const read = await openPlain('otpauth://totp/Contoso:ada?secret=JBSWY3DPEHPK3PXP&issuer=Microsoft')
    expect(onlyAccount(read)).toMatchObject({ issuer: 'Microsoft', otherIssuer: 'Contoso' })
  })

  test('more than 50,000 lines are refused', async () => {
    expect(await stateOf(`${uri}\n${'x\n'.repeat(50_000)}`)).toBe('transfer/too-many')
  })
})

describe('what Ente Auth says about an account', () => {
  test('tags, note, pin, use and order are carried over', async () => {
    const display = {
      pinned: true,
      trashed: false,
      lastUsedAt: 1_702_934_732_299_123,
      tapCount: 12,
      tags: ['work', 'mail'],
      note: 'a & b',
      position: 3,
      iconSrc: 'customIcon',
      iconID: 'github',
    }
    expect(onlyAccount(await openPlain(enteLine('ada', display)))).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: '',
      account: 'ada',
      tags: ['work', 'mail'],
      note: 'a & b',
      pinned: true,
      order: 3,
      lastUsedAt: 1_702_934_732_299,
      useCount: 12,
      dropped: ['icon'],
    })
  })

  test('an order that nobody made is none', async () => {
    const read = await openPlain(`${enteLine('a', untouched)}\n${enteLine('b', untouched)}`)
    expect(read.entries.map(accountOf).map(({ order }) => order)).toEqual([undefined, undefined])
    const ordered = await openPlain(`${enteLine('a', { ...untouched, position: 1 })}\n${enteLine('b', untouched)}`)
    expect(ordered.entries.map(accountOf).map(({ order }) => order)).toEqual([1, 0])
  })

  test('what lies in its bin comes as deleted', async () => {
    const read = await openPlain(enteLine('ada', { ...untouched, trashed: true }))
    expect(onlyAccount(read).deletedAt).toBe(openedAt)
  })

  test.each([
    'null',
    '[]',
    '{',
    '"x"',
    '{"position":"1","tapCount":null,"lastUsedAt":{},"iconID":[],"__proto__":{"tapCount":5}}',
    '{"position":1e999,"tapCount":-1,"lastUsedAt":-1}',
    '['.repeat(5000),
  ])('an account does not suffer from %.60s', async (display) => {
    const account = onlyAccount(await openPlain(`${uri}&codeDisplay=${encodeURIComponent(display)}`))
    expect(account).toMatchObject({ account: 'ada', dropped: [] })
    expect(account).not.toHaveProperty('useCount')
    expect(account).not.toHaveProperty('lastUsedAt')
  })
})

test('a list that is changed anywhere comes to an end', async () => {
  const transfer = migrationLink(migrationPayload([migrationAccount('carl')], { size: 2 }))
  const list = new TextEncoder().encode([uri, transfer, enteLine('ada', untouched), '# x', 'steam://AAAA'].join('\r\n'))
  await fc.assert(
    fc.asyncProperty(mutatedBytes(list), (bytes) => expectAnEnd(bytes)),
    { numRuns: mutationRuns },
  )
})

const apps = ['otpauth-list', 'ente', 'winauth', 'aegis', 'freeotp-plus', 'stratum', 'authenticator-extension']
const lists = exportFixtures(...apps).filter(({ name }) => /otpauth-list|ente\/plain|winauth|txt/.test(name))

describe.skipIf(lists.length === 0)('files of the app itself', () => {
  test.each(lists.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    const opened = await openFixture(fixture)
    expectAccounts(fixture, opened)
    expect(opened.format).toBe('key-uris')
  })
})
