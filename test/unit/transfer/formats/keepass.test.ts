import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedBytes,
  onlyAccount,
  openFile,
  openLocked,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'
import { outcomeOf } from '../../../support/outcome.ts'
import { kdbxOf, parametersOf, uint32, uint64, type KdbxShape, type Mask } from '../../../support/write-kdbx.ts'

const slow = process.env['SLOW'] === '1'

/** Strings of an entry by name; those that begin with `*` are masked. */
type Strings = Readonly<Record<string, string>>

function entry(strings: Strings, mask: Mask, rest = ''): string {
  const written = Object.entries(strings).map(([name, text]) =>
    name.startsWith('*')
      ? `<String><Key>${name.slice(1)}</Key><Value Protected="True">${mask(text)}</Value></String>`
      : `<String><Key>${name}</Key><Value>${escaped(text)}</Value></String>`,
  )
  return `<Entry><UUID>ZW50cnk=</UUID>${written.join('')}${rest}</Entry>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function group(name: string, content: string, uuid = 'Z3JvdXA='): string {
  return `<Group><UUID>${uuid}</UUID><Name>${name}</Name>${content}</Group>`
}

function document(root: string, meta = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta>${meta}</Meta><Root>${root}</Root></KeePassFile>`
}

/** A database with one entry. */
function withEntry(strings: Strings, shape?: KdbxShape, rest?: string): Promise<Uint8Array> {
  return kdbxOf((mask) => document(group('Root', entry(strings, mask, rest))), shape)
}

async function unlocked(file: Uint8Array | Promise<Uint8Array>, password = 'copper') {
  return (await openLocked(await file)).unlock(password)
}

const link = 'otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const login = { Title: 'GitHub', UserName: 'ada', '*otp': link }

describe('every form of the file', () => {
  const shapes: readonly (readonly [string, KdbxShape])[] = [
    ['3.1, packed', { version: 3 }],
    ['3.1, not packed', { version: 3, isCompressed: false }],
    ['3.1, ChaCha20', { version: 3, cipher: 'chacha20' }],
    ['4, AES, AES-KDF', {}],
    ['4, not packed', { isCompressed: false }],
    ['4, ChaCha20, not packed', { cipher: 'chacha20', isCompressed: false }],
    ['4, Argon2d', { kdf: 'argon2d' }],
    ['4, Argon2id, ChaCha20', { kdf: 'argon2id', cipher: 'chacha20' }],
    ['4, an attachment', { attachment: new Uint8Array(5000).fill(9) }],
    ['4, a password that is not ASCII', { password: 'Zürich 🔑' }],
  ]

  test.each(shapes)('%s', async (_, shape) => {
    const read = await unlocked(withEntry({ ...login, '*Password': 'geheim' }, shape), shape.password)
    expect(read.format).toBe('keepass')
    expect(read.remarks).toEqual(['codes-only'])
    expect(onlyAccount(read)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'GitHub',
      account: 'ada',
      dropped: ['password'],
    })
  })

  test.each([3, 4] as const)(
    'masked values of version %i that nobody wants are passed over in order',
    async (version) => {
      const file = kdbxOf(
        (mask) => {
          const attachments = `<Binaries><Binary ID="0" Protected="True">${mask('x'.repeat(1000))}</Binary></Binaries>`
          const old = (text: string) => `<History>${entry({ '*otp': text, Title: 'old' }, mask)}</History>`
          const one = entry({ ...login, '*Password': 'a'.repeat(61) }, mask)
          const before = old('before')
          const two = entry({ Title: 'Two', '*Password': '', '*otp': 'GEZDGNBV' }, mask)
          return document(group('Root', one.replace('</Entry>', () => `${before}</Entry>`) + two), attachments)
        },
        { version },
      )
      const [one, two, ...others] = (await unlocked(file)).entries
      expect(others).toEqual([])
      expect(one && accountOf(one)).toMatchObject({ secret: 'JBSWY3DPEHPK3PXP', dropped: ['password'] })
      expect(two?.outcome).toBe('account')
    },
  )
})

