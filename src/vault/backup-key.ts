import { newId } from '../crypto/index.ts'
import type { VaultContext } from './context.ts'
import type { Vault } from './vault.ts'
import { backupKeyIn } from './vault-state.ts'
import type { Writer } from './write.ts'

/** The methods about the key of automatic backups. */
export function createBackupKey(context: VaultContext, writer: Writer): Pick<Vault, 'backupKey' | 'keepBackupKey'> {
  return {
    backupKey: () => {
      const session = context.session()
      const key = session && backupKeyIn(session.state)?.content.key
      return key && { kdf: key.kdf, prk: key.prk.slice() }
    },
    keepBackupKey: (key) => {
      const freshId = newId(context.random)
      return writer.write((state) => {
        const found = backupKeyIn(state)
        if (key === null) return { removes: found ? [found.id] : [], result: undefined }
        const content = { kind: 'backup-key', key: { ...key, prk: key.prk.slice() }, rest: {} } as const
        return { puts: [{ id: found?.id ?? freshId, content }], result: undefined }
      })
    },
  }
}
