import { csvLine, readCsvRows, type CsvRow } from '../containers/csv.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ReadExport, ReadingContext, SealedExport } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { parseOpenedJson } from '../json-records.ts'
import { hasText, isOn, readLogins, type Login } from '../logins.ts'
import { sealedBitwarden } from './bitwarden-seal.ts'

/** The exports of Bitwarden's password manager: JSON, JSON under a password, CSV; of a person or an organisation. */
export async function readExport(
  [file]: readonly FileContent[],
  context: ReadingContext,
): Promise<ReadExport | SealedExport> {
  if (file?.kind === 'text') return readLogins(readCsvRows(file.text).map(rowLogin), context.now)
  const fields = jsonFields(file?.kind === 'json' ? file.value : undefined)
  if (fields === undefined) throw notBitwarden()
  if (fields.flag('encrypted') !== true) return readItems(fields, context.now)
  if (fields.flag('passwordProtected') !== true) {
    throw new TransferError('transfer/bound', 'the export is under the key of the account that made it')
  }
  const sealed = sealedBitwarden(fields, context.argon2)
  return {
    ...(sealed.memoryBytes !== undefined && { memoryBytes: sealed.memoryBytes }),
    unlock: async (password, signal) => {
      const opened = jsonFields(parseOpenedJson(await sealed.open(password, signal)))
      if (opened === undefined) throw notBitwarden()
      return readItems(opened, context.now)
    },
  }
}

/**
 * Reads the items of an export that is not encrypted, or not any more.
 *
 * @param readCode - What is done to the field with the code before it is read.
 * @throws {@link TransferError} `transfer/damaged`, `transfer/too-many`.
 */
export function readItems(
  fields: JsonFields,
  now: number,
  readCode: (code: string) => string = (code) => code,
): ReadExport {
  if (!Array.isArray(fields.raw('items'))) throw notBitwarden()
  const folders = new Map<string, string>()
  for (const folder of [...fields.objects('folders'), ...fields.objects('collections')]) {
    folders.set(folder.text('id') ?? '', folder.text('name') ?? '')
  }
  return readLogins(
    fields.objects('items').map((item) => itemLogin(item, { folders, now, readCode })),
    now,
  )
}

interface ItemContext {
  readonly folders: ReadonlyMap<string, string>
  readonly now: number
  readonly readCode: (code: string) => string
}

/** Only logins have a member `login`: cards, identities and notes have no code. */
function itemLogin(item: JsonFields, { folders, now, readCode }: ItemContext): Login {
  const login = item.object('login')
  const code = login?.text('totp')
  const places = [item.raw('folderId'), ...item.list('collectionIds')]
  return {
    title: item.text('name'),
    username: login?.text('username'),
    codes: [code === undefined ? undefined : readCode(code)],
    note: item.text('notes'),
    tags: places.map((id) => (typeof id === 'string' ? folders.get(id) : undefined)),
    pinned: item.flag('favorite'),
    createdAt: timeOf(item.text('creationDate')),
    updatedAt: timeOf(item.text('revisionDate')),
    ...(hasText(item.text('deletedDate')) && { deletedAt: now }),
    dropped: [
      hasText(login?.text('password')) && 'password',
      login !== undefined && login.list('uris').length > 0 && 'website',
      hasOtherFields(item, login) && 'other-fields',
    ],
    text: () => item.json,
  }
}

function hasOtherFields(item: JsonFields, login: JsonFields | undefined): boolean {
  const passkeys = login?.list('fido2Credentials') ?? []
  return item.list('fields').length + item.list('passwordHistory').length + passkeys.length > 0
}

/** Unix ms of ISO 8601; what is no time is no number either. */
function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text)
}

/** A row of the table. Organisations have `collections` where people have `folder`; names are told apart by commas. */
function rowLogin(row: CsvRow): Login {
  return {
    title: row['name'],
    username: row['login_username'],
    codes: [row['login_totp']],
    note: row['notes'],
    tags: [row['folder'], ...(row['collections'] ?? '').split(',')],
    pinned: isOn(row['favorite']),
    dropped: [
      hasText(row['login_password']) && 'password',
      hasText(row['login_uri']) && 'website',
      hasText(row['fields']) && 'other-fields',
    ],
    text: () => csvLine(Object.values(row)),
  }
}

function notBitwarden(): TransferError {
  return new TransferError('transfer/damaged', 'not what Bitwarden writes')
}
