import type { Vault, VaultOptions } from '../../src/vault/index.ts'
import type { Disk } from './disk.ts'
import { outcomeOf } from './outcome.ts'

/** What makes a vault of any size keep a snapshot, as soon as it can. */
export const eagerSnapshots = {
  snapshotFrom: 1,
  whenIdle: () => Promise.resolve(),
  startTimer: (callback: () => void) => {
    let isRunning = true
    queueMicrotask(() => {
      if (isRunning) callback()
    })
    return () => {
      isRunning = false
    }
  },
} as const satisfies Partial<VaultOptions>

/** Resolves when there is a snapshot. */
export async function untilSnapshot(disk: Disk): Promise<void> {
  while ((await disk.rows('snapshots')).length === 0) await new Promise((resolve) => setTimeout(resolve))
}

/** Resolves when everything that stood in line for writing is through: what came behind an unlock, for one. */
export async function untilChecked(vault: Vault): Promise<void> {
  await outcomeOf(() => vault.deleteForGood([]))
}
