import { csvLine, readCsv } from '../containers/csv.ts'
import type { FileContent, ReadExport, ReadingContext } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { hasText, pathTag, readLogins, textOf, type Login } from '../logins.ts'

/** Keeper: JSON, and a table without a header. */
export async function readExport(files: readonly FileContent[], { now }: ReadingContext): Promise<ReadExport> {
  const [file] = files
  if (file?.kind !== 'json') return readLogins(readCsv(textOf(files)).map(rowLogin), now)
  return readLogins((jsonFields(file.value)?.objects('records') ?? []).map(recordLogin), now)
}

/** What a field with a code is called. A label and a number may follow. */
function isCodeField(name: string): boolean {
  return /^(?:TFC:Keeper|\$oneTimeCode)(?::|$)/.test(name)
}

function recordLogin(record: JsonFields): Login {
  const fields = record.object('custom_fields')?.entries() ?? []
  const codes = fields.filter(([name]) => isCodeField(name)).flatMap(([, value]) => value)
  const folders = record.objects('folders').flatMap((folder) => [folder.text('folder'), folder.text('shared_folder')])
  return {
    title: record.text('title'),
    username: record.text('login'),
    codes: codes.filter((code) => typeof code === 'string'),
    text: () => record.json,
    note: record.text('notes'),
    tags: folders.map((folder) => pathTag(folder, '\\')),
    dropped: [
      hasText(record.text('password')) && 'password',
      hasText(record.text('login_url')) && 'website',
      fields.some(([name]) => !isCodeField(name)) && 'other-fields',
    ],
  }
}

function rowLogin(cells: readonly string[]): Login {
  const [folder, title, username, password, website, note, shared, ...pairs] = cells
  const names = pairs.filter((_, place) => place % 2 === 0)
  return {
    title,
    username,
    codes: names.map((name, place) => (isCodeField(name) ? pairs[place * 2 + 1] : undefined)),
    text: () => csvLine(cells),
    note,
    tags: [pathTag(folder, '\\'), pathTag(shared, '\\')],
    dropped: [
      hasText(password) && 'password',
      hasText(website) && 'website',
      names.some((name) => !isCodeField(name)) && 'other-fields',
    ],
  }
}
