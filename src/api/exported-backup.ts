import type { Clock } from '../clock.ts'
import { decodeUtf8 } from '../encoding/index.ts'
import { exportAccounts, TransferError, type WriteBackupOptions } from '../transfer/index.ts'
import type { ConnectVault } from './connect-vault.ts'
import { ApiError } from './errors.ts'
import type { Methods } from './protocol.ts'

/** The slow hash, in its worker. */
export type BackupKdf = NonNullable<WriteBackupOptions['kdf']>

/** What writing a backup needs. */
export interface ExportedBackupOptions {
  readonly vault: ConnectVault
  readonly kdf: (() => Promise<BackupKdf>) | undefined
  readonly clock: Clock
  /** Ends the slow hash. */
  readonly signal: AbortSignal
}

/**
 * The whole vault as one encrypted file (docs/backup-format.md) under a passphrase that was typed in the popup.
 *
 * @throws {@link ApiError} `unsupported` for a vault without accounts; `TransferError`, `CryptoError`, `VaultError`; nothing of them goes to the site.
 */
export async function exportBackup(
  passphrase: string,
  { vault, kdf, clock, signal }: ExportedBackupOptions,
): Promise<Methods['vault.export']['result']> {
  const accounts = vault.accountsForBackup()
  try {
    const kept = vault.keptRows()
    const contents = { ...vault.identity(), settings: portable(vault.settings()), ...(kept.length > 0 && { kept }) }
    const backup = { ...contents, kdf: await kdf?.(), clock, signal }
    const { filename, bytes } = await exportAccounts('mfa-backup', accounts, {
      password: passphrase,
      now: clock.now(),
      backup,
    })
    return { filename, backup: decodeUtf8(bytes) }
  } catch (error) {
    const isEmpty = error instanceof TransferError && error.code === 'transfer/nothing-to-write'
    throw isEmpty ? new ApiError('unsupported') : error
  } finally {
    for (const { secret } of accounts) secret.fill(0)
  }
}

/** What belongs to this device stays on it. */
function portable(settings: ReturnType<ConnectVault['settings']>): object {
  const { lastBackup: _lastBackup, autosave: _autosave, dismissedUntil: _dismissedUntil, ...rest } = settings
  return rest
}
