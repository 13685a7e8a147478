import type { AccountView } from '../account.ts'

/** How many accounts differ from what they were at a moment. One that was added counts as nothing else. */
export interface Changes {
  readonly added: number
  readonly changed: number
  /** Moved to the bin. */
  readonly binned: number
}

/**
 * Counts what has happened to accounts since a moment, as far as they tell themselves: what was deleted for good, or
 * imported with an older date, is not seen here.
 *
 * @param accounts - All, those in the bin included.
 * @param at - Unix ms.
 */
export function changesSince(accounts: readonly AccountView[], at: number): Changes {
  let added = 0
  let changed = 0
  let binned = 0
  for (const { createdAt, updatedAt, deletedAt } of accounts) {
    if (deletedAt !== undefined && deletedAt > at) binned += 1
    else if (createdAt > at) added += 1
    else if (updatedAt > at) changed += 1
  }
  return { added, changed, binned }
}
