import { Dexie, type Table } from 'dexie'
import type { FileHandle, FolderHandle } from './file-access.ts'

const databaseName = 'mfa-manager-places'

/**
 * Where the browser's handle of the file or folder for automatic backups lies. A handle can be neither sealed nor written
 * down; beside it there is nothing, and it says nothing of what is in the vault.
 */
export interface HandleStore {
  read(): Promise<FileHandle | FolderHandle | undefined>
  put(handle: FileHandle | FolderHandle): Promise<void>
  /** Deletes the whole database. */
  remove(): Promise<void>
}

interface HandleRow {
  readonly id: number
  readonly handle: FileHandle | FolderHandle
}

/** The store of this browser. A connection lasts for one call. */
export function createHandleStore(name = databaseName): HandleStore {
  const withTable = async <T>(use: (table: Table<HandleRow, number>) => Promise<T>): Promise<T> => {
    const database = new Dexie(name)
    database.version(1).stores({ handles: 'id' })
    try {
      return await use(database.table('handles'))
    } finally {
      database.close()
    }
  }
  return {
    read: () => withTable(async (table) => (await table.get(0))?.handle),
    put: (handle) => withTable(async (table) => void (await table.put({ id: 0, handle }))),
    remove: () => Dexie.delete(name),
  }
}
