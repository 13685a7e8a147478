import { readCsvRows, type CsvRow } from '../containers/csv.ts'
import type { FileContent, ReadExport, ReadingContext } from '../format.ts'
import { hasText, isOn, pathTag, readLogins, rowText, textOf, type Login } from '../logins.ts'

/** The table that the LastPass password manager writes. */
export async function readExport(files: readonly FileContent[], { now }: ReadingContext): Promise<ReadExport> {
  return readLogins(readCsvRows(textOf(files)).map(loginOf), now)
}

function loginOf(row: CsvRow): Login {
  // The address that stands for a note. What looks like a code in one is not used as one there.
  const isNote = row['url'] === 'http://sn'
  return {
    title: row['name'],
    username: row['username'],
    codes: isNote ? [] : [row['totp']],
    text: () => rowText(row),
    note: row['extra'],
    tags: [pathTag(row['grouping'], '\\')],
    pinned: isOn(row['fav']),
    dropped: [hasText(row['password']) && 'password', hasText(row['url']) && 'website'],
  }
}
