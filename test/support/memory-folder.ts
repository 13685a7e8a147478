import type { FileHandle, FolderHandle } from '../../src/backups/index.ts'

/** A folder in memory with the part of the File System Access API that is used. */
export interface MemoryFolder {
  readonly handle: FolderHandle
  readonly files: Map<string, Uint8Array>
  permission: PermissionState
  /** What reading or writing fails with, until it is taken away. */
  failure: Error | undefined
}

/** An empty folder that may be written. */
export function createMemoryFolder(): MemoryFolder {
  const files = new Map<string, Uint8Array>()
  const folder: MemoryFolder = {
    files,
    permission: 'granted',
    failure: undefined,
    handle: {
      kind: 'directory',
      name: 'Backups',
      getFileHandle: (name) => Promise.resolve(fileIn(folder, name)),
      removeEntry: (name) => Promise.resolve(void files.delete(name)),
      keys: async function* () {
        yield* files.keys()
      },
      queryPermission: () => Promise.resolve(folder.permission),
    },
  }
  return folder
}

/** One file of a folder. */
export function fileIn(folder: MemoryFolder, name: string): FileHandle {
  return {
    kind: 'file',
    name,
    queryPermission: () => Promise.resolve(folder.permission),
    getFile: () =>
      Promise.resolve({ arrayBuffer: () => Promise.resolve(new Uint8Array(folder.files.get(name) ?? []).buffer) }),
    createWritable: () => {
      if (folder.failure) return Promise.reject(folder.failure)
      let written = new Uint8Array()
      return Promise.resolve({
        write: (bytes) => {
          written = bytes.slice()
          return Promise.resolve()
        },
        close: () => Promise.resolve(void folder.files.set(name, written)),
      })
    },
  }
}
