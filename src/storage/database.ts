import { Dexie, type Table } from 'dexie'
import { startSystemTimer, withinDeadline, type StartTimer } from './deadline.ts'
import { StorageError, toStorageError } from './errors.ts'
import { declareVersions, nativeVersion, objectStores } from './migrations.ts'
import { probeDatabase } from './probe.ts'

/**
 * How a connection ended that nobody here closed: the database was deleted or its data cleared (`removed`), or a newer
 * version of the app took it over in another tab (`upgraded`).
 */
export type ConnectionLoss = 'removed' | 'upgraded'

/** Where the database is, and who is told when it goes. */
export interface DatabaseOptions {
  readonly name: string
  /** `indexedDB` where it can be reached; absent: storage is unavailable. */
  readonly factory?: IDBFactory | undefined
  readonly startTimer?: StartTimer | undefined
  readonly onLoss: (loss: ConnectionLoss) => void
}

/** An open database. */
export interface Connection {
  readonly database: Dexie
  readonly headers: Table<unknown, number>
  readonly records: Table<unknown, string>
  readonly entries: Table<unknown, string>
  readonly snapshots: Table<unknown, number>
  /** The layout is of a newer version of the app: read only. */
  readonly isNewer: boolean
  close(): void
}

/** `indexedDB`, or `undefined` where the browser has none or denies even the look. */
export function systemIndexedDb(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB
  } catch {
    // Firefox throws from the getter where the site's data is blocked: the same as having none.
    return undefined
  }
}

/**
 * Opens the database, and brings an older layout up to date.
 *
 * @param options - `isNew`: makes it where it is absent. Otherwise nothing is ever made, not even when it vanishes
 * between the look and the opening.
 * @returns `undefined`: there is no database.
 * @throws {@link StorageError} with `storage/unavailable`, `storage/blocked` (after 3 s), `storage/removed` (its object
 * stores are not there) or `storage/failed`.
 */
export async function openDatabase(options: DatabaseOptions & { readonly isNew: boolean }) {
  const { name, factory, isNew, startTimer = startSystemTimer } = options
  if (factory === undefined) throw new StorageError('storage/unavailable', 'there is no IndexedDB')
  const found = await withinDeadline(probeDatabase(factory, name), startTimer)
  if (found === undefined && !isNew) return undefined
  const version = found?.version ?? 0
  const hasStores = objectStores.every((store) => found?.objectStores.includes(store))
  if (version >= nativeVersion && !hasStores) {
    throw new StorageError('storage/removed', 'the database lacks object stores of its version')
  }
  return connect(factory, { ...options, isNewer: version > nativeVersion, startTimer })
}

type ConnectOptions = DatabaseOptions & { readonly isNew: boolean; readonly isNewer: boolean; startTimer: StartTimer }

async function connect(factory: IDBFactory, options: ConnectOptions): Promise<Connection | undefined> {
  const { name, isNew, isNewer, startTimer } = options
  const database = new Dexie(name, {
    autoOpen: false,
    chromeTransactionDurability: 'strict',
    // Rows are read once and opened; a second copy of them would only take memory.
    cache: 'disabled',
    indexedDB: factory,
  })
  // Without a declared version Dexie takes a newer database as it is, instead of adding to it what it misses.
  if (!isNewer) declareVersions(database)
  if (!isNew) refuseToCreate(database)
  try {
    await withinDeadline(Promise.resolve(database.open()), startTimer, () => database.close())
  } catch (error) {
    database.close()
    if (isAbsence(error)) return undefined
    throw toStorageError(error, 'open')
  }
  return {
    database,
    headers: database.table('headers'),
    records: database.table('records'),
    entries: database.table('entries'),
    snapshots: database.table('snapshots'),
    isNewer,
    close: closeWatched(database, options.onLoss),
  }
}

/** What a refusal to create is called inside Dexie's upgrade. */
const absence = 'MfaManagerDatabaseAbsent'

/**
 * Dexie opens again by itself when a connection turns out to be dead, and would make an empty database in place of one
 * that was deleted. `populate` runs exactly then, inside the upgrade, which an error takes back.
 */
function refuseToCreate(database: Dexie): void {
  database.on('populate', () => {
    const error = new Error('the database is gone and is not made anew')
    error.name = absence
    throw error
  })
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && (error.name === absence || error.name === 'NoSuchDatabaseError')
}

/**
 * Tells `onLoss` once when the connection ends by anything but the returned function. Gives way to `versionchange` at
 * once, so that neither deletion nor an upgrade in another tab waits for this one.
 */
function closeWatched(database: Dexie, onLoss: (loss: ConnectionLoss) => void): () => void {
  let isWatching = true
  const end = (loss?: ConnectionLoss) => {
    const isLoss = isWatching && loss !== undefined
    isWatching = false
    database.close()
    if (isLoss) onLoss(loss)
  }
  database.on('versionchange', (event) => {
    end(event.newVersion === null ? 'removed' : 'upgraded')
    // Stops the chain: Dexie's own listener would let the connection open again.
    return false
  })
  // Fires for every end of a connection. Only those that the browser brings about come while this still watches.
  database.on('close', () => {
    if (isWatching) end('removed')
  })
  return () => end()
}

/**
 * Deletes the database and looks that it is gone.
 *
 * @throws {@link StorageError} with `storage/blocked` when it is still there after 3 s, `storage/unavailable` or
 * `storage/failed`.
 */
export async function deleteDatabase(options: Omit<DatabaseOptions, 'onLoss'>): Promise<void> {
  const { name, factory, startTimer = startSystemTimer } = options
  if (factory === undefined) throw new StorageError('storage/unavailable', 'there is no IndexedDB')
  await withinDeadline(requestDeletion(factory, name), startTimer)
  if ((await withinDeadline(probeDatabase(factory, name), startTimer)) !== undefined) {
    throw new StorageError('storage/blocked', 'the database is still there')
  }
}

async function requestDeletion(factory: IDBFactory, name: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      // `blocked` is no end: other tabs close when they are told, and then `success` follows.
      const request = factory.deleteDatabase(name)
      request.onsuccess = () => resolve()
      request.onerror = () => reject(request.error)
    })
  } catch (error) {
    throw toStorageError(error, 'open')
  }
}
