import type { Bytes, RandomSource } from '../crypto/index.ts'
import type { AccountDraft } from '../account.ts'
import type { WritableAccount, WriteBackupOptions } from './backup/index.ts'

/** The files that accounts can be written into. */
export type ExportFormat =
  | 'mfa-backup'
  | 'self-opening'
  | 'key-uris'
  | 'google-migration'
  | 'aegis'
  | 'aegis-encrypted'
  | '2fas'
  | 'bitwarden-csv'

/** Which account something is said about: its id, or its place among those that were given where it has none. */
export type AccountReference = string | number

/** Why an account is not in the file. */
export type OmittedReason =
  /** It lies in the bin. */
  | 'in-bin'
  /** The other app has no such kind of code. */
  | 'type'
  /** The other app would show another number of digits. */
  | 'digits'
  /** The other app would change codes at another pace. */
  | 'period'
  /** The counter is higher than the other app can count. */
  | 'counter'
  /** Names and secret together are more than a QR code holds. */
  | 'too-long'

/** What an account in the file has lost on the way. */
export type ReducedField =
  | 'note'
  /** All tags, or all but the first. */
  | 'tags'
  | 'pinned'
  /** The PIN of mOTP and Yandex, which the other app will ask for. */
  | 'pin'
  /** An apostrophe stands before a text that a spreadsheet would take for a formula. */
  | 'formula'

export interface OmittedAccount {
  readonly account: AccountReference
  readonly reason: OmittedReason
}

export interface ReducedAccount {
  readonly account: AccountReference
  readonly lost: readonly ReducedField[]
}

/** What becomes of accounts in a format: to be said before anything is written. */
export interface ExportPlan {
  /** Accounts that are in the file. */
  readonly included: number
  readonly omitted: readonly OmittedAccount[]
  readonly reduced: readonly ReducedAccount[]
}

/** scrypt (RFC 7914) over bytes; `length` in bytes. */
export type Scrypt = (
  password: Uint8Array,
  salt: Uint8Array,
  parameters: { readonly N: number; readonly r: number; readonly p: number; readonly length: number },
) => Promise<Uint8Array>

/** What writers need of the world around them. */
export interface WritingContext {
  /** Unix ms. */
  readonly now: number
  readonly random: RandomSource
  readonly scrypt: Scrypt
  /** Of the file; empty where none was given. */
  readonly password: string
  readonly backup: WriteBackupOptions
}

/** The module of one format: writes what it can say and names what it cannot. */
export interface ExportModule {
  /** Whether accounts in the bin go along. */
  readonly keepsBin?: true
  /** Why the format cannot say this account; `undefined`: it can. */
  refuse(account: AccountDraft): OmittedReason | undefined
  /** What the format loses of an account that it can say. */
  reduce(account: AccountDraft): readonly ReducedField[]
  /** @param accounts - At least one; only accounts that `refuse` lets through, with checked parameters. */
  writeExport(accounts: readonly WritableAccount[], context: WritingContext): Promise<Bytes>
}
