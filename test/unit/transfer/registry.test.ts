import { describe, expect, test } from 'vitest'
import { inspectFile } from '../../../src/transfer/file-content.ts'
import type { FileContent } from '../../../src/transfer/format.ts'
import { importFormats, type FormatId } from '../../../src/transfer/index.ts'
import { exportSamples, fileOf, sampleOf } from '../../support/export-samples.ts'

/** Rows that recognise a file, in their order; the first one has it. */
function rowsFor(file: FileContent, others: readonly FileContent[] = [file]): readonly FormatId[] {
  return importFormats.filter((format) => format.recognises(file, others)).map(({ id }) => id)
}

function contentOf(text: string): Promise<FileContent> {
  return inspectFile({ name: 'a', bytes: new TextEncoder().encode(text) })
}

/** Where a format's signs are part of another's, which is asked before. */
const alsoLike: Partial<Record<FormatId, readonly FormatId[]>> = {
  bitwarden: ['bitwarden-authenticator'],
  '1password': ['apple-passwords'],
  'google-authenticator': ['key-uris'],
  stratum: ['andotp'],
}

describe('the registry', () => {
  test('every row has a sample, and every sample a row', () => {
    const rows = new Set(importFormats.map(({ id }) => id))
    expect(new Set(exportSamples.map(({ format }) => format))).toEqual(rows)
    expect(rows.size).toBe(importFormats.length)
  })

  test.each(exportSamples)('$format ($name) is recognised by its own row', async (sample) => {
    const [first, ...later] = rowsFor(await inspectFile(fileOf(sample)))
    expect(first).toBe(sample.format)
    expect(alsoLike[sample.format] ?? []).toEqual(expect.arrayContaining(later))
  })

  test('a name decides nothing', async () => {
    const names = ['', 'aegis.json', 'export.zip', 'google.png', '../../etc/passwd', 'x.kdbx', 'data.2fas']
    for (const sample of exportSamples) {
      const rows = await Promise.all(names.map(async (name) => rowsFor(await inspectFile(fileOf(sample, name)))[0]))
      expect(new Set(rows), sample.format).toEqual(new Set([sample.format]))
    }
  })

  test.each(importFormats)('the reader of $id loads', async (format) => {
    expect((await format.load()).readExport).toBeTypeOf('function')
  })

  test('nothing is recognised that is no export', async () => {
    const texts = [
      '{}',
      '[]',
      '[1]',
      'null',
      'hello',
      'a,b\n1,2',
      '{"version":1}',
      '{"accounts":[]}',
      '[{"secret":"a"}]',
    ]
    const rows = await Promise.all(texts.map(async (text) => rowsFor(await contentOf(text))))
    expect(rows).toEqual(texts.map(() => []))
  })
})

describe('signs that need others', () => {
  test('encrypted maFiles are told by the manifest that comes along', async () => {
    const manifest = await contentOf('{"entries":[{"filename":"a","encryption_iv":"x","encryption_salt":"y"}]}')
    // Not whole blocks: nothing else takes it.
    const sealed = await contentOf('AAAABBBBCCCC')
    expect(rowsFor(manifest)).toEqual(['steam'])
    expect(rowsFor(sealed, [sealed, manifest])).toEqual(['steam'])
    expect(rowsFor(sealed)).toEqual([])
  })

  test('bytes without a sign are andOTP, or Authenticator Plus where they are whole pages', async () => {
    const bytes = new Uint8Array(4096).map((_, at) => (at * 151) % 256)
    const rows = async (length: number) => rowsFor(await inspectFile({ name: 'a', bytes: bytes.slice(0, length) }))
    expect(await rows(44)).toEqual([])
    expect(await rows(45)).toEqual(['andotp'])
    expect(await rows(1024)).toEqual(['authenticator-plus'])
    expect(await rows(1025)).toEqual(['andotp'])
  })

  test('a list of Google links with any other link is a list of links', async () => {
    const google = new TextDecoder().decode(sampleOf('google-authenticator', 'transfer').bytes)
    expect(rowsFor(await contentOf(`# parts\n\n  ${google}${google}`))[0]).toBe('google-authenticator')
    expect(rowsFor(await contentOf(`${google}otpauth://totp/a?secret=AAAA`))).toEqual(['key-uris'])
    expect(rowsFor(await contentOf('# otpauth://totp/a?secret=AAAA'))).toEqual([])
  })

  test('columns are found in any order and case, with and without quotes', async () => {
    expect(rowsFor(await contentOf('"FAV",grouping,"Name",TOTP,username,url\n'))).toEqual(['lastpass'])
  })

  test('bitmaps, and pages behind a remark or an XML declaration, are told', async () => {
    const bitmap = new Uint8Array(100)
    bitmap.set([0x42, 0x4d, 0xff, 0xd8, 0, 0])
    expect((await inspectFile({ name: 'a', bytes: bitmap })).kind).toBe('picture')
    expect(rowsFor(await contentOf('<!-- x --><HTML>'))).toEqual(['html-sheet'])
    expect(rowsFor(await contentOf('<?xml version="1.0"?><html>'))).toEqual(['html-sheet'])
  })
})

describe('files that were made to hurt', () => {
  test.each([
    ['names of an object', JSON.stringify({ a: 1, ['__proto__']: { shared_secret: 'x' } })],
    ['a list of lists', JSON.stringify([[['secret', 'type', 'label']]])],
    ['members of other types', '{"accounts":7,"entries":"x","items":{"fields":[]},"records":null,"vaults":[]}'],
  ])('%s belong to no row', async (_, text) => {
    expect(rowsFor(await contentOf(text))).toEqual([])
  })

  test('a million objects are asked without being kept', async () => {
    const many = await contentOf(`[${'{},'.repeat(999_999)}{}]`)
    expect(rowsFor(many)).toEqual([])
    const named = await contentOf(`{"items":[${'{},'.repeat(999_999)}{"fields":[{"type":"totp"}]}]}`)
    expect(rowsFor(named)).toEqual(['enpass'])
  })

  test.each([
    ['commas', ','.repeat(4_000_000)],
    ['lines', 'a\n'.repeat(3_000_000)],
    ['white space after letters', `a${' '.repeat(4_000_000)}!`],
    ['base64 and no end', `${'A'.repeat(4_000_000)}!`],
    ['quotes', 'x"'.repeat(2_000_000)],
    ['beginnings of links', 'otpauth '.repeat(500_000)],
    ['blank lines', `a${'\n '.repeat(2_000_000)}b`],
    ['beginnings of remarks', '<!--'.repeat(1_000_000)],
    ['ends of remarks', `<!--${'-->  '.repeat(800_000)}`],
  ])('millions of %s are told in one pass', async (_, text) => {
    expect(rowsFor(await contentOf(text))).toEqual([])
  })
})
