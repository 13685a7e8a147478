import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { importFormats, openExports, type OpenedExport, type OpenExportsOptions } from '../../../src/transfer/index.ts'
import { zipOf, zipOfZeros } from '../../support/archives.ts'
import { exportSamples, sampleOf } from '../../support/export-samples.ts'
import { mutatedBytes } from '../../support/foreign-file.ts'
import { outcomeOf } from '../../support/outcome.ts'

const encoder = new TextEncoder()
const link = (name: string): string => `otpauth://totp/Forge:${name}?secret=JBSWY3DPEHPK3PXP&issuer=Forge`

/** No memory, no time: passwords are not what is tried here. */
const argon2 = () => Promise.resolve(new Uint8Array(32))

function open(files: Readonly<Record<string, string | Uint8Array>>, options: OpenExportsOptions = {}) {
  const list = Object.entries(files).map(([name, content]) => {
    return { name, bytes: typeof content === 'string' ? encoder.encode(content) : content }
  })
  return openExports(list, { argon2, ...options })
}

async function only(files: Parameters<typeof open>[0], options?: OpenExportsOptions): Promise<OpenedExport> {
  const opened = await open(files, options)
  const [one] = opened
  if (one === undefined || opened.length !== 1) throw new Error(`${opened.length} exports`)
  return one
}

/** `open 2` with the number of entries, `locked`, or the code. */
function summary(opened: OpenedExport): string {
  if (opened.state === 'open') return `open ${opened.entries.length}`
  return opened.state === 'refused' ? opened.code : 'locked'
}

function namesOf(opened: OpenedExport): readonly string[] {
  if (opened.state !== 'open') throw new Error(summary(opened))
  return opened.entries.map((entry) => (entry.outcome === 'account' ? entry.account.account : `! ${entry.label}`))
}

describe('one file', () => {
  test.each(exportSamples)('$format ($name) is $outcome', async (sample) => {
    const opened = await only({ export: sample.bytes })
    expect(opened).toMatchObject({ format: sample.format, files: ['export'] })
    expect(opened.state === 'refused' ? opened.code : opened.state).toBe(sample.outcome)
    if (opened.state === 'open') expect(opened.entries.map(({ outcome }) => outcome)).not.toContain('unreadable')
  })

  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'transfer/empty'],
    ['any text', 'hello', 'transfer/unrecognised'],
    ['any table', 'a,b\n1,2', 'transfer/unrecognised'],
    ['any object', '{"a":1}', 'transfer/unrecognised'],
    ['any bytes', new Uint8Array(44).fill(0xe4), 'transfer/unrecognised'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'transfer/picture'],
  ])('%s is refused', async (_, content, code) => {
    expect(await only({ a: content })).toMatchObject({ state: 'refused', files: ['a'], code })
  })

  test('no files are no exports', async () => {
    expect(await open({})).toEqual([])
  })
})

describe('several files', () => {
  test('are one result each, in their order, whatever becomes of the others', async () => {
    const opened = await open({ a: 'hello', b: link('b'), c: '', d: sampleOf('aegis').bytes, e: link('e') })
    expect(opened.map(({ files }) => files)).toEqual([['a'], ['b'], ['c'], ['d'], ['e']])
    expect(opened.map(summary)).toEqual(['transfer/unrecognised', 'open 1', 'transfer/empty', 'open 1', 'open 1'])
  })

  test('that belong together are one export, in the place of the first', async () => {
    const google = sampleOf('google-authenticator', 'transfer').bytes
    const opened = await open({ a: google, b: link('b'), c: google })
    expect(opened.map(({ files }) => files)).toEqual([['a', 'c'], ['b']])
    expect(opened.map(summary)).toEqual(['open 1', 'open 1'])
  })

  test('of the same name are told apart by their place', async () => {
    const files = [link('a'), link('b')].map((text) => ({ name: 'x', bytes: encoder.encode(text) }))
    expect((await openExports(files)).map(namesOf)).toEqual([['a'], ['b']])
  })
})

