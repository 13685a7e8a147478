import { decodePercent } from '../../encoding/index.ts'
import { maxEntries, readEntry } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ImportEntry, ReadExport, ReadingContext } from '../format.ts'
import { jsonFields } from '../json-fields.ts'
import { textLines, type LinkText } from '../links.ts'
import { hasText, isOn, readLogins } from '../logins.ts'
import { readItems } from './bitwarden.ts'
import { wholeText } from './key-uris.ts'

/**
 * The exports of Bitwarden Authenticator: its JSON is the password manager's with nothing but codes; its table, on
 * Android, is not quoted. (On an iPhone, the table is the password manager's, too, and is read as one.)
 */
export async function readExport([file]: readonly FileContent[], { now }: ReadingContext): Promise<ReadExport> {
  if (file?.kind === 'json') {
    const fields = jsonFields(file.value)
    if (fields === undefined) throw new TransferError('transfer/damaged', 'not what Bitwarden Authenticator writes')
    const { entries, skipped = 0 } = readItems(fields, now, withoutEntities)
    return { entries, skipped }
  }
  return { entries: readTable(file === undefined ? '' : wholeText(file), now) }
}

/** A cell that is a link. Commas in names are percent-encoded in it. */
const link = /^"?(?:otpauth|apple-otpauth|steam):/i

/** Places of the columns in the header; -1 where there is none. */
interface Columns {
  readonly folder: number
  readonly favorite: number
  readonly name: number
  readonly website: number
  readonly code: number
}

/** Cells beyond the header (issuer, period and digits once more) say nothing that the link does not. */
function readTable(text: string, now: number): readonly ImportEntry[] {
  const lines = textLines(text)
  const header = lines.next().value?.text ?? ''
  const names = header.split(',', 100).map((name) => unquoted(name).trim().toLowerCase())
  const columns = {
    folder: names.indexOf('folder'),
    favorite: names.indexOf('favorite'),
    name: names.indexOf('name'),
    website: names.indexOf('login_uri'),
    code: names.indexOf('login_totp'),
  }
  const entries: ImportEntry[] = []
  for (const line of lines) {
    if (entries.length === maxEntries) throw new TransferError('transfer/too-many', 'over 50,000 rows')
    entries.push(rowEntry(line, columns, now))
  }
  return entries
}

/** A comma in the name moves all that follows: the link tells by how many cells. */
function rowEntry({ text, label }: LinkText, columns: Columns, now: number): ImportEntry {
  const cells = text.split(',')
  const linkAt = cells.findIndex((cell) => link.test(cell))
  const moved = linkAt === -1 ? 0 : linkAt - columns.code
  const cell = (column: number) => unquoted(cells[column + (column > columns.name ? moved : 0)] ?? '')
  const title = unquoted(cells.slice(columns.name, columns.name + 1 + moved).join(','))
  const code = cell(columns.code)
  const login = {
    title,
    codes: [withoutEntities(code)],
    tags: [cell(columns.folder)],
    pinned: isOn(cell(columns.favorite)),
    dropped: [hasText(cell(columns.website)) && ('website' as const)],
    text: () => text,
  }
  const [entry] = readLogins([login], now).entries
  return entry ?? readEntry({ label: title || label, text }, () => ({ secret: undefined }))
}

/** What spreadsheet programs put around cells when they save the table again. */
function unquoted(cell: string): string {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** On Android, the label of a link is escaped as HTML before it is percent-encoded; the issuer's parameter is not. */
function withoutEntities(code: string): string {
  const [, start = '', label = '', rest = ''] = /^(\s*otpauth:\/\/[a-z]+\/)([^?]*)(.*)$/is.exec(code) ?? []
  const plain = decodePercent(label).replace(/&(amp|lt|gt|quot|#39);/g, (_entity, name: string) => entities[name] ?? '')
  return start === '' || plain === decodePercent(label) ? code : `${start}${encodeLabel(plain)}${rest}`
}

function encodeLabel(label: string): string {
  return encodeURIComponent(label.replace(/\p{Surrogate}/gu, '\ufffd'))
}
