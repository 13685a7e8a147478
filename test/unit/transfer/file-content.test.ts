import { describe, expect, test } from 'vitest'
import { inspectFile, maxFileBytes } from '../../../src/transfer/file-content.ts'
import { zipOf } from '../../support/archives.ts'
import { outcomeOf } from '../../support/outcome.ts'

type Content = string | Uint8Array

function inspected(content: Content) {
  return inspectFile({ name: 'a', bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content })
}

function startingWith(...bytes: readonly number[]): Uint8Array {
  const content = new Uint8Array(200).fill(0x80)
  content.set(bytes)
  return content
}

describe('what a file is', () => {
  test.each<[string, Content, string]>([
    ['an object', ' {"a":1}\n', 'json'],
    ['a list behind a mark', '\ufeff[]', 'json'],
    ['a page', '<!DOCTYPE HTML><p>', 'html'],
    ['a page that begins with its head', '<head></head>', 'html'],
    ['preferences', '<?xml version="1.0"?>\n<map/>', 'preferences'],
    ['preferences without a declaration', '<map><string name="a">b</string></map>', 'preferences'],
    ['any other document', '<?xml version="1.0"?><list/>', 'text'],
    ['text', 'hello', 'text'],
    ['a list of links under a heading in brackets', '[mine]\notpauth://totp/a?secret=AAAA', 'text'],
    ['a table whose first cell is in brackets', '[Work],title,ada', 'text'],
    ['a KeePass database', startingWith(0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5), 'kdbx'],
    ['Java objects', startingWith(0xac, 0xed, 0, 5), 'java-objects'],
    ['a PNG picture', startingWith(0x89, 0x50, 0x4e, 0x47), 'picture'],
    ['a JPEG picture', startingWith(0xff, 0xd8, 0xff), 'picture'],
    ['a GIF picture', startingWith(0x47, 0x49, 0x46, 0x38), 'picture'],
    ['a WebP picture', startingWith(0x52, 0x49, 0x46, 0x46), 'picture'],
    ['a bitmap', startingWith(0x42, 0x4d, 0xc8, 0, 0, 0, 0, 0, 0, 0), 'picture'],
    ['other bytes', startingWith(0x42, 0x4d, 0xc8, 0, 0, 0, 1, 0, 0, 0), 'binary'],
  ])('%s', async (_, content, kind) => {
    expect((await inspected(content)).kind).toBe(kind)
  })

  test('an archive, with its directory', async () => {
    expect(await inspected(await zipOf({ a: 'b' }))).toMatchObject({ kind: 'zip', members: [{ path: 'a' }] })
  })

  test('text in every usual encoding and with every line end', async () => {
    const text = '{"a":"ä\\r\\n😀"}\r\n'
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
    const files = [text, `\ufeff${text}`, new Uint8Array(utf16), new Uint8Array(Buffer.from(utf16).swap16())]
    for (const file of files) expect(await inspected(file)).toMatchObject({ kind: 'json', value: { a: 'ä\r\n😀' } })
  })

  test('with a byte that is no UTF-8, all but that byte', async () => {
    const bytes = new TextEncoder().encode('{"a":"some name: _"}')
    bytes[17] = 0xe4
    expect(await inspected(bytes)).toMatchObject({ value: { a: 'some name: \ufffd' } })
  })
})

describe('files that are refused before anything else is done', () => {
  test.each<[string, Content, string]>([
    ['nothing', '', 'transfer/empty'],
    ['white space', ' \r\n\t\ufeff ', 'transfer/empty'],
    ['half an object', '{"version":1,"entries":[{"uri":"otpauth://totp/a"', 'transfer/damaged'],
    ['nesting', `${'['.repeat(65)}${']'.repeat(65)}`, 'transfer/damaged'],
    ['nesting without end', '['.repeat(10_000_000), 'transfer/damaged'],
    ['nesting of objects', '{"a":'.repeat(1_000_000), 'transfer/damaged'],
    ['too many parts', `[${'0,'.repeat(4_000_001)}0]`, 'transfer/too-many'],
    ['OpenPGP', '-----BEGIN PGP MESSAGE-----\n\nabc', 'transfer/unsupported'],
    ['half an archive', startingWith(0x50, 0x4b, 3, 4), 'transfer/damaged'],
    ['half a database', new TextEncoder().encode('SQLite format 3\0'), 'transfer/damaged'],
  ])('%s', async (_, content, code) => {
    expect(await outcomeOf(() => inspected(content))).toBe(code)
  })

  test('more bytes than any export has are not looked at', async () => {
    const read: unknown[] = []
    const bytes: Uint8Array = new Proxy(new Uint8Array(), {
      get: (_, member) => {
        read.push(member)
        return member === 'length' ? 200 * 1024 * 1024 : undefined
      },
    })
    expect(await outcomeOf(() => inspectFile({ name: 'a', bytes }))).toBe('transfer/too-large')
    expect(new Set(read)).toEqual(new Set(['length']))
    expect(await outcomeOf(() => inspected(new Uint8Array(maxFileBytes + 1)))).toBe('transfer/too-large')
  })

  test('nesting that is deep enough for any export is read', async () => {
    expect((await inspected(`${'['.repeat(64)}${']'.repeat(64)}`)).kind).toBe('json')
  })
})
