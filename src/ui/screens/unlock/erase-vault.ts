import { createHandleStore } from '../../../backups/index.ts'
import type { Vault } from '../../../vault/index.ts'

/**
 * Erases the vault, and before it what the browser keeps of where its backups went.
 *
 * @throws `StorageError` as `Vault.erase`; whatever deleting the other database fails with, and then nothing is erased.
 */
export async function eraseVault(vault: Pick<Vault, 'erase'>): Promise<void> {
  await createHandleStore().remove()
  await vault.erase()
}
