import { encodeBase64 } from '../encoding/index.ts'
import { maxEntries } from './entry.ts'
import { TransferError } from './errors.ts'
import type { ImportEntry, ReadExport } from './format.ts'
import {
  isMigrationLink,
  migrationBytes,
  readMigrationPayload,
  type MigrationPart,
} from './formats/migration-payload.ts'
import { keyUriEntry } from './key-uri-entry.ts'
import { migrationEntry, transferProgress, type TransferProgress } from './migration-parts.ts'

/** A text that may be a link. */
export interface LinkText {
  readonly text: string
  /** Where it stands, for reports. */
  readonly label: string
}

/** What links are worth. */
type ReadLinks = Pick<ReadExport, 'entries' | 'missingParts'>

/** What texts of QR codes are worth. */
export interface ScannedTexts extends ReadLinks {
  /** Present where a transfer link is among them. */
  readonly transfer?: TransferProgress
}

/**
 * What became of one link: an entry, a key URI to be read once it is known that there are not too many, or a part whose
 * accounts follow when all parts are known.
 */
type Reading = { readonly entry: ImportEntry } | { readonly link: LinkText } | { readonly part: MigrationPart }

/**
 * Reads key URIs and Google's transfer links, in any mixture and order. The accounts of a transfer come in its own order;
 * the same code twice counts once. What is neither is an unreadable entry, a damaged transfer link among them.
 *
 * @param now - Unix ms.
 * @throws {@link TransferError} `transfer/too-many`.
 */
export function readLinks(links: Iterable<LinkText>, now: number): ReadLinks {
  const { transfer: _transfer, ...read } = readWithProgress(links, now)
  return read
}

function readWithProgress(links: Iterable<LinkText>, now: number): ScannedTexts {
  const readings: Reading[] = []
  const known = new Set<string>()
  let count = 0
  for (const link of links) {
    const reading = isMigrationLink(link.text) ? readPart(link, known) : { link }
    if (reading === undefined) continue
    readings.push(reading)
    count += 'part' in reading ? Math.max(1, reading.part.accounts.length) : 1
    if (count > maxEntries) throw new TransferError('transfer/too-many', 'over 50,000 links')
  }
  const parts = readings.flatMap((reading) => ('part' in reading ? [reading.part] : []))
  const transfer = transferProgress(parts)
  return {
    entries: withoutEmptyOrder(entriesOf(readings, parts, now)),
    ...(transfer.missing.length > 0 && { missingParts: transfer.missing }),
    ...(parts.length > 0 && { transfer }),
  }
}

/** `undefined` for a code that was there before. */
function readPart({ text, label }: LinkText, known: Set<string>): Reading | undefined {
  try {
    const bytes = migrationBytes(text)
    const key = encodeBase64(bytes)
    if (known.has(key)) return undefined
    const part = readMigrationPayload(bytes)
    known.add(key)
    return { part }
  } catch (error) {
    if (!(error instanceof TransferError)) throw error
    const code = error.code === 'transfer/too-large' ? 'otp/uri-too-long' : 'entry/malformed'
    return { entry: { outcome: 'unreadable', label: label.slice(0, 200), code, text } }
  }
}

/** Parts take each other's places until they stand in the order of their transfer. */
function entriesOf(readings: readonly Reading[], parts: readonly MigrationPart[], now: number): readonly ImportEntry[] {
  const sorted = parts.toSorted((one, other) => one.index - other.index).values()
  return readings.flatMap((reading) => {
    if ('entry' in reading) return [reading.entry]
    if ('link' in reading) return [keyUriEntry(reading.link.text, reading.link.label, now)]
    return sorted.next().value?.accounts.map(migrationEntry) ?? []
  })
}

/** Where all places in the order by hand are 0, nobody ever ordered anything. */
function withoutEmptyOrder(entries: readonly ImportEntry[]): readonly ImportEntry[] {
  if (entries.some((entry) => entry.outcome === 'account' && (entry.account.order ?? 0) !== 0)) return entries
  return entries.map((entry) => {
    if (entry.outcome !== 'account') return entry
    const { order: _order, ...account } = entry.account
    return { ...entry, account }
  })
}

/** The lines of a list of links, but remarks. As {@link textLines}. */
export function* linkLines(text: string, prefix = ''): Generator<LinkText, void> {
  for (const line of textLines(text, prefix)) if (!line.text.startsWith('#')) yield line
}

/**
 * The lines of a text, trimmed, but blank ones.
 *
 * @param prefix - Stands before `line 7`, the label. Blank lines are counted, too.
 */
export function* textLines(text: string, prefix = ''): Generator<LinkText, void> {
  let number = 1
  let end = 0
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    number += countLineEnds(text, end, index)
    end = index + line.length
    if (line.trim() !== '') yield { text: line.trim(), label: `${prefix}line ${number}` }
  }
}

/** `\r\n`, `\n` and `\r` each end one line. Between the two places there is nothing else. */
function countLineEnds(text: string, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) {
    if (text[at] === '\r' || text[at - 1] !== '\r') count++
  }
  return count
}

interface ScanOptions {
  /** Unix ms. */
  readonly now: number
  /** What to call a text that is no account, by its place from 0. */
  readonly labelOf?: (place: number) => string
}

/**
 * Reads the texts of scanned QR codes, or of links that were pasted: key URIs and Google's transfer links. A screen that
 * scans one after another gives all of them each time.
 *
 * @returns An entry for each account, and for each text that is none; with the transfer codes that are still to come.
 * @throws {@link TransferError} `transfer/too-many`.
 */
export function readScannedTexts(
  texts: readonly string[],
  { now, labelOf = (place) => `QR code ${place + 1}` }: ScanOptions,
): ScannedTexts {
  return readWithProgress(
    texts.map((text, place) => ({ text, label: labelOf(place) })),
    now,
  )
}
