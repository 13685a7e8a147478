import { deleteDatabase, systemIndexedDb } from './database.ts'
import { startSystemTimer, withinDeadline, type StartTimer } from './deadline.ts'
import { StorageError, toStorageError } from './errors.ts'
import { probeDatabase } from './probe.ts'

/**
 * A database beside the vault's for trying storage out. Every call opens a connection of its own, so that what is read is
 * what was stored. All calls reject with {@link StorageError}.
 */
export interface Scratch {
  /** Stores bytes in the place of those before, durability `strict`; makes the database where it is absent. */
  put(bytes: Uint8Array): Promise<void>
  /** What lies there; `undefined`: nothing, or no database. Makes none. */
  read(): Promise<Uint8Array | undefined>
  /** Deletes the database and looks that it is gone. Does nothing where there is none. */
  remove(): Promise<void>
}

/** What {@link createScratch} needs to know. */
export interface ScratchOptions {
  readonly name?: string
  readonly factory?: IDBFactory | undefined
  readonly startTimer?: StartTimer | undefined
}

/** Not the name of the vault's database, nor the beginning of what anybody looks for. */
const defaultScratchName = 'mfa-manager-self-test'
const rows = 'rows'
const key = 0

/** A {@link Scratch}. Nothing is opened before it is asked to do something. */
export function createScratch(options: ScratchOptions = {}): Scratch {
  const { name = defaultScratchName, startTimer = startSystemTimer } = options
  const factory = 'factory' in options ? options.factory : systemIndexedDb()
  const use = <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const asked = async (): Promise<T> => {
      if (factory === undefined) throw new StorageError('storage/unavailable', 'there is no IndexedDB')
      const database = await openScratch(factory, name)
      try {
        return await finished(database.transaction(rows, mode, { durability: 'strict' }), work)
      } finally {
        database.close()
      }
    }
    return withinDeadline(translated(asked), startTimer)
  }
  return {
    put: async (bytes) => {
      await use('readwrite', (store) => store.put(Uint8Array.from(bytes), key))
    },
    read: async () => {
      if (factory !== undefined && (await withinDeadline(probeDatabase(factory, name), startTimer)) === undefined) {
        return undefined
      }
      const found: unknown = await use('readonly', (store) => store.get(key) as IDBRequest<unknown>)
      return found instanceof Uint8Array ? found : undefined
    },
    remove: () => deleteDatabase({ name, factory, startTimer }),
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toStorageError(error, 'use')
  }
}

function openScratch(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1)
    request.onupgradeneeded = () => void request.result.createObjectStore(rows)
    request.onsuccess = () => {
      const database = request.result
      // Neither a test in another tab nor erasing waits for this one.
      database.onversionchange = () => database.close()
      resolve(database)
    }
    request.onerror = (event) => {
      event.preventDefault()
      reject(toStorageError(request.error, 'open'))
    }
  })
}

/** Resolves when the transaction is on disk. */
function finished<T>(transaction: IDBTransaction, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore(rows))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error ?? request.error ?? new Error('aborted'))
  })
}
