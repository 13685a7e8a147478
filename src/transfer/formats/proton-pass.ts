import { readCsvRows, type CsvRow } from '../containers/csv.ts'
import type { FileContent, ReadExport, ReadingContext } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { hasText, readLogins, rowText, secondsToMs, textOf, type Login } from '../logins.ts'

/** Proton Pass: the `data.json` of its archive, unpacked already, and the table. */
export async function readExport(files: readonly FileContent[], { now }: ReadingContext): Promise<ReadExport> {
  const [file] = files
  if (file?.kind === 'json') return readLogins(itemsOf(jsonFields(file.value)?.object('vaults'), now), now)
  return readLogins(readCsvRows(textOf(files)).map(rowLogin), now)
}

function* itemsOf(vaults: JsonFields | undefined, now: number): Generator<Login> {
  for (const [, value] of vaults?.entries() ?? []) {
    const vault = jsonFields(value)
    for (const item of vault?.objects('items') ?? []) yield itemLogin(item, vault?.text('name'), now)
  }
}

const stateTrashed = 2

function itemLogin(item: JsonFields, vault: string | undefined, now: number): Login {
  const data = item.object('data')
  const content = data?.object('content')
  const metadata = data?.object('metadata')
  const extras = data?.objects('extraFields') ?? []
  const extraCodes = extras.map((field) => field.object('data')?.text('totpUri'))
  // Before the address got a member of its own, `username` held either.
  const names = ['itemUsername', 'itemEmail', 'username'].map((name) => content?.text(name))
  return {
    title: metadata?.text('name'),
    username: names.find(hasText),
    codes: [content?.text('totpUri'), ...extraCodes],
    text: () => item.json,
    note: metadata?.text('note'),
    tags: [vault],
    pinned: item.flag('pinned') === true,
    createdAt: secondsToMs(item.number('createTime')),
    updatedAt: secondsToMs(item.number('modifyTime')),
    deletedAt: item.number('state') === stateTrashed ? now : undefined,
    dropped: [
      hasText(content?.text('password')) && 'password',
      (content?.list('urls').length ?? 0) > 0 && 'website',
      extraCodes.some((code) => code === undefined) && 'other-fields',
    ],
  }
}

function rowLogin(row: CsvRow): Login {
  return {
    title: row['name'],
    username: [row['username'], row['email']].find(hasText),
    codes: [row['totp']],
    text: () => rowText(row),
    note: row['note'],
    tags: [row['vault']],
    createdAt: secondsToMs(row['createtime']),
    updatedAt: secondsToMs(row['modifytime']),
    dropped: [hasText(row['password']) && 'password', hasText(row['url']) && 'website'],
  }
}
