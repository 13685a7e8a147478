import { readCsvRows, type CsvRow } from '../containers/csv.ts'
import type { FileContent, ReadExport, ReadingContext } from '../format.ts'
import { hasText, readLogins, rowText, textOf, type Login } from '../logins.ts'

/** The table that Apple's Passwords and Safari write. */
export async function readExport(files: readonly FileContent[], { now }: ReadingContext): Promise<ReadExport> {
  return readLogins(readCsvRows(textOf(files)).map(loginOf), now)
}

function loginOf(row: CsvRow): Login {
  const { title = '', username = '' } = row
  // Apple makes the user name part of the title.
  const suffix = ` (${username})`
  return {
    title: title.endsWith(suffix) ? title.slice(0, -suffix.length) : title,
    username,
    codes: [row['otpauth']],
    text: () => rowText(row),
    note: row['notes'],
    dropped: [hasText(row['password']) && 'password', hasText(row['url']) && 'website'],
  }
}
