import { readCsvRows, type CsvRow } from '../containers/csv.ts'
import type { FileContent, ReadExport, ReadingContext } from '../format.ts'
import { hasText, readLogins, rowText, textOf, type Login } from '../logins.ts'

/** The table of logins that Dashlane writes. */
export async function readExport(files: readonly FileContent[], { now }: ReadingContext): Promise<ReadExport> {
  return readLogins(readCsvRows(textOf(files)).map(loginOf), now)
}

function loginOf(row: CsvRow): Login {
  const [username, ...others] = [row['username'], row['username2'], row['username3']].filter(hasText)
  return {
    title: row['title'],
    username,
    // Bare secrets in older files, links in newer ones.
    codes: [hasText(row['otpurl']) ? row['otpurl'] : row['otpsecret']],
    text: () => rowText(row),
    note: row['note'],
    tags: [row['category']],
    dropped: [
      hasText(row['password']) && 'password',
      hasText(row['url']) && 'website',
      others.length > 0 && 'other-fields',
    ],
  }
}
