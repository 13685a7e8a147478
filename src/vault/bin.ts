import type { VaultState } from './vault-state.ts'

/** How long a deleted account can be restored, ms: 30 days. */
export const binKeptForMs = 30 * 24 * 60 * 60 * 1000

/**
 * Ids of the accounts whose time in the bin is over.
 *
 * @param now - Unix ms.
 */
export function expiredIn(state: VaultState, now: number): readonly string[] {
  return state
    .bin()
    .filter(({ account }) => now - (account.deletedAt ?? now) >= binKeptForMs)
    .map(({ account }) => account.id)
}
