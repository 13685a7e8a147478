import type { ManifestEntry, SealedRecord, VaultHeader } from '../crypto/index.ts'
import type { Connection } from './database.ts'
import { StorageError } from './errors.ts'
import { headerCopies } from './stored-rows.ts'

/** Everything that one write of the vault puts on disk. Sealed and signed before: nothing in here is a promise. */
export interface VaultChange {
  readonly puts: readonly SealedRecord[]
  /** The manifest's lines for `puts`, and for any other record whose line changes. */
  readonly entries: readonly ManifestEntry[]
  /** Ids of records that go, with their lines. */
  readonly removes: readonly string[]
  readonly header: VaultHeader
}

/**
 * Writes one change in one transaction, if the disk is where the change expects it to be.
 *
 * [Note: one await per database call] Inside a transaction nothing may be awaited but the database. Chromium forgives a
 * digest there; Firefox and WebKit commit what was done so far and then reject, so that half a change is on disk. Hence
 * the only read-write transaction of the app is this one, its input is plain data, and a test reads this file's text.
 *
 * Both copies of the header are written each time. The transaction is atomic, so a copy left behind would be stale
 * without being any safer; two copies guard against one of them being damaged later.
 *
 * @param expectedEpoch - `null`: there must be no header and no record.
 */
export function writeChange(
  { database, headers, records, entries, snapshots, isNewer }: Connection,
  pickHeader: (copies: readonly unknown[]) => VaultHeader | undefined,
  expectedEpoch: number | null,
  change: VaultChange,
): PromiseLike<void> {
  if (isNewer) throw new StorageError('storage/too-new', 'a newer version of the app wrote this database')
  const removes = [...change.removes]
  return database.transaction('rw', [headers, records, entries, snapshots], async () => {
    const copies = headerCopies(await headers.toArray())
    const isExpected =
      expectedEpoch === null
        ? copies.length === 0 && (await records.count()) === 0
        : pickHeader(copies)?.epoch === expectedEpoch
    if (!isExpected) throw new StorageError('storage/conflict', 'the vault on disk is not the one that was read')
    await records.bulkDelete(removes)
    await entries.bulkDelete(removes)
    await records.bulkPut(change.puts)
    await entries.bulkPut(change.entries)
    await headers.bulkPut([
      { copy: 0, header: change.header },
      { copy: 1, header: change.header },
    ])
    // It shows an older state now, and may hold what this change removes.
    await snapshots.clear()
  })
}
