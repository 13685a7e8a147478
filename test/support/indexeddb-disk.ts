import { createVaultStore, type StartTimer, type VaultStore } from '../../src/storage/index.ts'
import { pickHeader } from '../../src/vault/header-copies.ts'
import type { Disk, ObjectStoreName } from './disk.ts'

let count = 0

/** A fresh database name, so that tests do not see each other. */
export function freshDatabaseName(): string {
  return `test-${Date.now()}-${count++}`
}

/** The browser's own IndexedDB. */
export function createIndexedDbDisk(name = freshDatabaseName(), startTimer?: StartTimer): Disk {
  const openStore = (): VaultStore =>
    createVaultStore({ name, pickHeader, ...(startTimer === undefined ? {} : { startTimer }) })
  return {
    openStore,
    rows: (store) => withStore(name, store, 'readonly', (objects) => objects.getAll()),
    put: (store, row) => withStore(name, store, 'readwrite', (objects) => objects.put(row)).then(() => undefined),
    remove: (store, key) => withStore(name, store, 'readwrite', (objects) => objects.delete(key)).then(() => undefined),
    exists: async () => (await databaseNames()).includes(name),
    clear: () => answerOf(indexedDB.deleteDatabase(name)).then(() => undefined),
  }
}

/**
 * Names of the databases that there are. WebKit also lists those whose first upgrade was aborted, with version 0: there
 * is nothing in them, and opening one makes it anew.
 */
export async function databaseNames(): Promise<readonly (string | undefined)[]> {
  const databases = await indexedDB.databases()
  return databases.filter(({ version }) => version !== 0).map(({ name }) => name)
}

/** Opens a database as it is, without the app's code. */
export function openNatively(name: string): Promise<IDBDatabase> {
  return answerOf(indexedDB.open(name))
}

/** Makes a database of any version with the given object stores, past the app, and closes it. */
export async function makeDatabase(name: string, version: number, stores: Readonly<Record<string, string>>) {
  const request = indexedDB.open(name, version)
  request.onupgradeneeded = () => {
    for (const [store, keyPath] of Object.entries(stores)) {
      if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store, { keyPath })
    }
  }
  const database = await answerOf(request)
  database.close()
}

/** A request's result as a promise. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function withStore<T>(
  name: string,
  store: ObjectStoreName,
  mode: IDBTransactionMode,
  work: (objects: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openNatively(name)
  const transaction = database.transaction(store, mode)
  const answer = await answerOf(work(transaction.objectStore(store)))
  await new Promise((resolve) => {
    transaction.oncomplete = resolve
  })
  database.close()
  return answer
}
