import type { VaultStore } from '../../src/storage/index.ts'

/** The object stores of the vault's database. */
export type ObjectStoreName = 'headers' | 'records' | 'entries' | 'snapshots'

/** One browser's storage, seen from outside the app: what stores are opened over, and what an attacker can reach. */
export interface Disk {
  /** Another connection to the same database, as another tab has it. */
  openStore(): VaultStore
  /** Every row of an object store, by key. */
  rows(store: ObjectStoreName): Promise<readonly Record<string, unknown>[]>
  /** Puts a row past the app. */
  put(store: ObjectStoreName, row: unknown): Promise<void>
  /** Removes a row past the app. */
  remove(store: ObjectStoreName, key: string | number): Promise<void>
  /** Whether there is a database. */
  exists(): Promise<boolean>
  /** Deletes the database under everybody, like "clear site data". */
  clear(): Promise<void>
}
