import type { Account, AccountIcon, AccountView } from '../account.ts'
import { decodeBase64url, encodeBase64url } from '../encoding/index.ts'
import { checkParameters } from '../otp/index.ts'
import {
  isCount,
  isFiniteNumber,
  isFlag,
  isJson,
  isText,
  isTexts,
  readMember,
  unknownMembers,
  type Json,
} from './json-members.ts'

/** An account as its record says it. */
export interface AccountContent {
  readonly kind: 'account'
  readonly account: Account
  /** The account without secret and PIN: the same object until the account changes. */
  readonly view: AccountView
  /** What the record says beside, for a newer version. */
  readonly rest: Json
}

/** Wraps an account. */
export function accountContent(account: Account, rest: Json): AccountContent {
  const { secret: _secret, pin: _pin, ...view } = account
  return { kind: 'account', account, view, rest }
}

/** The record of an account (docs/vault-format.md, "Account"): the secret as base64url, everything else as it is. */
export function formatAccount({ account, rest }: AccountContent): Json {
  const { id: _id, secret, ...members } = account
  return { ...rest, kind: 'account', ...members, secret: encodeBase64url(secret) }
}

const known = new Set(
  ['kind', 'type', 'secret', 'algorithm', 'digits', 'period', 'counter', 'pin'].concat(
    ['issuer', 'account', 'note', 'tags', 'icon', 'pinned', 'hidden', 'order'],
    ['createdAt', 'updatedAt', 'lastUsedAt', 'useCount', 'deletedAt'],
  ),
)

/**
 * Reads what {@link formatAccount} wrote.
 *
 * @throws {@link VaultError} with `vault/damaged`, or the otp or encoding room's error, for what this version cannot
 * understand: a member of the wrong type, a kind of code that it does not know.
 */
export function parseAccount(id: string, json: Json): AccountContent {
  const { type, secret, algorithm, digits, period, counter, pin } = checkParameters({
    type: readMember(json, 'type', isText, ''),
    secret: decodeBase64url(readMember(json, 'secret', isText, '')),
    algorithm: readMember(json, 'algorithm', isText, undefined),
    digits: readMember(json, 'digits', isCount, undefined),
    period: readMember(json, 'period', isCount, undefined),
    counter: readMember(json, 'counter', isCount, undefined),
    pin: readMember(json, 'pin', isText, undefined),
  })
  const icon = readMember(json, 'icon', isIcon, undefined)
  const lastUsedAt = readMember(json, 'lastUsedAt', isCount, undefined)
  const deletedAt = readMember(json, 'deletedAt', isCount, undefined)
  // Member by member: spreading what may be absent, and taking out what is secret, costs more than all the rest.
  const view: Mutable<AccountView> = {
    id,
    type,
    algorithm,
    digits,
    issuer: readMember(json, 'issuer', isText, ''),
    account: readMember(json, 'account', isText, ''),
    note: readMember(json, 'note', isText, ''),
    tags: readMember(json, 'tags', isTexts, []),
    pinned: readMember(json, 'pinned', isFlag, false),
    hidden: readMember(json, 'hidden', isFlag, false),
    order: readMember(json, 'order', isFiniteNumber, 0),
    createdAt: readMember(json, 'createdAt', isCount, 0),
    updatedAt: readMember(json, 'updatedAt', isCount, 0),
    useCount: readMember(json, 'useCount', isCount, 0),
  }
  if (period !== undefined) view.period = period
  if (counter !== undefined) view.counter = counter
  if (icon !== undefined) view.icon = icon
  if (lastUsedAt !== undefined) view.lastUsedAt = lastUsedAt
  if (deletedAt !== undefined) view.deletedAt = deletedAt
  const account: Account = pin === undefined ? { ...view, secret } : { ...view, secret, pin }
  return { kind: 'account', account, view, rest: unknownMembers(json, known) }
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] }

function isIcon(value: unknown): value is AccountIcon {
  if (!isJson(value)) return false
  const { service, letters } = value
  return (service === undefined || isText(service)) && (letters === undefined || isText(letters))
}
