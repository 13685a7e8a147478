import type { Dexie, Transaction } from 'dexie'

/** One step from a database layout to the next. */
export interface Migration {
  /** Key path of each object store that is new or changed; `null` drops one. */
  readonly stores: Readonly<Record<string, string | null>>
  /** Rewrites rows. Knows the old shapes itself and awaits nothing but the database. */
  readonly upgrade?: (transaction: Transaction) => PromiseLike<unknown>
}

/**
 * Every layout there ever was, oldest first. Append only: the place in the list is the version.
 *
 * 1. `headers`: two copies of the vault's header. `records`: sealed records. `entries`: the lines that the manifest was
 *    made of, one for each record, so that a manifest that does not match can say which record is not as it was. They
 *    repeat what `records` shows anyway, and are believed only as far as the manifest's MAC confirms them. `snapshots`:
 *    at most one row, all records sealed together, to open a large vault from. A cache, gone with each write.
 */
export const migrations: readonly Migration[] = [
  { stores: { headers: 'copy', records: 'id', entries: 'id', snapshots: 'id' } },
]

/** The layout that this version of the app writes. */
export const databaseVersion = migrations.length

/** What IndexedDB calls {@link databaseVersion}. */
export const nativeVersion = databaseVersion * 10

/** The object stores of {@link databaseVersion}. */
export const objectStores = ['headers', 'records', 'entries', 'snapshots'] as const

/** Tells Dexie every layout, so that it can take a database from any of them to the newest. */
export function declareVersions(database: Dexie, list: readonly Migration[] = migrations): void {
  list.forEach(({ stores, upgrade }, index) => {
    const version = database.version(index + 1).stores(stores)
    if (upgrade !== undefined) version.upgrade(upgrade)
  })
}
