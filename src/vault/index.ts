export { maxAccounts } from './account-limits.ts'
export { compareAccounts } from './account-order.ts'
export { anchorKey, createAnchorStore, type Anchor, type AnchorStore } from './anchor.ts'
export { makeAutoLock, warnBeforeMs, type AutoLock, type AutoLockOptions } from './auto-lock.ts'
export { binKeptForMs } from './bin.ts'
export type { WriteLocks } from './context.ts'
export { createVault, type VaultOptions } from './create-vault.ts'
export { VaultError } from './errors.ts'
export { normalise, type TextRange } from './normalise.ts'
export { createSearchIndex, type SearchHit, type SearchIndex } from './search.ts'
export { defaultSettings, type Accent, type Density, type SortOrder, type VaultSettings } from './settings.ts'
export { tabChannelName, type TabChannel } from './tabs.ts'
export type {
  AccountEdit,
  IntegrityReport,
  LockReason,
  RevealedSecret,
  Undo,
  Vault,
  VaultErrorCode,
  VaultEvent,
  VaultStatus,
} from './vault.ts'