describe('an archive', () => {
  test('is its members, each an export', async () => {
    const archive = await zipOf({ 'b/list.txt': link('ada'), 'aegis.json': sampleOf('aegis').bytes })
    const opened = await open({ 'x.zip': archive })
    expect(opened.map(({ files }) => files)).toEqual([['x.zip/b/list.txt'], ['x.zip/aegis.json']])
    expect(opened.map(summary)).toEqual(['open 1', 'open 1'])
  })

  test('has other members, too: read-mes, what the system adds, a sheet of the same accounts', async () => {
    const archive = await zipOf({
      'README.md': '# x',
      'empty.txt': '',
      '__MACOSX/._list.txt': link('mac'),
      '.DS_Store': link('hidden'),
      'sheet.html': `<html><code>${link('sheet')}</code></html>`,
      'list.txt': link('ada'),
    })
    expect((await open({ a: archive })).map(namesOf)).toEqual([['ada']])
    const sheetOnly = await zipOf({ 'README.md': '# x', 'sheet.html': `<html><code>${link('sheet')}</code></html>` })
    expect((await open({ a: sheetOnly })).map(namesOf)).toEqual([['sheet']])
  })

  test('of Steam brings the manifest and the maFiles that it is about', async () => {
    const manifest = {
      entries: [
        {
          filename: 'a.maFile',
          steamid: '1',
          encryption_iv: 'AAAAAAAAAAAAAAAAAAAAAA==',
          encryption_salt: 'AAAAAAAAAAA=',
        },
      ],
    }
    const archive = await zipOf({ 'manifest.json': JSON.stringify(manifest), 'a.maFile': 'AAAA\nBBBBCCCCDDDDEEE=' })
    const [opened, ...others] = await open({ a: archive })
    expect(others).toEqual([])
    expect(opened).toMatchObject({ format: 'steam', files: ['a/manifest.json', 'a/a.maFile'] })
  })

  test('says what in it is damaged beside what is not', async () => {
    const archive = await zipOf({ 'a.txt': link('ada'), 'b.json': '{"version":1,"db":{' })
    const opened = await open({ x: archive })
    expect(opened.map(summary)).toEqual(['open 1', 'transfer/damaged'])
    expect(opened[1]?.files).toEqual(['x/b.json'])
  })

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['no members', {}, 'transfer/empty'],
    ['only folders', { 'a/': '', 'b/': '' }, 'transfer/unrecognised'],
    ['nothing of use', { 'a.txt': 'hello', 'b.txt': '' }, 'transfer/unrecognised'],
    ['OpenPGP', { 'Proton Pass/data.pgp': '-----BEGIN PGP MESSAGE-----\n' }, 'transfer/unsupported'],
  ])('with %s is refused', async (_, members, code) => {
    expect(summary(await only({ a: await zipOf(members) }))).toBe(code)
  })

  test('within an archive stays closed', async () => {
    const inner = await zipOf({ 'list.txt': link('ada') })
    expect(summary(await only({ a: await zipOf({ 'inner.zip': inner }) }))).toBe('transfer/unrecognised')
    expect((await open({ a: await zipOf({ 'inner.zip': inner, 'b.txt': link('b') }) })).map(namesOf)).toEqual([['b']])
  })

  test('may have paths that lead nowhere', async () => {
    const archive = await zipOf({ '../../etc/passwd': link('a'), 'C:\\x': link('b'), '/root': link('c') })
    expect((await open({ x: archive })).flatMap(namesOf)).toEqual(['a', 'b', 'c'])
  })

  test('that grows without end is refused', async () => {
    const bomb = zipOfZeros({ a: 66 })
    expect(summary(await only({ bomb }))).toBe('transfer/too-large')
  })

  test('can be left while it is unpacked', async () => {
    const signal = AbortSignal.abort()
    expect(summary(await only({ a: await zipOf({ a: link('a') }) }, { signal }))).toBe('transfer/cancelled')
  })
})

