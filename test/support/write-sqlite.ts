/** A table for {@link sqliteOf}: its statement, and its rows, which must fit one page. */
export interface WrittenTable {
  readonly name: string
  readonly sql: string
  readonly rows: readonly (readonly (null | number | string | Uint8Array)[])[]
}

/** What a database is otherwise than usual. */
export interface WrittenShape {
  readonly pageBytes?: number
  /** At the end of each page. */
  readonly reserved?: number
  readonly writesAhead?: boolean
}

/** A database of SQLite 3 with each table on a page of its own: as little of the format as readers need. */
export function sqliteOf(
  tables: readonly WrittenTable[],
  { pageBytes = 4096, reserved = 0, writesAhead = false }: WrittenShape = {},
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pageBytes * (tables.length + 1))
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('SQLite format 3\0'))
  view.setUint16(16, pageBytes === 65_536 ? 1 : pageBytes)
  bytes.set([writesAhead ? 2 : 1, writesAhead ? 2 : 1, reserved, 64, 32, 32], 18)
  view.setUint32(28, tables.length + 1)
  view.setUint32(56, 1)
  const schema = tables.map(({ name, sql }, place) => ['table', name, name, place + 2, sql])
  writeLeaf(bytes.subarray(0, pageBytes - reserved), 100, schema)
  tables.forEach(({ rows }, place) => {
    const start = (place + 1) * pageBytes
    writeLeaf(bytes.subarray(start, start + pageBytes - reserved), 0, rows)
  })
  return bytes
}

function writeLeaf(page: Uint8Array, at: number, rows: WrittenTable['rows']): void {
  const view = new DataView(page.buffer, page.byteOffset, page.length)
  view.setUint8(at, 0x0d)
  view.setUint16(at + 3, rows.length)
  let end = page.length
  rows.forEach((row, place) => {
    const record = recordOf(row)
    const cell = [...varint(record.length), ...varint(place + 1), ...record]
    end -= cell.length
    if (end < at + 8 + 2 * rows.length) throw new Error('the rows do not fit the page')
    page.set(cell, end)
    view.setUint16(at + 8 + 2 * place, end)
  })
}

function recordOf(row: WrittenTable['rows'][number]): readonly number[] {
  const types: number[] = []
  const values: number[] = []
  for (const value of row) {
    if (value === null) {
      types.push(0)
    } else if (typeof value === 'number') {
      const integer = new DataView(new ArrayBuffer(8))
      integer.setBigInt64(0, BigInt(value))
      types.push(6)
      values.push(...new Uint8Array(integer.buffer))
    } else {
      const isText = typeof value === 'string'
      const content = isText ? new TextEncoder().encode(value) : value
      types.push(...varint(content.length * 2 + (isText ? 13 : 12)))
      values.push(...content)
    }
  }
  // The header counts its own length; no test has over 126 bytes of types.
  return [types.length + 1, ...types, ...values]
}

function varint(number: number): readonly number[] {
  return number < 128 ? [number] : [...varint(Math.floor(number / 128)).map((byte) => byte | 0x80), number % 128]
}
