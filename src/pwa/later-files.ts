import type { StorageStatus } from './storage-status.ts'

/** A file of the build and what it must be (Subresource Integrity). */
export interface LaterFile {
  /** Relative to the app's folder; holds a digest of the content. */
  readonly url: string
  readonly integrity?: string | undefined
}

/** Files that are stored when they are first used, or when nothing else is to be done. */
export interface LaterFiles {
  has(href: string): boolean
  /** The file: stored, or from the network and stored then. */
  answer(href: string): Promise<Response>
  /**
   * Stores those that are not there yet, one after the other. Ends quietly where the network does, and where storage
   * has little room left.
   */
  fetchAll(): Promise<void>
  /** Drops the files of other versions. */
  forgetOthers(): Promise<void>
}

const cacheName = 'later-files'

/** Bytes that must stay free for what only the person has, before anything is stored that could be fetched again. */
const spareBytes = 32 * 1024 * 1024

/**
 * Whether most visits do without this file: readers of other apps' exports, decoders of pictures, the page of a backup.
 *
 * @param url - Relative to the app's folder.
 */
export function isLaterFile(url: string): boolean {
  return /^assets\/(?:later\/|(?:import|decode)\.worker-|zxing_reader-|virtual_viewer-)/.test(url)
}

/**
 * The second half of what works offline: too much to be waited for at the first visit, and too good to be missed later.
 *
 * @param files - Of this version.
 * @param scope - The app's folder.
 * @param storage - Of this origin.
 */
export function createLaterFiles(
  files: readonly LaterFile[],
  scope: string,
  storage: Pick<StorageStatus, 'estimate'>,
): LaterFiles {
  const byHref = new Map(files.map((file) => [new URL(file.url, scope).href, file]))
  const fetched = async (href: string, cache: Cache): Promise<Response> => {
    const { integrity } = byHref.get(href) ?? {}
    const response = await fetch(new Request(href, { cache: 'no-cache', ...(integrity && { integrity }) }))
    // A full disk is no reason to keep the file from the page.
    if (response.ok) await cache.put(href, response.clone()).catch(() => undefined)
    return response
  }
  const hasRoom = async (): Promise<boolean> => {
    const room = await storage.estimate()
    return room === 'unknown' || room.quota - room.usage > spareBytes
  }
  return {
    has: (href) => byHref.has(href),
    answer: async (href) => {
      const cache = await caches.open(cacheName)
      return (await cache.match(href)) ?? fetched(href, cache)
    },
    fetchAll: async () => {
      const cache = await caches.open(cacheName)
      for (const href of byHref.keys()) {
        if (await cache.match(href)) continue
        if (!(await hasRoom())) return
        const response = await fetched(href, cache).catch(() => undefined)
        if (response === undefined) return
      }
    },
    forgetOthers: async () => {
      const cache = await caches.open(cacheName)
      for (const { url } of await cache.keys()) if (!byHref.has(url)) await cache.delete(url)
    },
  }
}

/** Asks the service worker for the files that can come later, unless the person saves data. */
export function fetchLaterFiles({ serviceWorker, connection }: LaterNavigator): void {
  if (connection?.saveData !== true) serviceWorker?.controller?.postMessage({ type: 'FETCH_LATER' })
}

/** The part of `navigator` that is used. */
export interface LaterNavigator {
  readonly serviceWorker?: { readonly controller: Pick<ServiceWorker, 'postMessage'> | null }
  /** Network Information API; not everywhere. */
  readonly connection?: { readonly saveData?: boolean }
}
