import { backupMediaType, fileAsPlace, handedOver, type BackupPlace, type FileHandle } from '../../../backups/index.ts'
import { TransferError, writeSelfOpening } from '../../../transfer/index.ts'
import { backupInHtml } from '../../../transfer/backup/index.ts'
import { backupsText } from '../../messages/backups.ts'
import { pickFile, sharesFiles, type FileKind } from '../../primitives/file-pickers.ts'
import { fileDate, saveFile } from '../../primitives/save-file.ts'

/** What kind of file a backup becomes. */
export type BackupFileType = 'backup' | 'page'

/** How a backup reaches the person. */
export type Delivery = 'picked' | 'shared' | 'downloaded'

/** Name and kind of a backup made at a Unix time in ms. */
export function backupFileKind(type: BackupFileType, at: number): FileKind {
  const name = `mfa-manager-${fileDate(at)}`
  const text = backupsText().dialog
  return type === 'page'
    ? { name: `${name}.html`, type: 'text/html', ending: '.html', description: text.pageDescription }
    : { name: `${name}.mfabackup`, type: backupMediaType, ending: '.mfabackup', description: text.fileDescription }
}

/** Where one backup goes. */
export interface BackupTarget {
  readonly type: BackupFileType
  readonly delivery: Delivery
  readonly place: BackupPlace
  /** What the file is called, where that is known. */
  readonly name: string
  /** Takes an empty file away again that the system's dialog has made and nothing was written to. */
  discard(): Promise<void>
}

interface TargetOptions {
  readonly type: BackupFileType
  /** Unix ms, for the name. */
  readonly at: number
  /** Lets the person start the share sheet, for which browsers want a click. Rejects when it is not to be. */
  readonly share: (file: File) => Promise<void>
}

/**
 * Asks where to save, where the browser has a dialog for that; else finds out how the file can be handed over.
 *
 * @returns `undefined` when the person has closed the dialog.
 */
export async function chooseTarget(options: TargetOptions): Promise<BackupTarget | undefined> {
  const kind = backupFileKind(options.type, options.at)
  if ('showSaveFilePicker' in window) {
    const handle = await pickFile(kind)
    return handle && pickedTarget(options.type, handle)
  }
  const shares = sharesFiles(kind)
  const place = handedOver(shares ? options.share : download, kind)
  return {
    type: options.type,
    delivery: shares ? 'shared' : 'downloaded',
    place: asType(options.type, place),
    name: kind.name,
    discard: () => Promise.resolve(),
  }
}

function pickedTarget(type: BackupFileType, handle: FileHandle): BackupTarget {
  return {
    type,
    delivery: 'picked',
    place: asType(type, fileAsPlace(handle)),
    name: handle.name,
    discard: async () => {
      const { byteLength } = await (await handle.getFile()).arrayBuffer()
      if (byteLength === 0) await handle.remove?.()
    },
  }
}

/** Starts a download of a file that is in memory. */
export async function download(file: File): Promise<void> {
  saveFile({ name: file.name, type: file.type, content: new Uint8Array(await file.arrayBuffer()) })
}

/** Puts the backup into the page that opens it, and finds it there again. */
function asType(type: BackupFileType, place: BackupPlace): BackupPlace {
  if (type === 'backup') return place
  return {
    ...place,
    put: async (bytes) => backupIn(await place.put(await writeSelfOpening(bytes))),
  }
}

/**
 * The backup in a file: the file itself, or what a self-opening page holds.
 *
 * @throws {@link TransferError} with `transfer/backup-differs` for a page that holds none.
 */
function backupIn(page: Uint8Array): Uint8Array {
  const text = backupInHtml(new TextDecoder().decode(page))
  if (text === undefined) throw new TransferError('transfer/backup-differs', 'the page holds no backup')
  return new TextEncoder().encode(text)
}
