import type { FileHandle, FolderHandle } from '../../backups/index.ts'

/** What a file that is to be saved is called, and what it is. */
export interface FileKind {
  readonly name: string
  /** Media type without parameters. */
  readonly type: string
  /** With its dot, as the dialog of the system filters by it. */
  readonly ending: string
  /** What the dialog of the system calls such files. */
  readonly description: string
}

/** The File System Access part of a window, which only Chromium has. */
export interface PickerWindow {
  showSaveFilePicker?(options: {
    readonly id: string
    readonly startIn: 'documents'
    readonly suggestedName: string
    readonly types: readonly { readonly description: string; readonly accept: Readonly<Record<string, string[]>> }[]
  }): Promise<FileHandle>
  showDirectoryPicker?(options: {
    readonly id: string
    readonly startIn: 'documents'
    readonly mode: 'readwrite'
  }): Promise<FolderHandle>
}

const place = { id: 'backups', startIn: 'documents' } as const

/** Whether this browser lets a page keep a file or a folder open. */
export function canPickFiles(view: PickerWindow = window as PickerWindow): boolean {
  return view.showSaveFilePicker !== undefined && view.showDirectoryPicker !== undefined
}

/**
 * Asks where to save. To be called while a click is being handled, before anything is waited for.
 *
 * @returns `undefined` when the person has closed the dialog.
 * @throws whatever else the browser refuses with.
 */
export function pickFile(kind: FileKind, view: PickerWindow = window as PickerWindow): Promise<FileHandle | undefined> {
  const { name, type, ending, description } = kind
  const types = [{ description, accept: { [type]: [ending] } }]
  return unlessClosed(() => view.showSaveFilePicker?.({ ...place, suggestedName: name, types }))
}

/** Asks for a folder that may be written, as {@link pickFile}. */
export function pickFolder(view: PickerWindow = window as PickerWindow): Promise<FolderHandle | undefined> {
  return unlessClosed(() => view.showDirectoryPicker?.({ ...place, mode: 'readwrite' }))
}

async function unlessClosed<Handle>(pick: () => Promise<Handle> | undefined): Promise<Handle | undefined> {
  try {
    return await pick()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined
    throw error
  }
}

/** Whether files of this kind go over the share sheet: where there is one, on devices without files to speak of. */
export function sharesFiles(kind: FileKind, view: Window = window): boolean {
  if (!view.matchMedia('(pointer: coarse)').matches) return false
  const { navigator } = view
  // What the browser shares, it tells by name and type.
  const files = [new File([], kind.name, { type: kind.type })]
  return typeof navigator.canShare === 'function' && navigator.canShare({ files })
}
