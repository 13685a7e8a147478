import { readHtml, type HtmlPart } from '../containers/html.ts'
import { maxEntries, rawAccountOf, readEntry, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ImportEntry, ImportRemark, ReadExport, ReadingContext } from '../format.ts'
import { encodeBase32 } from '../../encoding/index.ts'
import { keyUriEntry } from '../key-uri-entry.ts'
import { readLinks } from '../links.ts'
import { textOf } from '../logins.ts'
import { pictureReader } from './html-pictures.ts'
import { tableAccount, tableExtras } from './html-tables.ts'

/**
 * The sheets that Aegis, Ente and Stratum write, and any page with key URIs. Where a row has a picture and a text, the
 * picture is right: the text lacks the period (Aegis, Ente), or was written badly (Ente).
 */
export async function readExport(files: readonly FileContent[], context: ReadingContext): Promise<ReadExport> {
  const page = readHtml(textOf(files))
  const textsOf = pictureReader(page, context)
  const found: Found = { entries: [], transfers: new Set(), lacksPictures: false }
  for (const row of page.rows) addRow(found, row, await textsOf(row), context)
  addRest(found, page.rest, await textsOf(page.rest), context)
  const transfers = readLinks(
    [...found.transfers].map((text) => ({ text, label: '' })),
    context.now,
  )
  const entries = [...found.entries, ...transfers.entries]
  const hasPictures = [...page.rows, page.rest].some((part) => part.pictures.size > 0)
  const isUnread = found.lacksPictures || (hasPictures && entries.length === 0)
  if (entries.length === 0 && !isUnread) throw new TransferError('transfer/unrecognised', 'a page without accounts')
  const remarks: readonly ImportRemark[] = isUnread ? ['pictures-unread'] : []
  return { ...transfers, entries, remarks }
}

interface Found {
  readonly entries: ImportEntry[]
  /** Google's links for several accounts, of which several may belong together. */
  readonly transfers: Set<string>
  /** Whether the text of a row had to do, though there is a picture. */
  lacksPictures: boolean
}

function addRow(found: Found, row: HtmlPart, pictures: readonly string[], { now }: ReadingContext): void {
  const links = pictures.length > 0 ? pictures : [...row.links]
  if (links.length > 0) return addLinks(found, links, tableExtras(row), now)
  const account = tableAccount(row)
  if (account === undefined) return
  found.lacksPictures ||= row.pictures.size > 0
  const record = { label: [account.issuer, account.account].join(' ').trim(), text: row.cells.join('\t') }
  found.entries.push(readEntry(record, () => account))
}

function addRest(found: Found, rest: HtmlPart, pictures: readonly string[], { now }: ReadingContext): void {
  addLinks(found, pictures, undefined, now)
  const inText: Found = { ...found, entries: [] }
  addLinks(inText, rest.links, undefined, now)
  const known = new Set(pictures.length > 0 ? found.entries.map(secretOf) : [])
  const isNew = (entry: ImportEntry): boolean => entry.outcome === 'unreadable' || !known.has(secretOf(entry))
  found.entries.push(...inText.entries.filter(isNew))
}

function secretOf(entry: ImportEntry): string {
  return entry.outcome === 'account' ? encodeBase32(entry.account.secret) : ''
}

function addLinks(found: Found, links: Iterable<string>, more: Partial<RawAccount> | undefined, now: number): void {
  for (const link of links) {
    if (found.entries.length > maxEntries) throw new TransferError('transfer/too-many', 'over 50,000 links')
    if (/^\s*otpauth-migration:/i.test(link)) found.transfers.add(link.trim())
    else if (more === undefined) found.entries.push(keyUriEntry(link, '', now))
    else found.entries.push(readEntry({ label: '', text: link }, () => rawAccountOf(link, more, now)))
  }
}
