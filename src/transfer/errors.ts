import { CodedError } from '../errors.ts'
import type { OtpErrorCode } from '../otp/index.ts'

/** What reading or writing a backup refuses (docs/backup-format.md, "Refusals"). */
export type BackupErrorCode =
  /** Not JSON, not UTF-8, empty, too large, or nested deeper than 64. */
  | 'backup/not-json'
  /** A member is missing, unknown, of the wrong type, or not in its one spelling. */
  | 'backup/format'
  | 'backup/unsupported-version'
  /** Key derivation parameters out of bounds; nothing was derived. */
  | 'backup/limits'
  /** The passphrase is wrong, or the header was altered: nobody can tell which. */
  | 'backup/passphrase'
  /** The passphrase and the header are right, the content is damaged. */
  | 'backup/corrupt'
  /** Authentic, but not what the format says; {@link TransferError.reasons} tell where. */
  | 'backup/payload'
  | 'backup/cancelled'

/** What opening another app's export refuses. */
export type ImportErrorCode =
  | 'transfer/empty'
  /** Over 64 MiB, or an archive that would become larger than that. */
  | 'transfer/too-large'
  /** More than 50,000 records. */
  | 'transfer/too-many'
  /** Nothing in the registry recognises the content. */
  | 'transfer/unrecognised'
  /** A picture: the screen has it read for QR codes instead. */
  | 'transfer/picture'
  /** Recognised, but cut off, altered, or not what its format says. */
  | 'transfer/damaged'
  | 'transfer/wrong-password'
  /** The file asks for more memory or rounds than any real one of its app. */
  | 'transfer/limits'
  /** The memory that the file asks for could not be had on this device. */
  | 'transfer/memory'
  /** Encrypted under a key that never leaves the account or the device it was made on. */
  | 'transfer/bound'
  /** A form that nothing here can open: OpenPGP, KeePass 1, a cipher that no library reads. */
  | 'transfer/unsupported'
  /** A file that belongs to it is missing: Steam's manifest beside encrypted maFiles. */
  | 'transfer/companion-missing'
  /** The database wants a key file beside its password. */
  | 'transfer/key-file'
  | 'transfer/cancelled'
  /** A part of the app that reads this format could not be loaded. */
  | 'transfer/not-loaded'

/** What writing an export refuses. */
export type ExportErrorCode =
  /** Not one of the accounts can be said in that format. */
  | 'transfer/nothing-to-write'
  /** The file that was just written is sound, but does not hold what it was to hold. */
  | 'transfer/backup-differs'

/** What the transfer room refuses, and why. */
export type TransferErrorCode = BackupErrorCode | ImportErrorCode | ExportErrorCode

/** What can be wrong with one member of a file. */
export type TransferProblem =
  | 'missing'
  | 'wrong-type'
  /** A number or word outside what the format allows. */
  | 'out-of-range'
  | 'too-long'
  | 'too-many'
  | 'not-base32'
  | 'not-an-id'
  /** The same id as an account before it. */
  | 'twice'
  | OtpErrorCode

/** One thing that is wrong inside a file that is otherwise sound. Holds nothing of the file but places. */
export interface TransferReason {
  /** Place of the account in the file, from 0; `null`: it is not about one account. */
  readonly account: number | null
  /** The member it is about, e.g. `secret` or `tags`. */
  readonly member: string
  readonly problem: TransferProblem
}

/** Thrown by the transfer room. */
export class TransferError extends CodedError<TransferErrorCode> {
  override readonly name = 'TransferError'
  /** In the order of the file; empty unless the code says that there are reasons. */
  readonly reasons: readonly TransferReason[]

  constructor(
    code: TransferErrorCode,
    message: string,
    options?: ErrorOptions & { readonly reasons?: readonly TransferReason[] },
  ) {
    super(code, message, options)
    this.reasons = options?.reasons ?? []
  }
}
