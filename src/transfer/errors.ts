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

/** What the transfer room refuses, and why. */
export type TransferErrorCode = BackupErrorCode

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
