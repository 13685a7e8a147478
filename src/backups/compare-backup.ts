import type { AccountView } from '../account.ts'

/** How a backup stands to the vault. */
export interface Comparison {
  /** Accounts in the backup, the bin included. */
  readonly inBackup: number
  /** Accounts in the vault, the bin included. */
  readonly inVault: number
  /** Accounts of the vault that the backup lacks. */
  readonly missing: number
  /** Accounts that both have, and that were changed in the vault since. */
  readonly older: number
}

type Dated = Pick<AccountView, 'id' | 'updatedAt'>

/** Compares what a backup holds with what there is, by ids and dates. */
export function compareBackup(backup: readonly Dated[], vault: readonly Dated[]): Comparison {
  const dates = new Map(backup.map(({ id, updatedAt }) => [id, updatedAt]))
  let missing = 0
  let older = 0
  for (const { id, updatedAt } of vault) {
    const saved = dates.get(id)
    if (saved === undefined) missing += 1
    else if (saved < updatedAt) older += 1
  }
  return { inBackup: backup.length, inVault: vault.length, missing, older }
}
