import { TransferError } from '../errors.ts'
import { readVarint, textDecoderOf } from './sqlite-record.ts'

/** The pages of a database file. */
export interface Pager {
  /** Bytes of a page that hold cells; the rest is reserved (SQLCipher keeps its codes there). */
  readonly usableBytes: number
  /** Pages that are whole. */
  readonly pageCount: number
  /** Bytes of the whole file. */
  readonly fileBytes: number
  readonly writesAhead: boolean
  readonly decodeText: (bytes: Uint8Array) => string
  /** @param number - From 1. @throws {@link TransferError} `transfer/damaged`. */
  page(number: number): DataView
}

/** One row: its id and its record. */
export interface Cell {
  readonly rowId: number
  readonly payload: Uint8Array
}

const headerBytes = 100
const leafPage = 0x0d
const interiorPage = 0x05

/** Rows of the largest table that is read. */
const maxRows = 100_000

/**
 * Reads the header of a database (SQLite file format, §1.3).
 *
 * @throws {@link TransferError} `transfer/damaged`. @throws `RangeError` for a file shorter than a header.
 */
export function createPager(bytes: Uint8Array): Pager {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stored = view.getUint16(16)
  const pageBytes = stored === 1 ? 65_536 : stored
  const usableBytes = pageBytes - view.getUint8(20)
  const isPowerOf2 = (pageBytes & (pageBytes - 1)) === 0
  // The smallest page, and the least of it that may be in use (§1.3.2, §1.3.4).
  if (!isPowerOf2 || pageBytes < 512 || usableBytes < 480) throw damaged('the page size cannot be')
  const pageCount = Math.floor(bytes.length / pageBytes)
  const page = (number: number): DataView => {
    if (!Number.isInteger(number) || number < 1 || number > pageCount) throw damaged('a page is out of range')
    return new DataView(bytes.buffer, bytes.byteOffset + (number - 1) * pageBytes, usableBytes)
  }
  const writesAhead = view.getUint8(18) === 2 || view.getUint8(19) === 2
  const decodeText = textDecoderOf(view.getUint32(56))
  return { usableBytes, pageCount, fileBytes: bytes.length, writesAhead, decodeText, page }
}

/**
 * The cells of a table's b-tree, from the left to the right (§1.6).
 *
 * @throws {@link TransferError} `transfer/damaged`, `transfer/too-many`. @throws `RangeError`.
 */
export function* readCells(pager: Pager, rootPage: number): Generator<Cell> {
  const visited = new Set<number>()
  const toVisit = [rootPage]
  // No byte of the file belongs to two rows: hostile ones could share an overflow chain a hundred thousand times.
  let bytesLeft = pager.fileBytes
  let rows = 0
  for (let number = toVisit.pop(); number !== undefined; number = toVisit.pop()) {
    if (visited.has(number)) throw damaged('a page is in the table twice')
    visited.add(number)
    const page = pager.page(number)
    const { isLeaf, pointers, rightmost } = readPageHeader(page, number === 1 ? headerBytes : 0)
    if (!isLeaf) {
      // The last in is the next out.
      toVisit.push(rightmost, ...pointers.map((pointer) => page.getUint32(pointer)).toReversed())
      if (toVisit.length > pager.pageCount) throw damaged('a table has more pages than the file')
      continue
    }
    for (const pointer of pointers) {
      rows += 1
      if (rows > maxRows) throw new TransferError('transfer/too-many', 'the table has over 100,000 rows')
      const cell = readLeafCell(pager, page, pointer, bytesLeft)
      bytesLeft -= cell.payload.length
      yield cell
    }
  }
}

interface PageHeader {
  readonly isLeaf: boolean
  /** Offsets of the cells in the page. */
  readonly pointers: readonly number[]
  readonly rightmost: number
}

function readPageHeader(page: DataView, at: number): PageHeader {
  const kind = page.getUint8(at)
  if (kind !== leafPage && kind !== interiorPage) throw damaged('a page is of the wrong kind')
  const isLeaf = kind === leafPage
  const start = at + (isLeaf ? 8 : 12)
  const pointers = Array.from({ length: page.getUint16(at + 3) }, (_, place) => page.getUint16(start + 2 * place))
  return { isLeaf, pointers, rightmost: isLeaf ? 0 : page.getUint32(at + 8) }
}

function readLeafCell(pager: Pager, page: DataView, pointer: number, mostBytes: number): Cell {
  const size = readVarint(page, pointer)
  const id = readVarint(page, size.next)
  if (size.value < 0 || size.value > mostBytes) throw damaged('a row is larger than the file')
  const local = localBytes(size.value, pager.usableBytes)
  const payload = new Uint8Array(size.value)
  payload.set(bytesOf(page, id.next, local))
  if (local < size.value) readOverflow(pager, page.getUint32(id.next + local), payload, local)
  return { rowId: id.value, payload }
}

/** How much of a record is in the page of the row itself (§1.6, "U", "P", "X", "M" and "K"). */
function localBytes(size: number, usable: number): number {
  const most = usable - 35
  if (size <= most) return size
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((size - least) % (usable - 4))
  return fitting <= most ? fitting : least
}

/** Ends with the record: a chain that goes in a circle is followed no further than that. */
function readOverflow(pager: Pager, firstPage: number, payload: Uint8Array, from: number): void {
  let number = firstPage
  let filled = from
  while (filled < payload.length) {
    const page = pager.page(number)
    const part = bytesOf(page, 4, Math.min(payload.length - filled, pager.usableBytes - 4))
    payload.set(part, filled)
    filled += part.length
    number = page.getUint32(0)
  }
}

function bytesOf(page: DataView, at: number, length: number): Uint8Array {
  if (at + length > page.byteLength) throw damaged('a row leaves its page')
  return new Uint8Array(page.buffer, page.byteOffset + at, length)
}

function damaged(message: string): TransferError {
  return new TransferError('transfer/damaged', message)
}
