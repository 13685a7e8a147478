import { encodeBase64 } from '../../encoding/index.ts'
import { openSqlite, type SqliteRow } from '../containers/sqlite.ts'
import { EntryError, readEntry } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ImportEntry, ReadExport, ReadingContext } from '../format.ts'
import { linkLines, readLinks, type LinkText } from '../links.ts'
import { wholeText } from './key-uris.ts'

/** Transfer links in text files, which are one export together; and the app's database, from phones that let it out. */
export async function readExport(files: readonly FileContent[], { now }: ReadingContext): Promise<ReadExport> {
  const links = readLinks(linksOf(files), now)
  const databases = files.filter(({ kind }) => kind === 'sqlite').map(({ bytes }) => openSqlite(bytes))
  const entries = [...links.entries, ...databases.flatMap((database) => database.rows('accounts').map(rowEntry))]
  if (entries.length > 0 && entries.every(isDamagedLink)) {
    throw new TransferError('transfer/damaged', 'not one of the transfer links is whole')
  }
  const isBehind = databases.some(({ writesAhead }) => writesAhead)
  return { ...links, entries, ...(isBehind && { remarks: ['journal-missing'] }) }
}

function* linksOf(files: readonly FileContent[]): Generator<LinkText, void> {
  for (const file of files) {
    if (file.kind === 'text') yield* linkLines(wholeText(file), files.length > 1 ? `${file.name}, ` : '')
  }
}

function isDamagedLink(entry: ImportEntry): boolean {
  return entry.outcome === 'unreadable' && (entry.code === 'entry/malformed' || entry.code === 'otp/uri-too-long')
}

/** Types by the app's own numbers. */
const types = ['totp', 'hotp']

/** SHA1, 6 digits and 30 s are all that the table can say. */
function rowEntry(row: SqliteRow): ImportEntry {
  const [name, issuer, secret, original] = ['email', 'issuer', 'secret', 'original_name'].map((column) => {
    const value = row[column]
    return typeof value === 'string' ? value : ''
  })
  return readEntry({ label: name ?? '', text: rowText(row) }, () => {
    // Newer versions: the secret is under a key of the phone's own.
    if (Number(row['isencrypted'] ?? 0) !== 0) throw new EntryError('entry/bound')
    const { type, counter } = row
    return {
      type: types[Number(type ?? 0)] ?? `type ${String(type)}`,
      secret,
      issuer,
      account: name,
      counter: typeof counter === 'number' || typeof counter === 'string' ? counter : undefined,
      dropped: [original !== '' && original !== name && 'previous-name'],
    }
  })
}

function rowText(row: SqliteRow): string {
  return JSON.stringify(row, (_name, value: unknown) => (value instanceof Uint8Array ? encodeBase64(value) : value))
}
