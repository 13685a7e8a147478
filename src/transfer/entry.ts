import type { AccountDraft } from '../account.ts'
import { EncodingError } from '../encoding/index.ts'
import {
  checkParameters,
  cleanName,
  cleanNote,
  OtpError,
  parseHexSecret,
  parseOtpauthUri,
  parseSecret,
  type RawOtpParameters,
} from '../otp/index.ts'
import type { DroppedField, EntryErrorCode, ImportEntry } from './format.ts'

/** Entries of the largest export that is taken; what the largest vault may hold. */
export const maxEntries = 50_000

/** Why one record is not an account, thrown inside {@link readEntry} only. */
export class EntryError extends Error {
  readonly code: EntryErrorCode

  constructor(code: EntryErrorCode) {
    super(code)
    this.code = code
  }
}

/** A record as a format's reader has it: texts as they stand in the file, everything but the secret optional. */
export interface RawAccount extends Omit<RawOtpParameters, 'secret' | 'type'> {
  /** Totp where it is absent. */
  readonly type?: string | undefined
  /** Bytes, or base32 as people write it. Hex and base64 are decoded by the caller, who knows. */
  readonly secret: Uint8Array | string | undefined
  readonly issuer?: string | undefined
  readonly account?: string | undefined
  readonly note?: string | undefined
  /** Names of groups, folders, tags. Empty and repeated ones are left out. */
  readonly tags?: readonly (string | undefined)[] | undefined
  readonly pinned?: boolean | undefined
  readonly order?: number | undefined
  /** Unix ms, as the three below. What is no such time counts as absent. */
  readonly createdAt?: number | undefined
  readonly updatedAt?: number | undefined
  readonly lastUsedAt?: number | undefined
  readonly deletedAt?: number | undefined
  readonly useCount?: number | undefined
  /** What the file has and an account cannot keep; falsy ones are left out. */
  readonly dropped?: readonly (DroppedField | false | undefined)[]
  readonly otherIssuer?: string | undefined
}

/**
 * Makes an entry of one record: an account, or the reason why there is none, with the record's text.
 *
 * @param record - What to report when it is no account: what people would call it, and its text in the file.
 * @param read - Gives the account; an {@link OtpError} or {@link EntryError} from here makes the record unreadable.
 */
export function readEntry(
  record: { readonly label: string; readonly text: string },
  read: () => RawAccount,
): ImportEntry {
  try {
    return entryOf(read())
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    return { outcome: 'unreadable', label: record.label.slice(0, 200), code, text: record.text }
  }
}

function codeOf(error: unknown): EntryErrorCode | undefined {
  if (error instanceof OtpError || error instanceof EntryError) return error.code
  return error instanceof EncodingError ? 'otp/invalid-secret' : undefined
}

/**
 * The account of a key URI, for {@link readEntry}.
 *
 * @param more - What stands beside the link; members that are given win.
 * @throws {@link OtpError}
 */
export function rawAccountOf(uri: string, more: Partial<RawAccount> = {}, now = 0): RawAccount {
  const { warnings: _warnings, labelIssuer, trashed, ...parsed } = parseOtpauthUri(uri)
  const tags = [...(parsed.tags ?? []), ...(more.tags ?? [])]
  const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined))
  return { ...parsed, otherIssuer: labelIssuer, ...(trashed && { deletedAt: now }), ...given, tags }
}

/** The bytes of a hexadecimal secret. @throws {@link OtpError} */
export function hexSecret(text: string | undefined): Uint8Array {
  if (text === undefined) throw new OtpError('otp/missing-secret', 'The record has no secret')
  return parseHexSecret(text)
}

function entryOf(raw: RawAccount): ImportEntry {
  if (raw.secret === undefined) throw new OtpError('otp/missing-secret', 'The record has no secret')
  const secret = typeof raw.secret === 'string' ? parseSecret(raw.secret) : raw.secret
  const parameters = checkParameters({ ...raw, type: raw.type ?? 'totp', secret })
  const { issuer, account } = withoutPrefix(cleanName(raw.issuer ?? ''), cleanName(raw.account ?? ''))
  const note = noteOf(raw.note ?? '')
  const draft: AccountDraft = { ...parameters, issuer, account, ...(note && { note }), ...extrasOf(raw) }
  const losses = [...(raw.dropped ?? []), note === undefined && ('note' as const)]
  const dropped = losses.filter((field) => field !== false && field !== undefined)
  const other = raw.otherIssuer === undefined ? '' : cleanName(raw.otherIssuer)
  const differs = other !== '' && other.toLowerCase() !== issuer.toLowerCase()
  return { outcome: 'account', account: draft, dropped, ...(differs && { otherIssuer: other }) }
}

/** The issuer's own member counts; without one, what stands before the first colon of the account's name. */
function withoutPrefix(issuer: string, account: string): { readonly issuer: string; readonly account: string } {
  if (issuer === '') {
    const [, prefix = '', rest = account] = /^([^:]+):(.*)$/s.exec(account) ?? []
    return { issuer: prefix.trim(), account: rest.trim() }
  }
  const prefix = `${issuer}:`
  const isPrefixed = account.toLowerCase().startsWith(prefix.toLowerCase())
  return { issuer, account: isPrefixed ? account.slice(prefix.length).trimStart() : account }
}

/** `undefined` for an endless one: an account is worth more than what somebody wrote beside it. */
function noteOf(text: string): string | undefined {
  try {
    return cleanNote(text)
  } catch (error) {
    if (error instanceof OtpError && error.code === 'otp/note-too-long') return undefined
    throw error
  }
}

const maxTags = 100

function extrasOf(raw: RawAccount): Partial<AccountDraft> {
  const names = (raw.tags ?? []).map((tag) => cleanName(tag ?? '')).filter((tag) => tag !== '')
  const tags = [...new Set(names)].slice(0, maxTags)
  const times = { createdAt: raw.createdAt, updatedAt: raw.updatedAt, lastUsedAt: raw.lastUsedAt }
  const counts = { ...times, deletedAt: raw.deletedAt, useCount: raw.useCount }
  return {
    ...(tags.length > 0 && { tags }),
    ...(raw.pinned && { pinned: true }),
    ...(raw.order !== undefined && Number.isFinite(raw.order) && { order: raw.order }),
    ...Object.fromEntries(Object.entries(counts).filter(([, value]) => isCount(value))),
  }
}

function isCount(value: number | undefined): boolean {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0
}
