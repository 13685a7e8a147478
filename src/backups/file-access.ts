import type { BackupPlace } from './make-backup.ts'

/** The part of a FileSystemFileHandle (File System Access) that is used. */
export interface FileHandle {
  readonly kind: 'file'
  readonly name: string
  getFile(): Promise<{ arrayBuffer(): Promise<ArrayBuffer> }>
  createWritable(): Promise<{ write(bytes: Uint8Array<ArrayBuffer>): Promise<void>; close(): Promise<void> }>
  /** Deletes the file; not in every browser that has handles. */
  remove?(): Promise<void>
  queryPermission?(descriptor: { readonly mode: 'readwrite' }): Promise<PermissionState>
  requestPermission?(descriptor: { readonly mode: 'readwrite' }): Promise<PermissionState>
}

/** The part of a FileSystemDirectoryHandle that is used. */
export interface FolderHandle {
  readonly kind: 'directory'
  readonly name: string
  getFileHandle(name: string, options: { readonly create: boolean }): Promise<FileHandle>
  removeEntry(name: string): Promise<void>
  keys(): AsyncIterable<string>
  queryPermission?(descriptor: { readonly mode: 'readwrite' }): Promise<PermissionState>
  requestPermission?(descriptor: { readonly mode: 'readwrite' }): Promise<PermissionState>
}

/** A file that exists or is to be made. What was in it stays until the new bytes are all there. */
export function fileAsPlace(handle: FileHandle): BackupPlace {
  return {
    put: async (bytes) => {
      const writable = await handle.createWritable()
      await writable.write(bytes)
      await writable.close()
      return new Uint8Array(await (await handle.getFile()).arrayBuffer())
    },
  }
}

const numbered = /^mfa-manager-\d{4}-\d{2}-\d{2}-\d{6}\.mfabackup$/

/** Name of a backup in a folder of many, from Unix ms, in UTC so that names sort by time: `mfa-manager-2026-11-22-101500.mfabackup`. */
export function folderFileName(at: number): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T')
  return `mfa-manager-${date}-${time.slice(0, 8).replaceAll(':', '')}.mfabackup`
}

/**
 * A folder in which each backup is a file of its own.
 *
 * @param at - Unix ms, for the name.
 */
export function folderAsPlace(folder: FolderHandle, at: number): BackupPlace {
  return {
    put: async (bytes) => fileAsPlace(await folder.getFileHandle(folderFileName(at), { create: true })).put(bytes),
  }
}

/** Removes our oldest files from a folder. Called after the newest was verified, so that one good one is always there. */
export async function thinOut(folder: FolderHandle, keep: number): Promise<void> {
  const names: string[] = []
  for await (const name of folder.keys()) if (numbered.test(name)) names.push(name)
  for (const name of names.toSorted().slice(0, Math.max(0, names.length - keep))) await folder.removeEntry(name)
}

/**
 * A file that the browser downloads or shares. Once it has gone, nobody can read it again, so what is checked is the file
 * that then goes.
 */
export function handedOver(
  deliver: (file: File) => Promise<void>,
  { name, type }: { readonly name: string; readonly type: string },
): BackupPlace {
  let file: File | undefined
  return {
    put: async (bytes) => {
      file = new File([bytes], name, { type })
      return new Uint8Array(await file.arrayBuffer())
    },
    handOver: async () => {
      if (file) await deliver(file)
    },
  }
}
