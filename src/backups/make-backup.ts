import type { Clock } from '../clock.ts'
import type { Kdf } from '../crypto/index.ts'
import { verifyBackup, writeBackup, type BackupRoot } from '../transfer/index.ts'
import { settingsOfSlots, type LastBackup, type Vault } from '../vault/index.ts'
import { contentMark } from './content-mark.ts'

/** Media type of a backup (docs/backup-format.md). */
export const backupMediaType = 'application/vnd.mfa-manager.backup+json'

/** Somewhere a backup can be put. */
export interface BackupPlace {
  /** Puts the file there, and answers its bytes as they are read back from where they lie. */
  put(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>
  /** Gives away what was put, once it was found to be good: for places that keep nothing. */
  handOver?(): Promise<void>
}

/** What making a backup needs. */
export interface BackupOptions {
  readonly vault: Pick<
    Vault,
    'accounts' | 'bin' | 'accountsForBackup' | 'settings' | 'changeSettings' | 'identity' | 'keptRows'
  >
  readonly kdf: Kdf
  readonly clock: Clock
  readonly signal?: AbortSignal | undefined
}

/**
 * Writes everything that the vault holds into one encrypted file, reads that file again, compares, and only then calls it
 * a backup: the settings then say when.
 *
 * @param key - The passphrase of the file, or a root made of one.
 * @returns What the settings now say.
 * @throws `TransferError` (`transfer/backup-differs`, `backup/…`), `CryptoError`, `VaultError`; whatever the place throws.
 */
export async function makeBackup(
  key: string | BackupRoot,
  place: BackupPlace,
  { vault, kdf, clock, signal }: BackupOptions,
): Promise<LastBackup> {
  const content = contentMark([...vault.accounts(), ...vault.bin()])
  const accounts = vault.accountsForBackup()
  try {
    const kept = vault.keptRows()
    const contents = { ...vault.identity(), settings: portable(vault.settings()), ...(kept.length > 0 && { kept }) }
    const bytes = await writeBackup(accounts, key, { ...contents, kdf, clock, signal })
    const stored = await place.put(bytes)
    const at = clock.now()
    const verified = await verifyBackup(stored, key, accounts, { kdf, signal, at })
    await place.handOver?.()
    const lastBackup: LastBackup = { at, accounts: verified.accounts, content }
    await vault.changeSettings({ lastBackup })
    return lastBackup
  } finally {
    for (const { secret } of accounts) secret.fill(0)
  }
}

/** What belongs to this device stays on it. */
function portable(settings: ReturnType<Vault['settings']>): object {
  const {
    lastBackup: _lastBackup,
    autosave: _autosave,
    clockCorrection: _clockCorrection,
    dismissedUntil: _dismissedUntil,
    ...rest
  } = settings
  const ofSlots = new Set(Object.keys(settingsOfSlots(settings)))
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !ofSlots.has(name)))
}
