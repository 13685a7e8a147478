import type { BrowserContext, Page } from '@playwright/test'

/** Takes the browser's dialogs for saving away, as in Firefox and Safari: files are downloaded then. */
export async function withoutPickers(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker')
    Reflect.deleteProperty(window, 'showDirectoryPicker')
  })
}

/**
 * Puts files and folders of the origin's own into the place of what the system's dialogs would give: real handles, which
 * can be stored and written, and need no person. Where `window.closesDialogs` is true, the person closes the dialog;
 * where `window.permission` is set, it is what the browser says of permission until it is asked for.
 */
export async function withOwnFiles(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // A blank page has none of it.
    if (!('FileSystemHandle' in window)) return
    const view = window as unknown as {
      closesDialogs?: boolean
      permission?: PermissionState
      showSaveFilePicker(options: { suggestedName: string }): Promise<unknown>
      showDirectoryPicker(): Promise<unknown>
    }
    const root = (): Promise<FileSystemDirectoryHandle> => {
      if (view.closesDialogs) throw new DOMException('The user aborted a request.', 'AbortError')
      return navigator.storage.getDirectory()
    }
    view.showSaveFilePicker = async ({ suggestedName }) => (await root()).getFileHandle(suggestedName, { create: true })
    view.showDirectoryPicker = async () => (await root()).getDirectoryHandle('Backups', { create: true })
    Object.assign(FileSystemHandle.prototype, {
      queryPermission: async () => view.permission ?? 'granted',
      requestPermission: async () => (view.permission = 'granted'),
    })
  })
}

/** The files that were written, by path, with their content. */
export async function ownFiles(page: Page): Promise<ReadonlyMap<string, Buffer>> {
  const found = await page.evaluate(async () => {
    const files: (readonly [string, string])[] = []
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      // Not in every version of the types.
      const entries = (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values()
      for await (const entry of entries) {
        if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle, `${path}${entry.name}/`)
        else {
          const bytes = new Uint8Array(await (await (entry as FileSystemFileHandle).getFile()).arrayBuffer())
          files.push([path + entry.name, bytes.reduce((text, byte) => text + String.fromCharCode(byte), '')])
        }
      }
    }
    for (;;) {
      try {
        files.length = 0
        await walk(await navigator.storage.getDirectory(), '')
        return files
      } catch (error) {
        // The app has written or removed one meanwhile.
        if (!(error instanceof DOMException)) throw error
      }
    }
  })
  return new Map(found.map(([path, text]) => [path, Buffer.from(text, 'latin1')]))
}
