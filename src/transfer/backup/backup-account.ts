import type { Account, AccountDraft, AccountIcon } from '../../account.ts'
import { isId } from '../../crypto/index.ts'
import { decodeBase32, encodeBase32 } from '../../encoding/index.ts'
import { checkParameters, OtpError, type OtpErrorCode, type OtpParameters } from '../../otp/index.ts'
import { isWithin, readMembers, type Members } from './members.ts'
import type { JsonObject, JsonValue } from '../strict-json.ts'

/** An account of a backup, with what a newer version wrote and this one does not know. */
export interface BackupAccount extends Account {
  /** Goes back into the next backup as it came. */
  readonly unknownMembers?: JsonObject
}

/** What can be written: an account, or a draft, which gets an id in the file. */
export type WritableAccount = AccountDraft &
  Pick<Partial<BackupAccount>, 'id'> & { readonly unknownMembers?: Readonly<Record<string, unknown>> }

/** Code points. */
const maxText = 1024
const maxNote = 10_000

/** An account as the file has it; members in the order of docs/backup-format.md, absent ones left out. */
export function accountToJson(account: WritableAccount, id: string): JsonObject {
  const { type, issuer, account: name, secret, algorithm, digits, period, counter, pin } = account
  const { note, tags, pinned, icon, order, hidden, createdAt, updatedAt, lastUsedAt, useCount, deletedAt } = account
  const parameters = {
    type,
    issuer,
    account: name,
    secret: encodeBase32(secret),
    algorithm,
    digits,
    period,
    counter,
    pin,
  }
  const about = { note, tags, pinned, icon, order, hidden, createdAt, updatedAt, lastUsedAt, useCount, deletedAt }
  const known = Object.entries({ id, ...parameters, ...about }).filter(([, value]) => value !== undefined)
  // Known members win: what was unknown to an older version may be known to this one.
  return { ...(account.unknownMembers as JsonObject | undefined), ...(Object.fromEntries(known) as JsonObject) }
}

/**
 * Reads one account of a file.
 *
 * @param members - The account's object; what is wrong is reported there.
 * @param writtenAt - Stands in for a missing `createdAt`, Unix ms.
 * @returns `undefined` when something that is needed is missing or wrong; then it has been reported.
 */
export function accountFromJson(members: Members, writtenAt: number): BackupAccount | undefined {
  for (const name of ['id', 'type', 'secret']) members.require(name)
  const id = readId(members)
  const parameters = readParameters(members)
  const createdAt = members.count('createdAt') ?? writtenAt
  const about = {
    issuer: members.text('issuer', maxText) ?? '',
    account: members.text('account', maxText) ?? '',
    note: members.text('note', maxNote) ?? '',
    tags: readTags(members),
    pinned: members.flag('pinned') ?? false,
    hidden: members.flag('hidden') ?? false,
    order: members.number('order') ?? 0,
    createdAt,
    updatedAt: members.count('updatedAt') ?? createdAt,
    useCount: members.count('useCount') ?? 0,
    ...present('icon', readIcon(members)),
    ...present('lastUsedAt', members.count('lastUsedAt')),
    ...present('deletedAt', members.count('deletedAt')),
  }
  const unknown = present('unknownMembers', members.rest())
  if (id === undefined || parameters === undefined) return undefined
  return { id, ...parameters, ...about, ...unknown }
}

function present<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [K in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [K in Name]: Value })
}

function readId(members: Members): string | undefined {
  const id = members.text('id', maxText)
  return id === undefined || isId(id) ? id : members.report('id', 'not-an-id')
}

const algorithms: readonly string[] = ['SHA1', 'SHA256', 'SHA512']

function readParameters(members: Members): OtpParameters | undefined {
  const type = members.text('type', maxText)
  const secret = readSecret(members)
  const algorithm = members.text('algorithm', maxText)
  const rest = { digits: members.number('digits'), period: members.number('period'), counter: members.count('counter') }
  const pin = members.text('pin', maxText)
  // The otp room reads other apps' spellings, too; our own files have one.
  if (algorithm !== undefined && !algorithms.includes(algorithm)) return members.report('algorithm', 'out-of-range')
  if (type === undefined || secret === undefined) return undefined
  try {
    return checkParameters({ type, secret, algorithm, pin, ...rest })
  } catch (error) {
    if (!(error instanceof OtpError)) throw error
    return members.report(memberOf[error.code] ?? 'type', error.code)
  }
}

const memberOf: { readonly [code in OtpErrorCode]?: string } = {
  'otp/empty-secret': 'secret',
  'otp/secret-too-long': 'secret',
  'otp/invalid-secret': 'secret',
  'otp/invalid-digits': 'digits',
  'otp/invalid-period': 'period',
  'otp/invalid-counter': 'counter',
}

function readSecret(members: Members): Uint8Array | undefined {
  // Longer than any secret may be; the otp room has the exact limit.
  const text = members.text('secret', maxText)
  if (text === undefined) return undefined
  const secret = /^[A-Z2-7]*$/.test(text) ? decodeBase32(text) : undefined
  if (secret === undefined || encodeBase32(secret) !== text) return members.report('secret', 'not-base32')
  return secret
}

function readTags(members: Members): readonly string[] {
  const tags = members.list('tags') ?? []
  if (!tags.every(isText)) {
    members.report('tags', 'wrong-type')
    return []
  }
  if (!tags.every((tag) => isWithin(tag, maxText))) members.report('tags', 'too-long')
  return tags
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string'
}

function readIcon(members: Members): AccountIcon | undefined {
  const object = members.object('icon')
  if (object === undefined) return undefined
  const icon = readMembers(object, (name, problem) => members.report(`icon.${name}`, problem))
  const service = present('service', icon.text('service', maxText))
  const letters = present('letters', icon.text('letters', maxText))
  return { ...icon.rest(), ...service, ...letters }
}
