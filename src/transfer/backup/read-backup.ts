import { createKdf, CryptoError, kdfText, openBytes, type Kdf } from '../../crypto/index.ts'
import { equalBytes } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'
import { parseContents, type BackupContents } from './backup-contents.ts'
import { headerText, parseBackupFile, type BackupFile } from './backup-file.ts'
import { deriveBackupKeys, withBackupRoot, type BackupRoot } from './backup-keys.ts'

/** How a backup is read. */
export interface ReadBackupOptions {
  /** Runs the slow hash; without one, it runs on this thread. */
  readonly kdf?: Kdf | undefined
  /** Ends the slow hash. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Opens a backup (docs/backup-format.md). Nothing of it is handed out before all of it is authentic.
 *
 * @param bytes - The whole file.
 * @param key - The passphrase, or the root that the file was written with.
 * @throws {@link TransferError} with one of the `backup/…` codes; {@link CryptoError} where the slow hash cannot run
 * (`crypto/argon2-unavailable`, `crypto/kdf-failed`, `crypto/kdf-memory`).
 */
export async function readBackup(
  bytes: Uint8Array,
  key: string | BackupRoot,
  { kdf = createKdf(), signal }: ReadBackupOptions = {},
): Promise<BackupContents> {
  const file = parseBackupFile(bytes)
  const plaintext = await decrypt(file, key, { kdf, signal })
  try {
    return parseContents(plaintext)
  } finally {
    plaintext.fill(0)
  }
}

async function decrypt(
  file: BackupFile,
  key: string | BackupRoot,
  options: { readonly kdf: Kdf; readonly signal: AbortSignal | undefined },
) {
  const header = headerText(file)
  if (typeof key !== 'string' && kdfText(key.kdf) !== kdfText(file.kdf)) throw wrongPassphrase()
  const { commit, encKey } = await refusingPassphrases(() =>
    withBackupRoot(key, file.kdf, options, (root) => deriveBackupKeys(root, header)),
  )
  if (!equalBytes(commit, file.commit)) throw wrongPassphrase()
  const plaintext = await openBytes(encKey, file.nonce, header, file.data)
  if (plaintext === null) throw new TransferError('backup/corrupt', 'the content does not authenticate')
  return plaintext
}

async function refusingPassphrases<T>(derive: () => Promise<T>): Promise<T> {
  try {
    return await derive()
  } catch (cause) {
    // No file is ever written under such a text, so it is not the right one.
    if (cause instanceof CryptoError && cause.code.startsWith('crypto/passphrase-')) throw wrongPassphrase(cause)
    throw cause
  }
}

function wrongPassphrase(cause?: unknown): TransferError {
  return new TransferError('backup/passphrase', 'the passphrase is wrong or the header was altered', { cause })
}
