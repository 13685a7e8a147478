import type { AccountDraft } from '../account.ts'
import type { Argon2 } from '../crypto/index.ts'
import type { OtpErrorCode } from '../otp/index.ts'
import type { BackupContents } from './backup/index.ts'
import type { TransferErrorCode } from './errors.ts'

/** A file as it comes in. What it is called is shown, and decides nothing. */
export interface ExportFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** One per row of the registry. */
export type FormatId =
  | 'mfa-manager'
  | 'mfa-manager-flask'
  | 'aegis'
  | 'google-authenticator'
  | '2fas'
  | 'ente'
  | 'bitwarden'
  | 'bitwarden-authenticator'
  | 'proton-authenticator'
  | 'proton-pass'
  | 'stratum'
  | 'andotp'
  | 'freeotp'
  | 'freeotp-plus'
  | 'freeotp-2'
  | 'raivo'
  | 'lastpass-authenticator'
  | 'lastpass'
  | '2fauth'
  | 'authenticator-extension'
  | 'keepass'
  | 'keepassxc-csv'
  | '1password'
  | 'dashlane'
  | 'apple-passwords'
  | 'keeper'
  | 'enpass'
  | 'steam'
  | 'authenticator-plus'
  | 'authy'
  | 'totp-authenticator'
  | 'duo'
  | 'battle-net'
  | 'microsoft-authenticator'
  | 'authme'
  | 'open-authenticator'
  | 'zero-totp'
  | 'zip'
  | 'html-sheet'
  | 'key-uris'

/** What an account had in the file and cannot have here; said per entry. */
export type DroppedField =
  'icon' | 'colour' | 'website' | 'password' | 'other-fields' | 'usage' | 'device' | 'previous-name' | 'note'

/** Why a record is no account. */
export type EntryErrorCode =
  | OtpErrorCode
  /** A member that every reader needs is missing or of the wrong type. */
  | 'entry/malformed'
  /** A kind of account that makes no codes: confirmations on a telephone, passkeys. */
  | 'entry/no-code'
  /** The secret is sealed under a key that never leaves the device or the account it was made on. */
  | 'entry/bound'
  /** The secret of this record does not open with the password that opened the file. */
  | 'entry/password'

/** What became of one record of a file. None is thrown away. */
export type ImportEntry =
  | {
      readonly outcome: 'account'
      readonly account: AccountDraft
      readonly dropped: readonly DroppedField[]
      /** Two names for the issuer are in the record; the other one. */
      readonly otherIssuer?: string
    }
  | {
      readonly outcome: 'unreadable'
      /** What the record is called in the file, for people. May be empty. */
      readonly label: string
      readonly code: EntryErrorCode
      /** The record as the file has it, so that nothing is lost. Holds secrets. */
      readonly text: string
    }

/** What a person should hear about a file as a whole. */
export type ImportRemark =
  /** The format cannot say which accounts use counters: they all came as time-based. */
  | 'counters-unknown'
  /** The pictures of the sheet could not be read: what only they say (the period) is the default. */
  | 'pictures-unread'
  /** The database was copied without its journal: its newest rows may be missing. */
  | 'journal-missing'
  /** Only the codes of a password manager were taken. */
  | 'codes-only'

/** What a format's reader answers for a file that is not encrypted, or not any more. */
export interface ReadExport {
  readonly entries: readonly ImportEntry[]
  /** Rows of another kind (notes, cards, logins without a code): counted, not listed. */
  readonly skipped?: number
  /** Parts of a Google batch that are not among the files, as people count them, from 1. */
  readonly missingParts?: readonly number[]
  readonly remarks?: readonly ImportRemark[]
  /** Of our own backups: what they hold beside accounts. */
  readonly backup?: BackupContents
}

/** What a format's reader answers for an encrypted file. */
export interface SealedExport {
  /** What the file asks of this device before the password can be tried; only said where it is much. */
  readonly memoryBytes?: number
  /**
   * @throws `TransferError` with `transfer/wrong-password`; then it can be called again. With `transfer/damaged` where
   * the password is known to be right.
   */
  unlock(password: string, signal?: AbortSignal): Promise<ReadExport>
}

/** What readers need of the world around them. */
export interface ReadingContext {
  /** Unix ms: stands for times that a file does not give. */
  readonly now: number
  readonly argon2: Argon2
  /** The texts of the QR codes in a picture (PNG, JPEG…). */
  readonly readPicture: (picture: Uint8Array) => Promise<readonly string[]>
  readonly signal: AbortSignal | undefined
}

/** The module of one format: reads the files of one export, most often one file. */
export interface FormatModule {
  /**
   * @param files - Files that the registry recognised as this format; more than one only where they belong together.
   * @throws `TransferError` with a `transfer/…` or `backup/…` code: the whole export is refused.
   */
  readExport(files: readonly FileContent[], context: ReadingContext): Promise<ReadExport | SealedExport>
}

interface NamedContent {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A file after a look at its bytes. Text is decoded, JSON is parsed and proven to be nested at most 64 deep. */
export type FileContent =
  | (NamedContent & { readonly kind: 'json'; readonly text: string; readonly value: unknown })
  | (NamedContent & { readonly kind: 'text' | 'html'; readonly text: string })
  /** Android's shared preferences: names and texts. */
  | (NamedContent & { readonly kind: 'preferences'; readonly entries: ReadonlyMap<string, string> })
  | (NamedContent & { readonly kind: 'zip'; readonly members: readonly ZipMember[] })
  /** `tables`: the columns of each table, by name, in lower case. */
  | (NamedContent & { readonly kind: 'sqlite'; readonly tables: ReadonlyMap<string, readonly string[]> })
  | (NamedContent & { readonly kind: 'kdbx' | 'java-objects' | 'picture' | 'binary' })

/** What the directory of an archive says about a member. */
export interface ZipMember {
  readonly path: string
  readonly encrypted: boolean
}

/** An export that needs its password. */
export interface LockedImport {
  readonly state: 'locked'
  readonly format: FormatId
  /** Names of the files it consists of. */
  readonly files: readonly string[]
  /** Memory that opening takes, where it is much (above 128 MiB): the person may want to know. */
  readonly memoryBytes?: number
  /** @throws `TransferError` with `transfer/wrong-password`, and can be called again; else as `refused`. */
  unlock(password: string, options?: { readonly signal?: AbortSignal | undefined }): Promise<OpenImport>
}

/** An export whose accounts can be seen. */
export interface OpenImport extends ReadExport {
  readonly state: 'open'
  readonly format: FormatId
  readonly files: readonly string[]
}

/** An export that is of no use, and why. */
export interface RefusedImport {
  readonly state: 'refused'
  readonly files: readonly string[]
  readonly format?: FormatId
  readonly code: TransferErrorCode
}

export type OpenedExport = LockedImport | OpenImport | RefusedImport