describe('codes', () => {
  const secret = 'JBSWY3DPEHPK3PXP'
  const usual = { type: 'totp', secret, algorithm: 'SHA1', digits: 6, period: 30, issuer: 'T', account: 'u' }
  const hex = '48656c6c6f21deadbeef'
  const cases: readonly (readonly [string, Strings, object])[] = [
    ['a bare secret', { otp: 'jbsw y3dp ehpk 3pxp' }, usual],
    ['a link without names', { otp: `otpauth://totp/?secret=${secret}` }, usual],
    [
      'a link with names of its own',
      { otp: `otpauth://totp/A:b?secret=${secret}&issuer=A` },
      { ...usual, issuer: 'A', account: 'b', otherIssuer: 'T' },
    ],
    [
      "KeePassXC's link for Steam",
      { otp: `otpauth://totp/T:u?secret=${secret}&period=30&digits=5&issuer=T&encoder=steam` },
      { ...usual, type: 'steam', digits: 5 },
    ],
    [
      "KeeOtp's query",
      { otp: `key=${secret}%3d%3d&step=60&size=8&otpHashMode=Sha256` },
      { ...usual, period: 60, digits: 8, algorithm: 'SHA256' },
    ],
    [
      "KeeOtp's query with a counter",
      { otp: `key=${secret}&type=Hotp&counter=7` },
      { ...usual, type: 'hotp', counter: 7, period: undefined },
    ],
    ["KeeOtp's query in hexadecimal", { otp: `type=Totp&key=${hex}&encoding=Hex` }, usual],
    ['a seed alone', { 'TOTP Seed': secret }, usual],
    ['a seed and settings', { 'TOTP Seed': secret, 'TOTP Settings': '60;8' }, { ...usual, period: 60, digits: 8 }],
    [
      'a seed for Steam with a time server',
      { 'TOTP Seed': secret, 'TOTP Settings': '30;S;https://time.example' },
      { ...usual, type: 'steam', digits: 5 },
    ],
    ['TimeOtp as text', { 'TimeOtp-Secret': 'Hi!' }, { ...usual, secret: 'JBUSC' }],
    ['TimeOtp in hexadecimal', { 'TimeOtp-Secret-Hex': hex }, usual],
    ['TimeOtp in base32', { 'TimeOtp-Secret-Base32': secret }, usual],
    [
      'TimeOtp in base64 with everything',
      {
        'TimeOtp-Secret-Base64': 'SGVsbG8h3q2+7w==',
        'TimeOtp-Length': '8',
        'TimeOtp-Period': '20',
        'TimeOtp-Algorithm': 'HMAC-SHA-512',
      },
      { ...usual, digits: 8, period: 20, algorithm: 'SHA512' },
    ],
    [
      'HmacOtp',
      { 'HmacOtp-Secret-Base32': secret, 'HmacOtp-Counter': '5' },
      { ...usual, type: 'hotp', counter: 5, period: undefined },
    ],
    ['the first of several forms', { 'TimeOtp-Secret-Base32': 'GEZDGNBV', otp: secret }, usual],
  ]

  test.each(cases)('%s', async (_, strings, account) => {
    const read = await unlocked(withEntry({ Title: 'T', UserName: 'u', ...strings }))
    expect(onlyAccount(read)).toEqual({ ...account, dropped: [] })
  })

  test('a code by time and one by counter are two accounts', async () => {
    const both = { 'TimeOtp-Secret-Base32': secret, 'HmacOtp-Secret-Base32': 'GEZDGNBV' }
    const read = await unlocked(withEntry({ Title: 'T', ...both }))
    expect(read.entries.map((each) => accountOf(each).type)).toEqual(['totp', 'hotp'])
  })

  test.each([
    ['otpauth://totp/KeePassXC:none?secret=GEZDGNBV&issuer=KeePassXC', '', '', '', ''],
    ['otpauth://totp/T:none?secret=GEZDGNBV&issuer=T', 'T', '', 'T', ''],
    ['otpauth://totp/T:none?secret=GEZDGNBV&issuer=T', 'T', 'none', 'T', 'none'],
    ['otpauth://totp/KeePassXC:u?secret=GEZDGNBV&issuer=KeePassXC', 'KeePassXC', 'u', 'KeePassXC', 'u'],
  ])('%s in an entry called "%s" "%s"', async (otp, title, username, issuer, account) => {
    const read = await unlocked(withEntry({ Title: title, UserName: username, otp }))
    expect(onlyAccount(read)).toMatchObject({ issuer, account })
  })

  test('a code that cannot be is reported without the password', async () => {
    const told = { Title: 'Bank', UserName: 'ada', 'TimeOtp-Secret-Hex': 'xyz' }
    const strings = { ...told, '*Password': 'geheim', URL: 'https://bank.example', Notes: 'private' }
    const [unreadable] = (await unlocked(withEntry(strings))).entries
    expect(unreadable).toMatchObject({ outcome: 'unreadable', label: 'Bank', code: 'otp/invalid-secret' })
    expect(unreadable?.outcome === 'unreadable' && JSON.parse(unreadable.text)).toEqual(told)
  })

  test('each kind of mistake is told', async () => {
    const wrong: readonly Strings[] = [
      { otp: 'otpauth://totp/a?issuer=b' },
      { 'TOTP Seed': secret, 'TOTP Settings': '30;six' },
      { 'TOTP Seed': secret, 'TOTP Settings': '0;6' },
      { 'TimeOtp-Secret': 'x', 'TimeOtp-Algorithm': 'HMAC-MD5' },
      { otp: 'key=' },
      { otp: `key=${secret}&type=other` },
      { 'HmacOtp-Secret': 'x', 'HmacOtp-Counter': '-1' },
    ]
    const file = kdbxOf((mask) => document(group('Root', wrong.map((strings) => entry(strings, mask)).join(''))))
    expect(outcomesOf(await unlocked(file))).toEqual([
      'otp/missing-secret',
      'otp/invalid-digits',
      'otp/invalid-period',
      'otp/unsupported-algorithm',
      'otp/empty-secret',
      'otp/unsupported-type',
      'otp/invalid-counter',
    ])
  })
})

