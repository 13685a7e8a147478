import type { Clock } from '../../../clock.ts'
import type { Kdf } from '../../../crypto/index.ts'
import { writeBackup } from '../../../transfer/index.ts'
import type { Vault } from '../../../vault/index.ts'
import { fileDate, type FileToSave } from '../../primitives/save-file.ts'

/**
 * A backup of the accounts that are still in memory, for when the browser has removed everything else: maybe the app's
 * own files, too. Where Argon2id cannot be loaded any more, PBKDF2 (which every browser has built in) seals the file,
 * because a weaker backup is better than none.
 *
 * @param options - `kdf`: runs the slow hash; without one, it runs on this thread.
 * @throws `VaultError` when the vault was locked meanwhile; `CryptoError` or `TransferError` as `writeBackup`.
 */
export async function writeRescueBackup(
  vault: Pick<Vault, 'accountsForBackup' | 'settings' | 'identity'>,
  passphrase: string,
  options: { readonly clock: Clock; readonly kdf?: Kdf | undefined },
): Promise<FileToSave> {
  const { clock, kdf } = options
  const accounts = vault.accountsForBackup()
  const contents = { ...vault.identity(), settings: vault.settings(), clock }
  const content = await writeBackup(accounts, passphrase, { ...contents, kdf }).catch(() =>
    // What else was wrong goes wrong again, and is told then.
    writeBackup(accounts, passphrase, { ...contents, argon2: false }),
  )
  return {
    name: `mfa-manager-${fileDate(clock.now())}.mfabackup`,
    type: 'application/vnd.mfa-manager.backup+json',
    content,
  }
}
