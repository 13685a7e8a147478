import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openSqlite, type SqliteDatabase } from '../../../../src/transfer/containers/sqlite.ts'
import { TransferError } from '../../../../src/transfer/errors.ts'
import { outcomeOf } from '../../../support/outcome.ts'
import { sqliteFile, sqliteFiles } from '../../../support/sqlite-files.ts'

describe('databases that SQLite itself wrote', () => {
  test.each(sqliteFiles)('$name: every value of every table', ({ bytes, tables }) => {
    const database = openSqlite(bytes)
    expect([...database.tables.keys()].toSorted()).toEqual(Object.keys(tables).toSorted())
    for (const [name, rows] of Object.entries(tables)) expect(database.rows(name)).toEqual(rows)
  })

  test('names of tables are found in any case, and one that is not there has no rows', () => {
    const database = openSqlite(sqliteFile('altered'))
    expect(database.rows('GROWN')).toHaveLength(2)
    expect(database.rows('gone')).toEqual([])
    expect(database.tables.get('grown')).toEqual(['a', 'b', 'c'])
  })

  test('only a database that writes to a journal first is said to', () => {
    expect(openSqlite(sqliteFile('writes-ahead')).writesAhead).toBe(true)
    expect(openSqlite(sqliteFile('altered')).writesAhead).toBe(false)
  })

  test('bytes inside a larger buffer are read all the same', () => {
    const bytes = sqliteFile('utf-16le')
    const buffer = new Uint8Array(bytes.length + 100)
    buffer.set(bytes, 50)
    expect(openSqlite(buffer.subarray(50, 50 + bytes.length)).rows('texts')).toHaveLength(6)
  })
})

/** The one page of a table, and what a test changes there. */
function changed(name: string, change: (view: DataView, pageBytes: number) => void): Uint8Array {
  const bytes = sqliteFile(name)
  const view = new DataView(bytes.buffer)
  change(view, view.getUint16(16))
  return bytes
}

function allRows(database: SqliteDatabase): void {
  for (const name of database.tables.keys()) database.rows(name)
}

/** The first page after the first that is an interior page of a table. */
function interiorPage(view: DataView, pageBytes: number): number {
  for (let at = pageBytes; at < view.byteLength; at += pageBytes) if (view.getUint8(at) === 0x05) return at
  throw new Error('no such page')
}

