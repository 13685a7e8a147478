export { compareAccounts, sortAccounts, type SortedAccounts } from './account-order.ts'
export { createAnchorStore, type AnchorStore } from './anchor.ts'
export { makeAutoJoin } from './auto-join.ts'
export { makeAutoLock } from './auto-lock.ts'
export { binKeptForMs } from './bin.ts'
export { createVault, type VaultOptions } from './create-vault.ts'
export { VaultError } from './errors.ts'
export { normalise } from './normalise.ts'
export { createSearchIndex, prepareSearch, type SearchHit } from './search.ts'
export {
  defaultSettings,
  settingsOfSlots,
  type Accent,
  type Autosave,
  type ClockCorrection,
  type LastBackup,
  type Density,
  type SortOrder,
  type VaultSettings,
} from './settings.ts'
export { tabChannelName, type TabChannel } from './tabs.ts'
export type {
  AccountEdit,
  AppliedPlan,
  BackupKey,
  ConnectedSite,
  IntegrityReport,
  LockReason,
  LoggedRequest,
  PassphraseHash,
  PasskeySlot,
  Proof,
  RecoveryCodeState,
  RevealedSecret,
  Undo,
  UnknownMembers,
  Vault,
  VaultErrorCode,
  VaultEvent,
  VaultPlan,
  VaultStatus,
} from './vault.ts'
