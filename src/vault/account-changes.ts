import type { Account, AccountDraft } from '../account.ts'
import { equalBytes } from '../encoding/index.ts'
import { checkParameters, type OtpParameters } from '../otp/index.ts'
import { checkAccountLimits } from './account-limits.ts'
import { accountContent, type AccountContent } from './account-record.ts'
import type { Json } from './json-members.ts'
import type { AccountEdit } from './vault.ts'
import type { RecordPut } from './write.ts'

/** What a draft does not say. */
export interface NewAccountDefaults {
  readonly id: string
  /** Unix ms. */
  readonly now: number
  readonly order: number
}

/**
 * Makes an account of a draft. The secret is copied: the caller may zero its own.
 *
 * @param unknownMembers - What a newer version said of it in a backup; goes into its record.
 * @throws {@link OtpError} as `checkParameters`; {@link VaultError} with `vault/limits`.
 */
export function newAccount(
  draft: AccountDraft,
  { id, now, order }: NewAccountDefaults,
  unknownMembers: Json = {},
): AccountContent {
  const { icon, lastUsedAt, deletedAt, createdAt = now } = draft
  const account: Account = {
    id,
    ...ownParameters(draft),
    issuer: draft.issuer,
    account: draft.account,
    note: draft.note ?? '',
    tags: [...(draft.tags ?? [])],
    pinned: draft.pinned ?? false,
    hidden: draft.hidden ?? false,
    order: draft.order ?? order,
    createdAt,
    updatedAt: draft.updatedAt ?? createdAt,
    useCount: draft.useCount ?? 0,
    ...(icon === undefined ? {} : { icon: { ...icon } }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    ...(deletedAt === undefined ? {} : { deletedAt }),
  }
  checkAccountLimits(account)
  return accountContent(account, unknownMembers)
}

/**
 * The account after an edit. `updatedAt` always grows, whatever the clock says: conflicts are told by it.
 *
 * @param now - Unix ms.
 * @returns The same content where nothing changes.
 * @throws {@link OtpError} as `checkParameters`; {@link VaultError} with `vault/limits`.
 */
export function editedAccount(content: AccountContent, edit: AccountEdit, now: number): AccountContent {
  const { account } = content
  const { icon, ...members } = edit
  const { period: _period, counter: _counter, pin: _pin, icon: oldIcon, ...base } = account
  const newIcon = icon === undefined ? oldIcon : (icon ?? undefined)
  const edited: Account = {
    ...base,
    ...members,
    ...ownParameters({ ...account, ...members }, account.secret),
    updatedAt: Math.max(now, account.updatedAt + 1),
    ...(newIcon === undefined ? {} : { icon: newIcon }),
  }
  checkAccountLimits(edited)
  return sameInAll(editableMembers, account, edited) ? content : accountContent(edited, content.rest)
}

/** The account with other members than an edit may touch: usage, bin. `updatedAt` stays. */
export function withMembers(content: AccountContent, members: Partial<Account>): AccountContent {
  return accountContent({ ...content.account, ...members }, content.rest)
}

/** An account as a write puts it. */
export function accountPut(content: AccountContent): RecordPut {
  return { id: content.account.id, content }
}

/** The account outside the bin; itself where it is there already. */
export function outOfBin(content: AccountContent): AccountContent {
  if (content.account.deletedAt === undefined) return content
  const { deletedAt: _deletedAt, ...account } = content.account
  return accountContent(account, content.rest)
}

const parameterMembers = ['type', 'secret', 'algorithm', 'digits', 'period', 'counter', 'pin'] as const
const editableMembers = [
  ...parameterMembers,
  ...(['issuer', 'account', 'note', 'tags', 'pinned', 'hidden', 'order', 'icon'] as const),
]
type EditableMember = (typeof editableMembers)[number]

/** Whether two accounts give the same codes at the same counters. */
export function hasSameCodes(a: OtpParameters, b: OtpParameters): boolean {
  return parameterMembers.every((name) => name === 'counter' || isSame(a[name], b[name]))
}

/** Which of the members that an edit may touch differ. */
function changedMembers(before: Account, after: Account): readonly EditableMember[] {
  return editableMembers.filter((name) => !isSame(before[name], after[name]))
}

/** Whether two accounts agree in some members. */
function sameInAll(names: readonly EditableMember[], a: Account, b: Account): boolean {
  return names.every((name) => isSame(a[name], b[name]))
}

/**
 * Takes an edit back where nobody has touched the same members since.
 *
 * @param before - The account as it was, `after` as the edit left it, `content` as it is now.
 * @returns `content` itself where it was touched.
 */
export function revertedAccount(content: AccountContent, before: Account, after: Account, now: number): AccountContent {
  const names = changedMembers(before, after)
  if (!sameInAll(names, content.account, after)) return content
  const edit = Object.fromEntries(names.map((name) => [name, name === 'icon' ? (before.icon ?? null) : before[name]]))
  return editedAccount(content, edit, now)
}

/** Parameters as checked, over a secret of our own: the one we have, where it is the same, else a copy. */
function ownParameters(parameters: OtpParameters, own?: Uint8Array): OtpParameters {
  const checked = checkParameters(parameters)
  return { ...checked, secret: checked.secret === own ? own : checked.secret.slice() }
}

function isSame(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return equalBytes(a, b)
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
}
