import { newId, type RandomSource } from '../../crypto/index.ts'
import { TransferError, type TransferReason } from '../errors.ts'
import { accountFromJson, accountToJson, type BackupAccount, type WritableAccount } from './backup-account.ts'
import { readMembers } from './members.ts'
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../strict-json.ts'

/** What lies inside a backup (docs/backup-format.md, "The plaintext"). */
export interface BackupContents {
  /** When it was written, Unix ms. */
  readonly createdAt?: number
  /** The program that wrote it, e.g. `mfa-manager/1.0.0`. */
  readonly generator?: string
  /** Id of the vault that it was written from. */
  readonly vaultId?: string
  /** The vault's epoch at that moment. */
  readonly epoch?: number
  readonly accounts: readonly BackupAccount[]
  /** The vault's settings, for the vault to make sense of. */
  readonly settings?: JsonObject
  /** Rows of earlier imports that could not be read, as they came. */
  readonly kept?: readonly JsonValue[]
  /** What a newer version wrote and this one does not know; goes back into the next backup as it came. */
  readonly unknownMembers?: JsonObject
}

/** {@link BackupContents} to be written; drafts may take the place of accounts. */
export interface WritableContents extends Omit<BackupContents, 'accounts' | 'settings' | 'kept'> {
  readonly accounts: readonly WritableAccount[]
  readonly settings?: object
  readonly kept?: readonly unknown[]
}

const maxAccounts = 50_000
const maxText = 1024

/** The plaintext as JSON, not yet padded. Accounts without an id get one. */
export function formatContents(contents: WritableContents, random: RandomSource): string {
  const { createdAt, generator, vaultId, epoch, settings, kept } = contents
  return JSON.stringify({
    ...contents.unknownMembers,
    createdAt: createdAt === undefined ? undefined : new Date(createdAt).toISOString(),
    generator,
    vaultId,
    epoch,
    accounts: contents.accounts.map((account) => accountToJson(account, account.id ?? newId(random))),
    settings,
    kept,
  })
}

/**
 * Reads a plaintext that has been authenticated.
 *
 * @throws {@link TransferError} with `backup/payload`, and every reason for it.
 */
export function parseContents(plaintext: Uint8Array): BackupContents {
  const reasons: TransferReason[] = []
  const reading = parseJson(plaintext)
  const json = 'value' in reading ? reading.value : undefined
  const contents = isJsonObject(json) ? readContents(json, reasons) : undefined
  if (contents === undefined || reasons.length > 0) {
    throw new TransferError('backup/payload', 'the content is not what the format says', { reasons })
  }
  return contents
}

function readContents(json: JsonObject, reasons: TransferReason[]): BackupContents {
  const members = readMembers(json, (member, problem) => reasons.push({ account: null, member, problem }))
  members.require('accounts')
  const createdAt = readInstant(members.text('createdAt', maxText))
  if (Number.isNaN(createdAt)) members.report('createdAt', 'out-of-range')
  const contents = {
    createdAt,
    generator: members.text('generator', maxText),
    vaultId: members.text('vaultId', maxText),
    epoch: members.count('epoch'),
    settings: members.object('settings'),
    kept: members.list('kept'),
  }
  const list = members.list('accounts') ?? []
  if (list.length > maxAccounts) members.report('accounts', 'too-many')
  const accounts = list.length > maxAccounts ? [] : readAccounts(list, createdAt ?? 0, reasons)
  return { ...withoutAbsent({ ...contents, unknownMembers: members.rest() }), accounts }
}

function readAccounts(list: readonly JsonValue[], writtenAt: number, reasons: TransferReason[]): BackupAccount[] {
  const ids = new Set<string>()
  return list.flatMap((value, index) => {
    if (!isJsonObject(value)) {
      reasons.push({ account: index, member: '', problem: 'wrong-type' })
      return []
    }
    const members = readMembers(value, (member, problem) => reasons.push({ account: index, member, problem }))
    const account = accountFromJson(members, writtenAt)
    if (account === undefined) return []
    if (ids.has(account.id)) members.report('id', 'twice')
    ids.add(account.id)
    return [account]
  })
}

/** Unix ms of an ISO 8601 text in UTC; NaN for any other text, and for days that no calendar has. */
function readInstant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [, seconds, fraction = '.000'] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{3})?Z$/.exec(text) ?? []
  const date = new Date(`${seconds}${fraction}Z`)
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString() === `${seconds}${fraction}Z`
  return isReal ? date.getTime() : Number.NaN
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

function withoutAbsent<T extends object>(object: T): Present<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Present<T>
}
