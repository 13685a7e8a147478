import { toStorageError } from './errors.ts'

/** What IndexedDB itself says about a database, before Dexie touches it. */
export interface NativeDatabase {
  /** IndexedDB's own version number; Dexie's times ten. */
  readonly version: number
  readonly objectStores: readonly string[]
}

/**
 * Looks whether a database exists, and never makes one.
 *
 * [Note: looking without making] `open` without a version makes an empty database where there is none. Aborting the
 * upgrade that this starts takes the new database back, in every engine (WebKit goes on listing its name, with version
 * 0), which `indexedDB.databases()` (absent from older Firefox) would only spare us. Deleting it afterwards instead could hit a vault that another tab is making just
 * then. Dexie cannot be asked: it opens newer databases without a word and adds what it misses to them.
 *
 * @returns `undefined`: there is no such database.
 * @throws {@link StorageError}
 */
export function probeDatabase(factory: IDBFactory, name: string): Promise<NativeDatabase | undefined> {
  return new Promise((resolve, reject) => {
    let isAbsent = false
    const request = openRequest(factory, name)
    request.onupgradeneeded = (event) => {
      isAbsent = event.oldVersion === 0
      if (isAbsent) request.transaction?.abort()
    }
    request.onsuccess = () => {
      const { version, objectStoreNames } = request.result
      request.result.close()
      resolve({ version, objectStores: [...objectStoreNames] })
    }
    request.onerror = (event) => {
      event.preventDefault()
      if (isAbsent) resolve(undefined)
      else reject(toStorageError(request.error, 'open'))
    }
  })
}

function openRequest(factory: IDBFactory, name: string): IDBOpenDBRequest {
  try {
    return factory.open(name)
  } catch (error) {
    throw toStorageError(error, 'open')
  }
}