describe.each([
  ['ZipCrypto', { zipCrypto: true }],
  ['WinZip AES', { encryptionStrength: 3 }],
] as const)('an archive under %s', (_, packing) => {
  const password = 'copper'

  async function lockedArchive(members: Readonly<Record<string, string | Uint8Array>>) {
    const opened = await only({ 'x.zip': await zipOf(members, { ...packing, password }) })
    if (opened.state !== 'locked') throw new Error(summary(opened))
    return opened
  }

  test('opens with its password, after any number of wrong ones', async () => {
    const locked = await lockedArchive({ 'list.txt': link('ada') })
    expect(locked).toMatchObject({ format: 'zip', files: ['x.zip'] })
    expect(await outcomeOf(() => locked.unlock('wrong'))).toBe('transfer/wrong-password')
    expect(await outcomeOf(() => locked.unlock(''))).toBe('transfer/wrong-password')
    const opened = await locked.unlock(password)
    expect(opened).toMatchObject({ format: 'key-uris', files: ['x.zip'] })
    expect(namesOf(opened)).toEqual(['ada'])
  })

  test('is one export, whatever was in it', async () => {
    const locked = await lockedArchive({
      'a.txt': link('a'),
      'b.csv': sampleOf('dashlane').bytes,
      'c.json': '{"half',
      'd.json': sampleOf('ente').bytes,
      'e.txt': 'hello',
    })
    const opened = await locked.unlock(password)
    expect(namesOf(opened)).toEqual(['a', 'ada', '! x.zip/d.json', '! x.zip/c.json'])
    expect(opened).toMatchObject({ skipped: 0, remarks: ['codes-only'] })
  })

  test('says why nothing in it is of use', async () => {
    const codes = await Promise.all(
      [{ a: 'hello' }, { a: '' }, { a: '{"half' }, { a: sampleOf('ente').bytes }].map(async (members) => {
        const locked = await lockedArchive(members)
        return outcomeOf(() => locked.unlock(password))
      }),
    )
    expect(codes).toEqual([
      'transfer/unrecognised',
      'transfer/unrecognised',
      'transfer/damaged',
      'transfer/unsupported',
    ])
  })

  test('can be left while it is opened', async () => {
    const locked = await lockedArchive({ 'list.txt': link('ada') })
    const signal = AbortSignal.abort()
    expect(await outcomeOf(() => locked.unlock(password, { signal }))).toBe('transfer/cancelled')
  })
})

/** Mutation testing asks each test thousands of times, of code that counts its steps. */
const isMutated = process.env['MFA_MUTATED_PART'] !== undefined

describe.skipIf(isMutated)('files with more than a vault may hold', () => {
  test('more records than a vault may hold are refused', async () => {
    const lines = Array.from({ length: 50_001 }, (_, at) => link(`${at}`)).join('\n')
    expect(summary(await only({ a: lines }))).toBe('transfer/too-many')
  })

  test('lists of millions are refused', async () => {
    const many = '{},'.repeat(999_999)
    const wholes = [
      `{"items":[${many}{"fields":[{"type":"totp"}]}]}`,
      `{"records":[${many}{"title":"a"}]}`,
      `{"accounts":[${many}{"vaults":[]}]}`,
      `{"userId":"a","vaults":{"v":{"items":[${many}{}]}}}`,
    ]
    for (const whole of wholes) expect(summary(await only({ a: whole })), whole.slice(0, 12)).toBe('transfer/too-many')
  })
})

describe('files that were made to hurt', () => {
  test('leave what all objects have alone', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    const polluting = '"__proto__":{"secret":"AAAA","polluted":true},"constructor":{"prototype":{"polluted":true}}'
    const files = exportSamples
      .map(({ bytes }) => new TextDecoder().decode(bytes))
      .filter((text) => text.startsWith('{') || text.startsWith('[{'))
      .map((text) => text.replaceAll('{', `{${polluting},`).replaceAll(',}', '}'))
    for (const file of files) await open({ a: file })
    await open({ a: '__proto__,constructor,group,title,username,totp\na,b,c,d,e,JBSWY3DPEHPK3PXP\n' })
    expect(files.length).toBeGreaterThan(20)
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
    expect({}).not.toHaveProperty('polluted')
  })

  test.skipIf(isMutated).each([
    ['lines', 'a\n'.repeat(3_000_000)],
    ['links', `${link('a')}\n`.repeat(300_000)],
    ['lines behind a link', `${link('a')}\n${'x\n'.repeat(2_000_000)}`],
    ['commas behind a header', `title,url,username,password,otpauth\n${','.repeat(5_000_000)}`],
    ['rows behind a header', `title,url,username,password,otpauth\n${'a\n'.repeat(2_000_000)}`],
    ['elements in a page', `<html>${'<b>'.repeat(2_000_000)}`],
    ['links in a page', `<html>${`<a href="${link('a')}">`.repeat(200)}`],
    ['quotes behind a header', `title,url,username,password,otpauth\n${'"'.repeat(5_000_000)}`],
  ])('millions of %s come to an end', async (_, text) => {
    expect(['open', 'refused']).toContain((await only({ a: text })).state)
  })
})

