import { readCsvRows, type CsvRow } from '../containers/csv.ts'
import type { FileContent, ReadExport, ReadingContext } from '../format.ts'
import { hasText, pathTag, readLogins, rowText, textOf, type Login } from '../logins.ts'

/** The table that KeePassXC writes. */
export async function readExport(files: readonly FileContent[], { now }: ReadingContext): Promise<ReadExport> {
  return readLogins(
    readCsvRows(textOf(files)).map((row) => loginOf(row, now)),
    now,
  )
}

function loginOf(row: CsvRow, now: number): Login {
  // The first step is the name of the database, which every row has.
  const [, ...groups] = (row['group'] ?? '').split('/')
  const isDeleted = groups[0] === 'Recycle Bin'
  return {
    title: row['title'],
    username: row['username'],
    codes: [withoutFillers(row)],
    text: () => rowText(row),
    note: row['notes'],
    tags: [pathTag((isDeleted ? groups.slice(1) : groups).join('/'), '/')],
    createdAt: isoTime(row['created']),
    updatedAt: isoTime(row['last modified']),
    deletedAt: isDeleted ? now : undefined,
    dropped: [
      hasText(row['password']) && 'password',
      hasText(row['url']) && 'website',
      // 0 is the key that every new entry has.
      hasText(row['icon']) && row['icon'] !== '0' && 'icon',
    ],
  }
}

/** What KeePassXC puts into a link for an entry without a title or a user name. */
function withoutFillers({ totp, title, username }: CsvRow): string | undefined {
  if (totp === undefined) return undefined
  const named = hasText(title)
    ? totp
    : totp.replace(/^(otpauth:\/\/totp\/)KeePassXC:/, '$1:').replace(/&issuer=KeePassXC(?=&|$)/, '')
  return hasText(username) ? named : named.replace(/^(otpauth:\/\/totp\/[^?:]*):none\?/, '$1:?')
}

function isoTime(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? Date.parse(text) : undefined
}
