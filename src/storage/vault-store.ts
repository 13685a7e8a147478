import type { ManifestEntry, VaultHeader } from '../crypto/index.ts'
import {
  deleteDatabase,
  openDatabase,
  systemIndexedDb,
  type Connection,
  type ConnectionLoss,
  type DatabaseOptions,
} from './database.ts'
import { StorageError, toStorageError } from './errors.ts'
import {
  headerCopies,
  snapshotIn,
  sortEntries,
  sortRows,
  type StoredRecords,
  type StoredSnapshot,
} from './stored-rows.ts'
import { writeChange, type VaultChange } from './write-change.ts'

const defaultDatabaseName = 'mfa-manager'

/** The key of the only row of `snapshots`. */
const snapshotId = 0

/** What a look at the disk found. `empty`: a database without header and records, as good as none. */
export type StoreContent =
  | { readonly state: 'absent' | 'empty' }
  | {
      readonly state: 'present'
      /** The stored copies of the header, as they lie there; the reader judges them. */
      readonly copies: readonly unknown[]
      /** How many records there are. */
      readonly records: number
      /** Written by a newer version of the app: read only. */
      readonly isNewer: boolean
    }

/** Header copies and records of one moment. */
export interface StoredVault extends StoredRecords {
  readonly copies: readonly unknown[]
}

/**
 * Where a vault lies: header, sealed records, and nothing that could be read without a key.
 *
 * Nothing but {@link VaultStore.inspect} and {@link VaultStore.create} opens a connection. After a loss everything else
 * rejects with `storage/removed` (or `storage/too-new` after an upgrade), so that no later call can bring an empty
 * database to life.
 */
export interface VaultStore {
  /** Looks what is there, and makes nothing. Rejects with `storage/unavailable`, `storage/blocked` or `storage/failed`. */
  inspect(): Promise<StoreContent>
  readCopies(): Promise<readonly unknown[]>
  /** Everything, in one query each and one transaction. */
  read(): Promise<StoredVault>
  /** The same with the manifest's lines, for when the manifest does not match. */
  readWithEntries(): Promise<StoredVault & { readonly entries: readonly ManifestEntry[] }>
  /** Makes the database and its first rows. Rejects with `storage/conflict` over any header or record. */
  create(change: VaultChange): Promise<void>
  /**
   * Puts and removes, all or nothing, durability `strict`.
   *
   * @param expectedEpoch - The epoch of the readable header with the highest one, as the change was made for it.
   * Rejects with `storage/conflict` where the disk has another; with `storage/quota` where it is full.
   */
  commit(expectedEpoch: number, change: VaultChange): Promise<void>
  /** The snapshot that lies there, whatever it is worth; `undefined`: none that could be one. */
  readSnapshot(): Promise<StoredSnapshot | undefined>
  /** Puts a snapshot in the place of the one before. Each commit takes it away again. */
  putSnapshot(snapshot: StoredSnapshot): Promise<void>
  /** Deletes the database. Rejects with `storage/blocked` when it is still there. */
  remove(): Promise<void>
  /** Calls back when the database goes away under an open connection. Returns the function that stops it. */
  subscribe(listener: (loss: ConnectionLoss) => void): () => void
  /** Ends the connection; {@link VaultStore.inspect} opens another. */
  close(): void
}

/** What a store needs to know. */
export interface VaultStoreOptions extends Partial<Omit<DatabaseOptions, 'onLoss'>> {
  /** Picks the header that counts among the stored copies: the readable one with the highest epoch. Never throws. */
  readonly pickHeader: (copies: readonly unknown[]) => VaultHeader | undefined
}

/** The vault's place in IndexedDB. */
export function createVaultStore(options: VaultStoreOptions): VaultStore {
  const { name = defaultDatabaseName, factory = systemIndexedDb(), startTimer, pickHeader } = options
  const listeners = new Set<(loss: ConnectionLoss) => void>()
  const tellLoss = (loss: ConnectionLoss) => {
    for (const listener of listeners) listener(loss)
  }
  const { connect, use, close } = keepConnection({ name, factory, startTimer, onLoss: tellLoss })

  return {
    inspect: async () => {
      const opened = await connect(false)
      return opened === undefined ? { state: 'absent' } : use(inspectContent)
    },
    readCopies: () => use(({ headers }) => headers.toArray().then(headerCopies)),
    read: () => use(readVault),
    readWithEntries: () => use(readVaultWithEntries),
    create: async (change) => {
      await connect(true)
      await use((opened) => writeChange(opened, pickHeader, null, change))
    },
    commit: (expectedEpoch, change) => use((opened) => writeChange(opened, pickHeader, expectedEpoch, change)),
    readSnapshot: () => use(({ snapshots }) => snapshots.get(snapshotId).then(snapshotIn)),
    putSnapshot: ({ epoch, blocks }) =>
      use(({ snapshots, isNewer }) => {
        if (isNewer) throw new StorageError('storage/too-new', 'a newer version of the app wrote this database')
        return snapshots.put({ id: snapshotId, epoch, blocks }).then(() => undefined)
      }),
    remove: async () => {
      close()
      await deleteDatabase({ name, factory, startTimer })
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close,
  }
}

/** At most one connection, which is opened when asked for, and never again by itself. */
function keepConnection(options: DatabaseOptions) {
  let connection: Connection | undefined
  let connecting: Promise<Connection | undefined> | undefined
  let lost: ConnectionLoss | undefined

  const onLoss = (loss: ConnectionLoss) => {
    connection = undefined
    lost = loss
    options.onLoss(loss)
  }
  const open = async (isNew: boolean) => {
    const opened = await openDatabase({ ...options, isNew, onLoss })
    lost = undefined
    connection = opened
    return opened
  }

  return {
    /** One connection however many ask: each waits for the one before it. */
    connect: (isNew: boolean) => {
      const before = connecting?.catch(() => undefined) ?? Promise.resolve()
      connecting = before.then(() => connection ?? open(isNew))
      return connecting
    },
    use: async <T>(work: (connection: Connection) => PromiseLike<T>): Promise<T> => {
      if (connection === undefined) throw goneError(lost)
      try {
        return await work(connection)
      } catch (error) {
        throw lost === undefined ? toStorageError(error, 'use') : goneError(lost, error)
      }
    },
    close: () => {
      connection?.close()
      connection = undefined
    },
  }
}

function goneError(loss: ConnectionLoss | undefined, cause?: unknown): StorageError {
  const code = loss === 'upgraded' ? 'storage/too-new' : 'storage/removed'
  return new StorageError(code, `there is no connection: ${loss ?? 'closed'}`, { cause })
}

function inspectContent({ database, headers, records, isNewer }: Connection): PromiseLike<StoreContent> {
  return database.transaction('r', [headers, records], async () => {
    const copies = headerCopies(await headers.toArray())
    const count = await records.count()
    if (copies.length === 0 && count === 0) return { state: 'empty' }
    return { state: 'present', copies, records: count, isNewer }
  })
}

function readVault({ database, headers, records }: Connection): PromiseLike<StoredVault> {
  return database.transaction('r', [headers, records], async () => {
    const copies = headerCopies(await headers.toArray())
    return { copies, ...sortRows(await records.toArray()) }
  })
}

function readVaultWithEntries({ database, headers, records, entries }: Connection) {
  return database.transaction('r', [headers, records, entries], async () => {
    const copies = headerCopies(await headers.toArray())
    const rows = sortRows(await records.toArray())
    return { copies, ...rows, entries: sortEntries(await entries.toArray()) }
  })
}
