import { readCsvRows, type CsvRow } from '../containers/csv.ts'
import type { FileContent, ReadExport, ReadingContext } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { hasText, isOn, readLogins, rowText, secondsToMs, textOf, type Login } from '../logins.ts'

/** 1Password: the `export.data` of a 1PUX archive, unpacked already, and the table. */
export async function readExport(files: readonly FileContent[], { now }: ReadingContext): Promise<ReadExport> {
  const [file] = files
  if (file?.kind === 'json') return readLogins(itemsOf(jsonFields(file.value), now), now)
  return readLogins(readCsvRows(textOf(files)).map(rowLogin), now)
}

function* itemsOf(data: JsonFields | undefined, now: number): Generator<Login> {
  const vaults = (data?.objects('accounts') ?? []).flatMap((account) => account.objects('vaults'))
  for (const vault of vaults) {
    // One vault says nothing about what is in it.
    const tag = vaults.length > 1 ? vault.object('attrs')?.text('name') : undefined
    for (const item of vault.objects('items')) yield itemLogin(item.object('item') ?? item, tag, now)
  }
}

function itemLogin(item: JsonFields, vault: string | undefined, now: number): Login {
  const overview = item.object('overview')
  const details = item.object('details')
  const fields = (details?.objects('sections') ?? []).flatMap((section) => section.objects('fields'))
  const values = fields.map((field) => field.object('value'))
  const designated = (name: string) =>
    details
      ?.objects('loginFields')
      .find((field) => field.text('designation') === name)
      ?.text('value')
  const favourite = item.number('favIndex')
  return {
    title: overview?.text('title'),
    username: designated('username'),
    codes: values.map((value) => value?.text('totp')),
    text: () => item.json,
    note: details?.text('notesPlain'),
    tags: [...(overview?.list('tags') ?? []).filter((tag) => typeof tag === 'string'), vault],
    pinned: typeof favourite === 'number' && favourite > 0,
    createdAt: secondsToMs(item.number('createdAt')),
    updatedAt: secondsToMs(item.number('updatedAt')),
    deletedAt: item.flag('trashed') === true ? now : undefined,
    dropped: [
      hasText(designated('password') ?? details?.text('password')) && 'password',
      (hasText(overview?.text('url')) || (overview?.list('urls').length ?? 0) > 0) && 'website',
      values.some((value) => value?.has('totp') !== true) && 'other-fields',
    ],
  }
}

function rowLogin(row: CsvRow): Login {
  return {
    title: row['title'],
    username: row['username'],
    codes: [row['otpauth']],
    text: () => rowText(row),
    note: row['notes'],
    tags: row['tags']?.split(/[;,]/),
    pinned: isOn(row['favorite']),
    dropped: [hasText(row['password']) && 'password', hasText(row['url']) && 'website'],
  }
}