const slow = process.env['SLOW'] === '1'
const runs = slow ? 3000 : 25
let tried = 0

/** A file of a format in which bytes were changed, cut off, doubled, or put somewhere else. */
function mutated(bytes: Uint8Array<ArrayBuffer>): fc.Arbitrary<Uint8Array> {
  const place = fc.nat(bytes.length - 1)
  const moved = fc.tuple(place, place, place).map(([from, to, at]) => {
    const part = bytes.subarray(Math.min(from, to), Math.max(from, to))
    return new Uint8Array([...bytes.subarray(0, at), ...part, ...bytes.subarray(at)])
  })
  const words = fc.constantFrom(
    'null',
    '-1',
    '1e999',
    '{}',
    '[]',
    '""',
    '\u0000',
    '\u202e',
    '9'.repeat(40),
    '=',
    '%',
    '&#x41;',
  )
  const worded = fc.tuple(place, place, words).map(([from, length, word]) => {
    return new Uint8Array([
      ...bytes.subarray(0, from),
      ...encoder.encode(word),
      ...bytes.subarray(from + (length % 12)),
    ])
  })
  return fc.oneof(mutatedBytes(bytes), moved, worded)
}

describe('files of every format with faults in them', () => {
  afterAll(() => console.log(`${tried} files with faults were opened, in ${exportSamples.length} forms`))

  test.each(exportSamples)(
    '$format ($name) is opened, locked or refused',
    async (sample) => {
      const readPicture = () => Promise.resolve([])
      await fc.assert(
        fc.asyncProperty(mutated(sample.bytes), async (bytes) => {
          tried++
          const opened = await openExports([{ name: 'a', bytes }], { argon2, readPicture, now: 7 })
          for (const each of opened) expectWithinBounds(each, bytes.length)
        }),
        { numRuns: runs },
      )
    },
    slow ? 600_000 : undefined,
  )

  test('two of them at once, or in an archive, disturb no third', async () => {
    const any = fc.constantFrom(...exportSamples).chain((sample) => mutated(sample.bytes))
    await fc.assert(
      fc.asyncProperty(any, any, async (first, second) => {
        tried += 2
        const opened = await open({ first, second, third: link('ada') })
        expect(opened.flatMap(({ files }) => files).toSorted()).toEqual(expect.arrayContaining(['third']))
        expect(opened.some((each) => each.files.includes('third') && each.state === 'open')).toBe(true)
        for (const each of await open({ a: await zipOf({ first, second }, { level: 0 }) }))
          expectWithinBounds(each, 1e6)
      }),
      { numRuns: runs },
    )
  }, 600_000)
})

function expectWithinBounds(opened: OpenedExport, bytes: number): void {
  expect(['open', 'locked', 'refused']).toContain(opened.state)
  if (opened.format !== undefined) expect([...importFormats.map(({ id }) => id), 'zip']).toContain(opened.format)
  if (opened.state === 'refused') expect(opened.code).toMatch(/^(?:transfer|backup)\//)
  if (opened.state !== 'open') return
  expect(opened.entries.length).toBeLessThanOrEqual(Math.min(50_000, bytes))
  for (const entry of opened.entries) {
    if (entry.outcome === 'unreadable') {
      expect(entry.code).toMatch(/^(?:otp|entry)\//)
      expect(entry.label.length).toBeLessThanOrEqual(200)
    } else {
      expect(entry.account.secret.length).toBeGreaterThan(0)
      expect(entry.account.secret.length).toBeLessThanOrEqual(512)
      expect(entry.account.issuer.length).toBeLessThanOrEqual(2048)
      expect(entry.account.account.length).toBeLessThanOrEqual(2048)
    }
  }
}

test('a password with accents opens the file however the keyboard writes them', async () => {
  const bytes = await zipOf({ 'links.txt': link('a') }, { password: 'Zo\u00eb' })
  const locked = await only({ 'a.zip': bytes })
  if (locked.state !== 'locked') throw new Error('it is not locked')
  expect(summary(await locked.unlock('Zoe\u0308'))).toBe('open 1')
  expect(await outcomeOf(() => locked.unlock('Zoe'))).toBe('transfer/wrong-password')
})
