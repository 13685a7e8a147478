import { equalBytes } from '../../encoding/index.ts'
import { codeAt, hotpCode, type OtpParameters } from '../../otp/index.ts'
import { TransferError } from '../errors.ts'
import type { BackupAccount, WritableAccount } from './backup-account.ts'
import type { BackupRoot } from './backup-keys.ts'
import { readBackup, type ReadBackupOptions } from './read-backup.ts'

/** What a backup was found to hold. */
export interface VerifiedBackup {
  /** Accounts, those in the bin included. */
  readonly accounts: number
}

/**
 * Opens a backup that has just been written, from the bytes as they came back from where they were put, and compares it
 * with what it was made of: number, ids, secrets, and one code of each account.
 *
 * @param bytes - Read again from the file, not those that were handed to it.
 * @param accounts - What was to be written.
 * @param at - Unix ms, for the codes.
 * @throws {@link TransferError} with `transfer/backup-differs`, or as {@link readBackup}.
 */
export async function verifyBackup(
  bytes: Uint8Array,
  key: string | BackupRoot,
  accounts: readonly WritableAccount[],
  options: ReadBackupOptions & { readonly at: number },
): Promise<VerifiedBackup> {
  const read = await readBackup(bytes, key, options)
  const isSame = read.accounts.length === accounts.length && accounts.every(matches(read.accounts, options.at))
  for (const { secret } of read.accounts) secret.fill(0)
  if (!isSame) throw new TransferError('transfer/backup-differs', 'the file does not hold what was to be written')
  return { accounts: accounts.length }
}

function matches(found: readonly BackupAccount[], at: number): (account: WritableAccount, place: number) => boolean {
  return (account, place) => {
    const other = found[place]
    if (other === undefined || (account.id !== undefined && account.id !== other.id)) return false
    return equalBytes(account.secret, other.secret) && codeOf(account, at) === codeOf(other, at)
  }
}

/** A code, or nothing where a PIN is needed that neither has. */
function codeOf(parameters: OtpParameters, at: number): string {
  if (parameters.type === 'hotp') return hotpCode(parameters, parameters.counter ?? 0)
  const needsPin = parameters.type === 'motp' || parameters.type === 'yandex'
  return needsPin && !parameters.pin ? '' : codeAt(parameters, at)
}
