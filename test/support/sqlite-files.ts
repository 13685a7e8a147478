import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { decodeBase64, decodeHex } from '../../src/encoding/index.ts'

/** A database that Python's sqlite3 wrote, and what Python read back. */
export interface SqliteFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}

/** A cell as the vectors have it: blobs in hexadecimal, long texts as a part and how often it comes. */
type Cell = null | number | string | { readonly hex: string } | { readonly text: string; readonly times: number }

interface SqliteVector {
  /** The file, compressed, in base64. */
  readonly gzip: string
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>
}

const folder = new URL('../vectors/sqlite/', import.meta.url)

/** Every database of test/vectors/sqlite. */
export const sqliteFiles: readonly SqliteFile[] = readdirSync(folder)
  .sort()
  .map((file) => {
    const { gzip, tables }: SqliteVector = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    return {
      name: file.replace(/\.json$/, ''),
      bytes: new Uint8Array(gunzipSync(decodeBase64(gzip))),
      tables: Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.map(rowOf)])),
    }
  })

/** A copy of one of them, to change. */
export function sqliteFile(name: string): Uint8Array<ArrayBuffer> {
  const file = sqliteFiles.find((each) => each.name === name)
  if (file === undefined) throw new Error(`no vector ${name}`)
  return Uint8Array.from(file.bytes)
}

function rowOf(row: Readonly<Record<string, Cell>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, valueOf(cell)]))
}

function valueOf(cell: Cell): unknown {
  if (cell === null || typeof cell !== 'object') return cell
  return 'hex' in cell ? decodeHex(cell.hex) : cell.text.repeat(cell.times)
}