describe('what stands around the codes', () => {
  test('notes, tags, times and groups come over, and what cannot is said', async () => {
    const rest =
      '<Tags>work;mail, private</Tags><CustomIconUUID>aWNvbg==</CustomIconUUID><BackgroundColor>#FF0000</BackgroundColor>' +
      '<Times><CreationTime>2024-03-01T08:15:00Z</CreationTime><LastModificationTime>gIJU3Q4AAAA=</LastModificationTime></Times>' +
      '<Binary><Key>a.txt</Key><Value Ref="0"/></Binary>'
    const strings = { ...login, Notes: 'one\ntwo & <three>', URL: 'https://github.example', Recovery: '1234' }
    const file = kdbxOf((mask) => {
      const inner = group('B', entry(strings, mask, rest))
      return document(group('Root', group('A', inner)))
    })
    const account = onlyAccount(await unlocked(file))
    expect(account).toMatchObject({
      note: 'one\ntwo & <three>',
      tags: ['A/B', 'work', 'mail', 'private'],
      createdAt: Date.UTC(2024, 2, 1, 8, 15),
      updatedAt: (0x0e_dd54_8280 - 62_135_596_800) * 1000,
      dropped: ['website', 'other-fields', 'icon', 'colour'],
    })
  })

  test.each([
    ['an attachment', '<Binary><Key>a.txt</Key><Value Ref="0"/></Binary>', ['other-fields']],
    ['a colour of the text', '<ForegroundColor>#FF0000</ForegroundColor>', ['colour']],
    ['no colour', '<ForegroundColor></ForegroundColor><BackgroundColor/>', []],
    ['an empty string', '<String><Key>Recovery</Key><Value></Value></String>', []],
  ])('of %s is said what does not come over', async (_, rest, dropped) => {
    expect(onlyAccount(await unlocked(withEntry(login, {}, rest))).dropped).toEqual(dropped)
  })

  test('what is in the recycle bin is skipped, unless there is none', async () => {
    const bin = 'YmluYmluYmluYmluYmluYg=='
    const read = (meta: string) =>
      unlocked(
        kdbxOf((mask) => {
          const deleted = group('Bin', group('Inner', entry(login, mask)) + entry({ Title: 'x' }, mask), bin)
          return document(group('Root', deleted + entry(login, mask)), meta)
        }),
      )
    const uuid = `<RecycleBinUUID>${bin}</RecycleBinUUID>`
    expect(await read(`<RecycleBinEnabled>True</RecycleBinEnabled>${uuid}`)).toMatchObject({
      skipped: 2,
      entries: [{ outcome: 'account' }],
    })
    const without = await read(`<RecycleBinEnabled>False</RecycleBinEnabled>${uuid}`)
    expect(without.skipped).toBe(1)
    expect(without.entries.map((each) => accountOf(each).tags)).toEqual([undefined, ['Bin/Inner']])
  })

  test('groups without ids and names are groups like any other', async () => {
    const bare = (content: string) => `<Group>${content}</Group>`
    const read = await unlocked(kdbxOf((mask) => document(bare(bare(group('A', entry(login, mask)))))))
    expect(onlyAccount(read).tags).toEqual(['A'])
    expect(read.skipped).toBe(0)
  })

  test.each([
    ['2024-03-01T08:15:00Z', Date.UTC(2024, 2, 1, 8, 15)],
    ['gIJU3Q4AAAA=', (0x0e_dd54_8280 - 62_135_596_800) * 1000],
    ['', undefined],
    ['yesterday', undefined],
    ['the 2024-03-01T08:15:00Z', undefined],
    ['+2024-03-01T08:15:00Z', undefined],
    ['2024-03-01T08:15:00Z or so', undefined],
    ['AAAAgIJU3Q4AAAA=', undefined],
    ['gIJU3Q4AAAA=AAAA', undefined],
    ['gIJU3Q4=', undefined],
  ])('an entry of the time "%s"', async (text, time) => {
    const rest = `<Times><CreationTime>${text}</CreationTime></Times>`
    const { createdAt } = onlyAccount(await unlocked(withEntry(login, {}, rest)))
    expect(createdAt).toBe(time)
  })

  test('names like members of every object are names', async () => {
    const read = await unlocked(withEntry({ ...login, ['__proto__x']: 'a', constructor: 'b' }))
    expect(onlyAccount(read).dropped).toEqual(['other-fields'])
  })
})

