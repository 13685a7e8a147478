import type { Kdf } from '../../../crypto/index.ts'
import { backupInHtml } from '../../../transfer/backup/index.ts'
import { maxFileBytes, readBackup, TransferError } from '../../../transfer/index.ts'

/**
 * Opens a backup that lies on a disk, whether it is a file or a page, and says which accounts are in it. Their secrets
 * are forgotten at once.
 *
 * @throws {@link TransferError} with `transfer/too-large` or `backup/…`; `CryptoError` where the slow hash cannot run.
 */
export async function openBackupFile(
  file: File,
  passphrase: string,
  { kdf, signal }: { readonly kdf: () => Promise<Kdf>; readonly signal: AbortSignal },
): Promise<readonly { readonly id: string; readonly updatedAt: number }[]> {
  if (file.size > maxFileBytes) throw new TransferError('transfer/too-large', 'no backup is as large as this file')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const page = backupInHtml(new TextDecoder().decode(bytes))
  const slowHash = await kdf()
  try {
    const { accounts } = await readBackup(page === undefined ? bytes : new TextEncoder().encode(page), passphrase, {
      kdf: slowHash,
      signal,
    })
    for (const { secret } of accounts) secret.fill(0)
    return accounts.map(({ id, updatedAt }) => ({ id, updatedAt }))
  } finally {
    slowHash.dispose()
  }
}
