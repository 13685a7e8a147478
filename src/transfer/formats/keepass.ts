import { openKdbx } from '../containers/kdbx.ts'
import { readKdbxHeader } from '../containers/kdbx-header.ts'
import { kdfMemoryBytes } from '../containers/kdbx-kdf.ts'
import { childOf, childrenOf, childText, readKdbxXml, type XmlElement } from '../containers/kdbx-xml.ts'
import { decodeBase64 } from '../../encoding/index.ts'
import { readEntry, type RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ImportEntry, ReadExport, ReadingContext, SealedExport } from '../format.ts'
import { hasText } from '../logins.ts'
import { codesOf, isCodeString } from './keepass-codes.ts'

/** Bytes from which on the person may want to know what opening takes. */
const muchMemory = 128 * 1024 * 1024

/** KeePass 2 databases, of KeePass, KeePassXC and all that write their format. */
export async function readExport([file]: readonly FileContent[], { argon2 }: ReadingContext): Promise<SealedExport> {
  const header = readKdbxHeader(file?.bytes ?? new Uint8Array())
  const memoryBytes = kdfMemoryBytes(header.kdf)
  return {
    ...(memoryBytes > muchMemory && { memoryBytes }),
    unlock: async (password, signal) => {
      const { xml, unmask } = await openKdbx(header, password, argon2, signal)
      return readDocument(readKdbxXml(xml, unmask, leftOut))
    },
  }
}

/** Earlier states of entries, and pictures and attachments. */
const leftOut: ReadonlySet<string> = new Set(['History', 'Binaries', 'CustomIcons', 'DeletedObjects'])

/** An entry and the names of the groups around it, but for the outermost. */
interface PlacedEntry {
  readonly entry: XmlElement
  readonly path: readonly string[]
  readonly isDeleted: boolean
}

function readDocument(document: XmlElement): ReadExport {
  const file = childOf(document, 'KeePassFile')
  const root = childOf(file, 'Root')
  if (root === undefined) throw new TransferError('transfer/damaged', 'the document is none of KeePass')
  const bin = binOf(childOf(file, 'Meta'))
  const entries: ImportEntry[] = []
  let skipped = 0
  for (const placed of childrenOf(root, 'Group').flatMap((group) => [...entriesOf(group, bin, [], false)])) {
    const found = placed.isDeleted ? [] : readCodes(placed)
    if (found.length === 0) skipped += 1
    entries.push(...found)
  }
  return { entries, skipped, remarks: ['codes-only'] }
}

/** The group that entries come to when they are deleted. */
function binOf(meta: XmlElement | undefined): string | undefined {
  return childText(meta, 'RecycleBinEnabled')?.toLowerCase() === 'false' ? undefined : childText(meta, 'RecycleBinUUID')
}

function* entriesOf(
  group: XmlElement,
  bin: string | undefined,
  path: readonly string[],
  isInBin: boolean,
): Generator<PlacedEntry> {
  const uuid = childText(group, 'UUID')
  const isDeleted = isInBin || (uuid !== undefined && uuid === bin)
  for (const entry of childrenOf(group, 'Entry')) yield { entry, path, isDeleted }
  for (const inner of childrenOf(group, 'Group')) {
    yield* entriesOf(inner, bin, [...path, childText(inner, 'Name') ?? ''], isDeleted)
  }
}

function readCodes({ entry, path }: PlacedEntry): readonly ImportEntry[] {
  const strings = stringsOf(entry)
  const codes = codesOf(strings)
  if (codes.length === 0) return []
  const more = extrasOf(entry, strings, path)
  const report = { label: strings.get('Title') ?? '', text: reportOf(strings) }
  return codes.map((code) => readEntry(report, () => code(more)))
}

function stringsOf(entry: XmlElement): ReadonlyMap<string, string> {
  const pairs = childrenOf(entry, 'String').map(
    (string) => [childText(string, 'Key') ?? '', childText(string, 'Value') ?? ''] as const,
  )
  return new Map(pairs)
}

/** Strings that every entry has. */
const usualStrings: ReadonlySet<string> = new Set(['Title', 'UserName', 'Password', 'URL', 'Notes'])

function extrasOf(
  entry: XmlElement,
  strings: ReadonlyMap<string, string>,
  path: readonly string[],
): Omit<RawAccount, 'secret'> {
  const times = childOf(entry, 'Times')
  const hasOthers = [...strings].some(([name, value]) => value !== '' && !usualStrings.has(name) && !isCodeString(name))
  const hasAttachment = childrenOf(entry, 'Binary').length > 0
  const isColoured = ['ForegroundColor', 'BackgroundColor'].some((name) => hasText(childText(entry, name)))
  return {
    note: strings.get('Notes'),
    tags: [path.filter((name) => name !== '').join('/'), ...(childText(entry, 'Tags') ?? '').split(/[;,]/)],
    createdAt: timeOf(childText(times, 'CreationTime')),
    updatedAt: timeOf(childText(times, 'LastModificationTime')),
    dropped: [
      hasText(strings.get('Password')) && 'password',
      hasText(strings.get('URL')) && 'website',
      (hasOthers || hasAttachment) && 'other-fields',
      hasText(childText(entry, 'CustomIconUUID')) && 'icon',
      isColoured && 'colour',
    ],
  }
}

/** What an unreadable code is reported with: nothing that has to do with the password. */
function reportOf(strings: ReadonlyMap<string, string>): string {
  const told = [...strings].filter(([name]) => name === 'Title' || name === 'UserName' || isCodeString(name))
  return JSON.stringify(Object.fromEntries(told))
}

/** Seconds from the beginning of the year 1 to that of 1970. */
const yearOne = 62_135_596_800

/** Unix ms of a time: version 3 has text, version 4 seconds since the year 1 in eight bytes. */
function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return Date.parse(text)
  if (!/^[A-Za-z0-9+/]{11}=$/.test(text)) return undefined
  const bytes = decodeBase64(text)
  return (Number(new DataView(bytes.buffer).getBigInt64(0, true)) - yearOne) * 1000
}
