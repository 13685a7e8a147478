import { TransferError } from '../errors.ts'

/** Rows of the largest table that is read. */
const maxRows = 100_000

/** Cells of the widest row; Keeper's have two for each field of their own. */
const maxColumns = 1000

/** One row of a table with a header. Names of columns are in lower case. */
export type CsvRow = Readonly<Record<string, string | undefined>>

/**
 * Reads the cells of a comma-separated text (RFC 4180, and what is made of it): quotes, line breaks in cells, CRLF.
 * Blank lines are left out. Formulas are text like any other. Quotes that nobody doubled or closed are taken for text.
 *
 * @throws {@link TransferError} `transfer/too-many`, `transfer/too-large`.
 */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  const endRow = (): void => {
    if (row.some((cell) => cell.trim() !== '')) rows.push(row)
    // While reading: a table that is refused is never in memory as a whole.
    if (rows.length > maxRows) throw new TransferError('transfer/too-many', 'the table is too long')
    row = []
  }
  for (let at = 0; at < text.length; at++) {
    if (row.length === 0 && isLineEnd(text, at)) continue
    const cell = cellAt(text, at)
    row.push(cell.value)
    if (row.length > maxColumns) throw new TransferError('transfer/too-many', 'the table is too wide')
    at = cell.end
    if (text[at] !== ',') endRow()
    else if (at === text.length - 1 || isLineEnd(text, at + 1)) {
      row.push('')
      endRow()
    }
  }
  endRow()
  return rows
}

/** As {@link readCsv}, by the names in its first row. Cells beyond the header are left out; missing ones are absent. */
export function readCsvRows(text: string): readonly CsvRow[] {
  const [header = [], ...rows] = readCsv(text)
  const names = header.map((name) => name.trim().toLowerCase())
  return rows.map((cells) => Object.fromEntries(names.map((name, place) => [name, cells[place]])))
}

/** Cells as a line of such a text, without its line end. */
export function csvLine(cells: readonly (string | undefined)[]): string {
  return cells.map((cell = '') => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}

/** UTF-16 units of the longest cell in quotes: more than any note has. */
const maxCellLength = 4 * 1024 * 1024

interface Cell {
  readonly value: string
  /** Where the comma or the line end after it is, or the end of the text. */
  readonly end: number
}

function cellAt(text: string, start: number): Cell {
  if (text[start] !== '"') {
    const end = endAfter(text, start)
    return { value: text.slice(start, end), end }
  }
  let quote = text.indexOf('"', start + 1)
  while (quote !== -1 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2)
  if ((quote === -1 ? text.length : quote) - start > maxCellLength) {
    throw new TransferError('transfer/too-large', 'a cell of the table is too long')
  }
  const quoted = text.slice(start + 1, quote === -1 ? text.length : quote).replaceAll('""', '"')
  if (quote === -1) return { value: quoted, end: text.length }
  const end = endAfter(text, quote + 1)
  return { value: quoted + text.slice(quote + 1, end).trimEnd(), end }
}

function endAfter(text: string, start: number): number {
  const separator = /[,\r\n]/g
  separator.lastIndex = start
  return separator.exec(text)?.index ?? text.length
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' || text[at] === '\r'
}
