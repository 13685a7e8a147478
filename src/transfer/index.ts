export {
  readBackup,
  writeBackup,
  type BackupAccount,
  type BackupContents,
  type JsonObject,
  type JsonValue,
  type ReadBackupOptions,
  type WritableAccount,
  type WriteBackupOptions,
} from './backup/index.ts'
export {
  TransferError,
  type BackupErrorCode,
  type TransferErrorCode,
  type TransferProblem,
  type TransferReason,
} from './errors.ts'
