import type { FileContent, ReadExport, ReadingContext } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { hasText, isOn, readLogins, secondsToMs, type Login } from '../logins.ts'

/** The JSON that Enpass writes. */
export async function readExport([file]: readonly FileContent[], { now }: ReadingContext): Promise<ReadExport> {
  const data = file?.kind === 'json' ? jsonFields(file.value) : undefined
  const folders = new Map((data?.objects('folders') ?? []).map((folder) => [folder.text('uuid') ?? '', folder]))
  return readLogins(
    (data?.objects('items') ?? []).map((item) => itemLogin(item, folders, now)),
    now,
  )
}

type Folders = ReadonlyMap<string, JsonFields>

function itemLogin(item: JsonFields, folders: Folders, now: number): Login {
  const fields = item.objects('fields').filter((field) => !isOn(field.raw('deleted')) && hasText(field.text('value')))
  const valueOf = (type: string) => fields.find((field) => field.text('type') === type)?.text('value')
  return {
    title: item.text('title'),
    username: valueOf('username') ?? valueOf('email'),
    codes: fields.filter((field) => field.text('type') === 'totp').map((field) => field.text('value')),
    text: () => item.json,
    note: item.text('note'),
    tags: item.list('folders').map((uuid) => folderPath(uuid, folders)),
    pinned: isOn(item.raw('favorite')),
    createdAt: secondsToMs(item.number('createdAt')),
    updatedAt: secondsToMs(item.number('updated_at')),
    deletedAt: isOn(item.raw('trashed')) ? now : undefined,
    dropped: [
      valueOf('password') !== undefined && 'password',
      valueOf('url') !== undefined && 'website',
      fields.some((field) => !known.has(field.text('type') ?? '')) && 'other-fields',
    ],
  }
}

const known = new Set(['username', 'email', 'password', 'url', 'totp'])

/** Folders within folders that are followed; in a file that was made to, they go in circles. */
const maxDepth = 16

function folderPath(uuid: unknown, folders: Folders): string {
  const titles: string[] = []
  let folder = typeof uuid === 'string' ? folders.get(uuid) : undefined
  while (folder !== undefined && titles.length < maxDepth) {
    titles.unshift(folder.text('title') ?? '')
    folder = folders.get(folder.text('parent_uuid') ?? '')
  }
  return titles.filter(hasText).join('/')
}
