import type { RawAccount } from '../entry.ts'
import type { FileContent, ReadExport } from '../format.ts'
import type { JsonFields } from '../json-fields.ts'
import { jsonValue, readRecords, requiredFields } from '../record-list.ts'
import { typeOrSteam } from '../steam-name.ts'

/** The folder of accounts that were put in none. */
const noFolder = '0'

/** Times below this are in seconds, as iOS writes them: in milliseconds it is a day of 1973. */
const leastMilliseconds = 100_000_000_000

/** LastPass Authenticator, Android and iOS. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport> {
  const backup = requiredFields(jsonValue(file))
  const folders = new Map(backup.objects('folders').map((folder) => [folder.text('id'), folder.text('name')]))
  return {
    entries: readRecords(backup.raw('accounts'), ['issuerName', 'userName'], (account) => accountOf(account, folders)),
  }
}

function accountOf(record: JsonFields, folders: ReadonlyMap<string | undefined, string | undefined>): RawAccount {
  const originalIssuer = record.text('originalIssuerName')
  const originalUser = record.text('originalUserName') ?? ''
  const issuer = record.text('issuerName') ?? originalIssuer
  const account = record.text('userName') ?? originalUser
  const digits = record.number('digits')
  const folder = record.object('folderData')
  const folderId = folder?.text('folderId')
  const position = folder?.raw('position')
  return {
    type: typeOrSteam('totp', issuer, digits),
    secret: record.text('secret'),
    algorithm: record.text('algorithm'),
    digits,
    period: record.number('timeStep'),
    issuer,
    otherIssuer: originalIssuer,
    account,
    tags: [folderId === noFolder ? undefined : folders.get(folderId)],
    pinned: record.flag('isFavorite'),
    order: typeof position === 'number' ? position : undefined,
    createdAt: millisecondsOf(record.raw('creationTimestamp')),
    dropped: [
      originalUser !== '' && originalUser !== account && 'previous-name',
      record.flag('pushNotification') && 'device',
    ],
  }
}

function millisecondsOf(time: unknown): number | undefined {
  if (typeof time !== 'number' || time <= 0) return undefined
  return time < leastMilliseconds ? time * 1000 : time
}
