export type { ConnectionLoss } from './database.ts'
export { answerWithinMs, startSystemTimer, type StartTimer } from './deadline.ts'
export { StorageError, type StorageErrorCode } from './errors.ts'
export type { MalformedRow } from './stored-rows.ts'
export {
  createVaultStore,
  defaultDatabaseName,
  type StoreContent,
  type StoredVault,
  type VaultStore,
  type VaultStoreOptions,
} from './vault-store.ts'
export type { VaultChange } from './write-change.ts'
