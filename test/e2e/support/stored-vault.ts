import type { Page } from '@playwright/test'
import { expect } from './test.ts'

const databaseName = 'mfa-manager'

/** Where the app keeps what in IndexedDB. */
export type StoreName = 'headers' | 'records' | 'entries'

/** A stored row. On this side of the browser, bytes are lists of numbers. */
export type Row = Record<string, unknown>

/** One copy of the vault's header, as far as tests change it. */
export type Header = Row & { readonly slots: readonly Row[] }

/** Reads a store past the app, as someone with the browser's profile could. */
export async function readRows(page: Page, store: StoreName): Promise<Row[]> {
  return page.evaluate(
    ([name, store]) =>
      new Promise<Row[]>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')))
        opening.addEventListener('success', () => {
          const request = opening.result.transaction(store).objectStore(store).getAll()
          request.addEventListener('success', () => {
            const rows = request.result as Row[]
            opening.result.close()
            const plain = (value: unknown) => (value instanceof Uint8Array ? [...value] : value)
            resolve(rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, v]) => [key, plain(v)]))))
          })
        })
      }),
    [databaseName, store] as const,
  )
}

/** Writes to a store past the app. `n` and `c` become bytes again. */
export async function writeRows(
  page: Page,
  store: StoreName,
  change: { readonly puts?: readonly Row[]; readonly removes?: readonly (string | number)[] },
): Promise<void> {
  await page.evaluate(
    ([name, store, puts, removes]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')))
        opening.addEventListener('success', () => {
          const transaction = opening.result.transaction(store, 'readwrite')
          const objects = transaction.objectStore(store)
          for (const key of removes) objects.delete(key)
          for (const row of puts) {
            const bytes = ['n', 'c'].flatMap((key) =>
              Array.isArray(row[key]) ? [[key, Uint8Array.from(row[key] as number[])]] : [],
            )
            objects.put({ ...row, ...(Object.fromEntries(bytes) as Row) })
          }
          transaction.addEventListener('complete', () => {
            opening.result.close()
            resolve()
          })
          transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')))
        })
      }),
    [databaseName, store, change.puts ?? [], change.removes ?? []] as const,
  )
}

/** Rewrites both copies of the header. */
export async function changeHeaders(page: Page, change: (header: Header) => Row): Promise<void> {
  const rows = await readRows(page, 'headers')
  await writeRows(page, 'headers', { puts: rows.map((row) => ({ ...row, header: change(row['header'] as Header) })) })
}

/** Rewrites every slot in both copies of the header. */
export function changeSlots(page: Page, change: (slot: Row) => Row): Promise<void> {
  return changeHeaders(page, (header) => ({ ...header, slots: header.slots.map(change) }))
}

/** Ids of all stored records. */
export async function recordIds(page: Page): Promise<string[]> {
  return (await readRows(page, 'records')).map((row) => String(row['id']))
}

/** Names of the databases of the page's origin. */
export function databaseNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name }) => name ?? []))
}

/** Deletes the database past the app, and resolves when it is gone. */
export function deleteStoredVault(page: Page): Promise<void> {
  return page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name)
        request.addEventListener('success', () => resolve())
        request.addEventListener('error', () => reject(request.error ?? new Error('not deleted')))
      }),
    databaseName,
  )
}

/** What the browser remembers of a vault beside the database: `vaultId:epoch`. */
export function readAnchor(page: Page): Promise<string | null> {
  return page.evaluate(() => localStorage.getItem('mfa-manager:anchor'))
}

/** Does something that the app writes, and waits until that is on disk: the anchor rises right after it. */
export async function untilWritten(page: Page, act: () => Promise<unknown>): Promise<void> {
  const before = await readAnchor(page)
  await act()
  await expect.poll(() => readAnchor(page)).not.toBe(before)
}

/** A page of the app's own origin that is not the app: a place to look at its storage from. */
export async function openBeside(page: Page): Promise<Page> {
  const beside = await page.context().newPage()
  await beside.goto('./healthz')
  return beside
}

/**
 * Opens the database past the app and keeps it open, deaf to everyone who wants it: as an old version of the app, or
 * another program, might.
 *
 * @param version - IndexedDB's own number; absent: whatever is there.
 * @param stores - Object stores to make, where this makes or upgrades the database.
 */
export async function holdDatabase(page: Page, version?: number, stores: readonly string[] = []): Promise<void> {
  await page.evaluate(
    ([name, version, stores]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, version ?? undefined)
        request.addEventListener('upgradeneeded', () => {
          for (const store of stores) request.result.createObjectStore(store, { keyPath: 'id' })
        })
        request.addEventListener('error', () => reject(request.error ?? new Error('not opened')))
        request.addEventListener('success', () => {
          // Kept from the garbage collector, which would close it.
          Object.assign(window, { held: request.result })
          resolve()
        })
      }),
    [databaseName, version ?? null, stores] as const,
  )
}
