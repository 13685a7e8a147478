export {
  newBackupRoot,
  readBackup,
  verifyBackup,
  writeBackup,
  type BackupAccount,
  type BackupContents,
  type BackupRoot,
  type JsonObject,
  type JsonValue,
  type ReadBackupOptions,
  type VerifiedBackup,
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
export { exportAccounts, planExport, type ExportedFile, type ExportOptions } from './export.ts'
export type {
  AccountReference,
  ExportFormat,
  ExportPlan,
  OmittedAccount,
  OmittedReason,
  ReducedAccount,
  ReducedField,
  Scrypt,
} from './export-format.ts'
export { migrationLinks, type Migration, type MigrationLink } from './exports/google-migration.ts'
export { writeSelfOpening } from './exports/self-opening.ts'
export { sheetOf, type Sheet, type SheetRow } from './exports/sheet.ts'
export { maxFileBytes } from './file-content.ts'
export { importFormats } from './registry.ts'
export { maxEntries } from './entry.ts'
export { readScannedTexts, type ScannedTexts } from './links.ts'
export type { TransferProgress } from './migration-parts.ts'
export { openExports, type OpenExportsOptions } from './open-exports.ts'
export type {
  DroppedField,
  EntryErrorCode,
  ExportFile,
  FormatId,
  ImportEntry,
  ImportRemark,
  LockedImport,
  OpenedExport,
  OpenImport,
  RefusedImport,
} from './format.ts'
export {
  chosenPlan,
  planImport,
  type ChosenPlan,
  type ComparedField,
  type FieldDifference,
  type PlanRow,
  type PlanVault,
  type RowChoice,
  type RowStatus,
} from './import-plan.ts'
export { createImporter, type Importer, type ImportWorker } from './importer.ts'