describe('refusals', () => {
  test('after a wrong password the right one opens it', async () => {
    for (const version of [3, 4] as const) {
      const locked = await openLocked(await withEntry(login, { version }))
      expect(await outcomeOf(() => locked.unlock('tin'))).toBe('transfer/wrong-password')
      expect(await outcomeOf(() => locked.unlock(''))).toBe('transfer/wrong-password')
      expect((await locked.unlock('copper')).entries).toHaveLength(1)
    }
  })

  test('KeePass 1 and unknown versions, ciphers and derivations are not supported', async () => {
    const old = await withEntry(login)
    old[4] = 0x65
    expect(await stateOf(old)).toBe('transfer/unsupported')
    const newer = await withEntry(login)
    newer[10] = 5
    expect(await stateOf(newer)).toBe('transfer/unsupported')
    const cipher = await withEntry(login, { fields: { 2: new Uint8Array(16) } })
    expect(await stateOf(cipher)).toBe('transfer/unsupported')
    const packing = await withEntry(login, { fields: { 3: uint32(2) } })
    expect(await stateOf(packing)).toBe('transfer/unsupported')
    const kdf = await withEntry(login, { parameters: { ...parametersOf(), $UUID: [0x42, new Uint8Array(16)] } })
    expect(await stateOf(kdf)).toBe('transfer/unsupported')
    const keyed = await withEntry(login, { parameters: { ...parametersOf('argon2d'), K: [0x42, new Uint8Array(8)] } })
    expect(await stateOf(keyed)).toBe('transfer/unsupported')
  })

  const tooMuch: readonly (readonly [string, KdbxShape])[] = [
    ['rounds of version 3', { version: 3, fields: { 6: uint64(1_000_000_001) } }],
    ['rounds', { parameters: { ...parametersOf(), R: [5, uint64(2 ** 53)] } }],
    ['memory', { parameters: { ...parametersOf('argon2d'), M: [5, uint64(2 ** 31)] } }],
    ['passes', { parameters: { ...parametersOf('argon2id'), I: [5, uint64(32_769)] } }],
    ['lanes', { parameters: { ...parametersOf('argon2id'), P: [4, uint32(1000)] } }],
    ['no passes', { parameters: { ...parametersOf('argon2id'), I: [5, uint64(0)] } }],
    ['less memory than Argon2 can have', { parameters: { ...parametersOf('argon2id'), M: [5, uint64(8192)] } }],
    ['a version of Argon2 that is none', { parameters: { ...parametersOf('argon2id'), V: [4, uint32(7)] } }],
  ]

  test.each(tooMuch)('%s out of bounds are refused before a password is asked for', async (_, shape) => {
    expect(await stateOf(await withEntry(login, shape))).toBe('transfer/limits')
  })

  test('much memory is said beforehand', async () => {
    const file = await withEntry(login, { parameters: { ...parametersOf('argon2d'), M: [5, uint64(2 ** 28)] } })
    expect(await openFile(file)).toMatchObject({ state: 'locked', memoryBytes: 2 ** 28 })
    expect(await openFile(await withEntry(login))).not.toHaveProperty('memoryBytes')
  })

  test.each([2, 3, 4, 7, 11])('a header without field %i is damaged', async (id) => {
    expect(await stateOf(await withEntry(login, { fields: { [id]: undefined } }))).toBe('transfer/damaged')
  })

  test('damage behind the header is told from a wrong password', async () => {
    const file = await withEntry(login)
    const changed = (at: number) => file.map((byte, place) => (place === at ? byte ^ 1 : byte))
    const code = async (bytes: Uint8Array) => outcomeOf(async () => (await openLocked(bytes)).unlock('copper'))
    expect(await code(changed(file.length - 100))).toBe('transfer/damaged')
    expect(await code(file.subarray(0, -80))).toBe('transfer/damaged')
    const old = await withEntry(login, { version: 3 })
    expect(await code(old.subarray(0, -32))).toBe('transfer/damaged')
    expect(await code(old.map((byte, place) => (place === old.length - 100 ? byte ^ 1 : byte)))).toBe(
      'transfer/damaged',
    )
  })

  // Neither cipher nor packing would notice: only the sums over the parts do.
  test.each([3, 4] as const)(
    'one changed byte of a plain stream of version %i is noticed wherever it is',
    async (version) => {
      const file = await withEntry(login, { version, cipher: 'chacha20', isCompressed: false })
      for (let at = file.length - 420; at < file.length - 80; at += 20) {
        const changed = file.map((byte, place) => (place === at ? byte ^ 1 : byte))
        expect(await outcomeOf(async () => (await openLocked(changed)).unlock('copper'))).toBe('transfer/damaged')
      }
    },
  )

  test.each([
    ['no document', () => '', 'transfer/damaged'],
    ['another document', () => '<html><body/></html>', 'transfer/damaged'],
    ['a document without groups', () => '<KeePassFile><Meta/></KeePassFile>', 'transfer/damaged'],
    ['groups without end', () => '<KeePassFile><Root>'.padEnd(100_000, '<Group>'), 'transfer/damaged'],
    ['a masked value that is no base64', () => document('<Group Protected="True">*</Group>'), 'transfer/damaged'],
    ['a document that is empty', () => document(''), 'success'],
  ])('%s', async (_, xml, code) => {
    expect(await outcomeOf(() => unlocked(kdbxOf(xml)))).toBe(code)
  })

  test('a document that becomes too large is not unpacked', async () => {
    const payload = gzipSync(new Uint8Array(129 * 1024 * 1024), { level: 1 })
    expect(await outcomeOf(() => unlocked(kdbxOf(() => '', { payload })))).toBe('transfer/too-large')
    expect(await outcomeOf(() => unlocked(kdbxOf(() => '', { payload: payload.subarray(0, 500) })))).toBe(
      'transfer/damaged',
    )
  })

  test('it can be ended', async () => {
    const locked = await openLocked(await withEntry(login))
    expect(await outcomeOf(() => locked.unlock('copper', { signal: AbortSignal.abort() }))).toBe('transfer/cancelled')
  })

  test('whatever was changed, the file has an end', async () => {
    const files = [await withEntry(login, { version: 3 }), await withEntry(login, { kdf: 'argon2d' })]
    for (const file of files) {
      await fc.assert(
        fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes, 'copper')),
        { numRuns: slow ? 500 : 40 },
      )
    }
  })

  test('whatever the document is, the file has an end', async () => {
    const parts = [
      '<Group>',
      '</Group>',
      '<Entry>',
      '</Entry>',
      '<String>',
      '</String>',
      '<Key>',
      '</Key>',
      'otp',
      '&#0;',
    ]
    const others = [
      '<Value>',
      '<Value Protected="True">',
      '</Value>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '<!DOCTYPE a [',
      'AAAA',
    ]
    const words = fc.array(fc.constantFrom(...parts, ...others), { maxLength: 30 })
    const property = fc.asyncProperty(words, async (content) => {
      await expectAnEnd(await kdbxOf(() => document(content.join('')), { kdf: 'argon2d' }), 'copper')
    })
    await fc.assert(property, { numRuns: slow ? 150 : 40 })
  })
})

const fixtures = exportFixtures('keepass').filter(({ files }) => files.every(({ name }) => name.endsWith('.kdbx')))

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures)('$name', { timeout: 30_000 }, async (fixture) => {
    expectAccounts(fixture, await openFixture(fixture))
    const wrong = openFixture({ ...fixture, passphrase: 'not the passphrase' })
    await expect(wrong).rejects.toMatchObject({ code: 'transfer/wrong-password' })
  })
})
