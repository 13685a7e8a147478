import type { AccountView } from '../account.ts'
import type { VaultSettings } from '../vault/index.ts'
import { contentMark } from './content-mark.ts'

/** How the last backup stands to what there is now. */
export interface BackupState {
  /** There are accounts, or were at the last backup. */
  readonly isNeeded: boolean
  readonly hasChanges: boolean
  /** Changes have waited longer than the person wants them to. */
  readonly isDue: boolean
}

/**
 * Says whether a backup is due.
 *
 * @param accounts - All, those in the bin included.
 * @param now - Unix ms.
 */
export function backupState(
  accounts: readonly AccountView[],
  { lastBackup, remindBackupAfterMs }: Pick<VaultSettings, 'lastBackup' | 'remindBackupAfterMs'>,
  now: number,
): BackupState {
  const isNeeded = accounts.length > 0 || lastBackup !== null
  const hasChanges = lastBackup === null ? accounts.length > 0 : lastBackup.content !== contentMark(accounts)
  const since = lastBackup?.at ?? accounts.reduce((first, { createdAt }) => Math.min(first, createdAt), now)
  const isDue = hasChanges && remindBackupAfterMs !== null && now - since >= remindBackupAfterMs
  return { isNeeded, hasChanges, isDue }
}