describe('databases that were made to do harm', () => {
  const cases: readonly (readonly [title: string, bytes: () => Uint8Array])[] = [
    ['a page size that is no power of two', () => changed('bare', (view) => view.setUint16(16, 1000))],
    ['a page size of nought', () => changed('bare', (view) => view.setUint16(16, 0))],
    ['pages that are all reserved', () => changed('utf-16le', (view) => view.setUint8(20, 255))],
    ['an unknown text encoding', () => changed('bare', (view) => view.setUint32(56, 4))],
    ['less than a header', () => sqliteFile('altered').subarray(0, 40)],
    ['a file that ends within its first page', () => sqliteFile('altered').subarray(0, 1000)],
    ['a file that ends before its last page', () => sqliteFile('three-levels').subarray(0, -512)],
    ['a table on a page beyond the file', () => changed('bare', (view, pageBytes) => view.setUint8(pageBytes - 23, 3))],
    [
      'a page whose child is itself',
      () =>
        changed('three-levels', (view, pageBytes) => {
          const at = interiorPage(view, pageBytes)
          view.setUint32(at + 8, at / pageBytes + 1)
        }),
    ],
    [
      'a page whose child is out of range',
      () =>
        changed('three-levels', (view, pageBytes) => view.setUint32(interiorPage(view, pageBytes) + 8, 0xffff_ffff)),
    ],
    ['a page of an index in a table', () => changed('altered', (view, pageBytes) => view.setUint8(pageBytes, 0x0a))],
    ['more cells than a page holds', () => changed('bare', (view, pageBytes) => view.setUint16(pageBytes + 3, 60_000))],
  ]

  test.each(cases)('%s is damage', async (_, bytes) => {
    const work = () => allRows(openSqlite(bytes()))
    expect(await outcomeOf(work)).toBe('transfer/damaged')
  })

  /** A leaf page with these cells, as the only table of a database. */
  function leafOf(cell: readonly number[], times = 1): Uint8Array {
    return changed('bare', (view, pageBytes) => {
      const at = pageBytes + 2000
      cell.forEach((byte, place) => view.setUint8(at + place, byte))
      view.setUint16(pageBytes + 3, times)
      for (let place = 0; place < times; place += 1) view.setUint16(pageBytes + 8 + 2 * place, 2000)
    })
  }

  test.each([
    ['a record of 2^63 - 1 bytes', [0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]],
    ['a record of less than no bytes', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]],
    ['a header that is larger than its record', [2, 1, 9, 13]],
    ['a value that is larger than its record', [3, 1, 2, 0xff, 0x7f]],
    ['a value of a type that is reserved', [2, 1, 2, 10]],
    ['a record of no bytes, which has no header', [0, 1]],
  ])('%s is damage', async (_, cell) => {
    expect(await outcomeOf(() => openSqlite(leafOf(cell)).rows('bare'))).toBe('transfer/damaged')
  })

  test('an overflow chain that goes in a circle ends with the record', () => {
    // 8,000 bytes (0xbe40), of which the page holds 3,913 or less; page 2 says that it is followed by itself.
    const bytes = leafOf([0xbe, 0x40, 1, 3, 0, 0])
    new DataView(bytes.buffer).setUint32(4096, 2)
    expect(() => openSqlite(bytes).rows('bare')).toThrow(TransferError)
  })

  test('cells that share their bytes cannot become more than the file', async () => {
    const bytes = leafOf([0x84, 0x58, 1, 3, 0, 0], 900)
    expect(await outcomeOf(() => openSqlite(bytes).rows('bare'))).toBe('transfer/damaged')
  })

  test('100,000 rows are read, and one more is too many', async () => {
    expect(openSqlite(tableOf(100_000)).rows('bare')).toHaveLength(100_000)
    expect(await outcomeOf(() => openSqlite(tableOf(100_001)).rows('bare'))).toBe('transfer/too-many')
  })

  const large = { numRuns: process.env['SLOW'] === '1' ? 5000 : 300 }

  test('whatever bytes are changed, there are rows or a typed error', () => {
    const bases = sqliteFiles.filter(({ name }) => name !== 'largest-page').map(({ bytes }) => bytes)
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 })
    const property = fc.property(fc.constantFrom(...bases), changes, fc.boolean(), (base, edits, inHeads) => {
      const bytes = Uint8Array.from(base)
      // Most of a file is text: half of the runs change only what the heads of pages say.
      for (const [at, value] of edits) bytes[inHeads ? (at % 128) + 512 * (at % 4) : at % bytes.length] = value
      try {
        allRows(openSqlite(bytes))
      } catch (error) {
        expect(error).toBeInstanceOf(TransferError)
      }
    })
    fc.assert(property, large)
  })
})

/** A table of rows `(NULL)`, in leaf pages of 64 KiB under one interior page. */
function tableOf(rows: number): Uint8Array {
  const pageBytes = 65_536
  const perPage = 8000
  const leaves = Math.ceil(rows / perPage)
  const bytes = new Uint8Array((leaves + 2) * pageBytes)
  bytes.set(sqliteFile('bare').subarray(0, 100))
  const view = new DataView(bytes.buffer)
  view.setUint16(16, 1)
  const sql = 'create table bare(a)'
  // The types of five values: texts of 5, 4 and 4 bytes, a byte, and the statement.
  const record = [6, 23, 21, 21, 1, 13 + 2 * sql.length, ...new TextEncoder().encode(`tablebarebare\u0002${sql}`)]
  writeCells(view, 100, [[record.length, 1, ...record]])
  writeCells(
    view,
    pageBytes,
    Array.from({ length: leaves - 1 }, (_, place) => [0, 0, 0, place + 3, 1]),
    0x05,
  )
  view.setUint32(pageBytes + 8, leaves + 2)
  for (let leaf = 0; leaf < leaves; leaf += 1) {
    const count = Math.min(perPage, rows - leaf * perPage)
    writeCells(
      view,
      (leaf + 2) * pageBytes,
      Array.from({ length: count }, () => [2, 1, 2, 0]),
    )
  }
  return bytes
}

/** A page with these cells, the first of them at its end. */
function writeCells(view: DataView, at: number, cells: readonly (readonly number[])[], kind = 0x0d): void {
  const page = Math.floor(at / 65_536) * 65_536
  const heads = at + (kind === 0x05 ? 12 : 8)
  view.setUint8(at, kind)
  view.setUint16(at + 3, cells.length)
  let end = 65_536
  cells.forEach((cell, place) => {
    end -= cell.length
    cell.forEach((byte, offset) => view.setUint8(page + end + offset, byte))
    view.setUint16(heads + 2 * place, end)
  })
}
