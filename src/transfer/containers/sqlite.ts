import { TransferError } from '../errors.ts'
import { createPager, readCells, type Cell, type Pager } from './sqlite-pages.ts'
import { readRecord, type SqliteValue } from './sqlite-record.ts'
import { parseCreateTable, type TableShape } from './sqlite-table-shape.ts'

export type { SqliteValue } from './sqlite-record.ts'

/** A row by the names of its columns, in lower case. */
export type SqliteRow = Readonly<Record<string, SqliteValue>>

/** A database file that is only read. */
export interface SqliteDatabase {
  /** The columns of each table, by name, in lower case. */
  readonly tables: ReadonlyMap<string, readonly string[]>
  /** The app writes new rows to a file beside this one first: what was copied without it may lack the newest. */
  readonly writesAhead: boolean
  /**
   * The rows of a table in the order of their row ids; none where there is no such table. A column that came into the
   * table after a row has `null` there, whatever its default.
   *
   * @throws `TransferError` `transfer/damaged`, `transfer/too-many`.
   */
  rows(table: string): readonly SqliteRow[]
}

/** Values of the largest table that is read: 100,000 rows of forty columns. */
const maxValues = 4_000_000

/** What the format's own reader takes, unless it was built otherwise. */
const maxSqlLength = 1_000_000

interface Table extends TableShape {
  readonly rootPage: number
}

/**
 * Opens a file of SQLite 3 (https://sqlite.org/fileformat2.html). Indexes, views, virtual tables and what is in no page of
 * a table (deleted rows) are passed over. Nothing is trusted: each page of a table is visited once at most, and no more
 * is read out of a table than the file has bytes.
 *
 * @param bytes - The whole file. Not changed; blobs are copies.
 * @throws {@link TransferError} `transfer/damaged`, `transfer/too-many`.
 */
export function openSqlite(bytes: Uint8Array): SqliteDatabase {
  return guarded(() => {
    const pager = createPager(bytes)
    const tables = readSchema(pager)
    return {
      tables: new Map([...tables].map(([name, { columns }]) => [name, columns])),
      writesAhead: pager.writesAhead,
      rows: (name) => {
        const table = tables.get(name.toLowerCase())
        return table === undefined ? [] : guarded(() => readRows(pager, table))
      },
    }
  })
}

/** Reads beyond the end of the file are how most damage shows. */
function guarded<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new TransferError('transfer/damaged', 'the database is cut off', { cause })
  }
}

/** What the table on page 1 has of each table, index and view. */
const schemaColumns = ['type', 'name', 'tbl_name', 'rootpage', 'sql']

function readSchema(pager: Pager): ReadonlyMap<string, Table> {
  const schema = { columns: schemaColumns, rowIdColumn: undefined, rootPage: 1 }
  const tables = new Map<string, Table>()
  for (const { type, name, rootpage, sql } of readRows(pager, schema)) {
    if (type !== 'table' || typeof name !== 'string' || typeof rootpage !== 'number' || typeof sql !== 'string')
      continue
    // Virtual tables have no page of their own.
    if (rootpage === 0) continue
    if (sql.length > maxSqlLength) throw new TransferError('transfer/damaged', 'a table of the database is too wide')
    tables.set(name.toLowerCase(), { ...parseCreateTable(sql), rootPage: rootpage })
  }
  return tables
}

function readRows(pager: Pager, table: Table): readonly SqliteRow[] {
  const rows: SqliteRow[] = []
  for (const cell of readCells(pager, table.rootPage)) {
    if ((rows.length + 1) * table.columns.length > maxValues) {
      throw new TransferError('transfer/too-many', 'the table has too many values')
    }
    rows.push(rowOf(cell, table, pager.decodeText))
  }
  return rows
}

function rowOf({ rowId, payload }: Cell, { columns, rowIdColumn }: Table, decodeText: Pager['decodeText']): SqliteRow {
  const values = readRecord(payload, columns.length, decodeText)
  const value = (name: string, place: number): SqliteValue => (name === rowIdColumn ? rowId : (values[place] ?? null))
  // Own members, whatever they are called.
  return Object.fromEntries(columns.map((name, place) => [name, value(name, place)]))
}
