import { decodeBase64url, encodeBase64url } from '../../../../src/encoding/index.ts'
import { databaseNames, openNatively } from '../../../support/indexeddb-disk.ts'

/** The name of the app's database, which these tests have as well: their origin is one of their own. */
export const databaseName = 'mfa-manager'

const anchorKey = 'mfa-manager:anchor'
const layout = { headers: 'copy', records: 'id', entries: 'id', snapshots: 'id' } as const
type StoreName = keyof typeof layout
const storeNames = Object.keys(layout) as StoreName[]

/** Everything that an origin keeps of a vault. Each store as one text, so that states are compared to the byte. */
export type Image = Readonly<Record<StoreName, string>> & {
  /** False: there is no database. */
  readonly exists: boolean
  readonly anchor: string | null
}

/** Reads what is there, without the app's code. */
export async function readImage(): Promise<Image> {
  const empty = { headers: '[]', records: '[]', entries: '[]', snapshots: '[]' }
  const anchor = localStorage.getItem(anchorKey)
  if (!(await databaseNames()).includes(databaseName)) return { ...empty, exists: false, anchor }
  const database = await openNatively(databaseName)
  const found = storeNames.filter((name) => database.objectStoreNames.contains(name))
  const texts: Partial<Record<StoreName, string>> = {}
  if (found.length > 0) {
    const transaction = database.transaction(found)
    const requests = found.map((name) => [name, transaction.objectStore(name).getAll()] as const)
    await ended(transaction)
    for (const [name, { result }] of requests) texts[name] = JSON.stringify(result, bytesAsText)
  }
  database.close()
  return { ...empty, ...texts, exists: true, anchor }
}

/** Puts everything back as it was. */
export async function writeImage(image: Image): Promise<void> {
  if (image.anchor === null) localStorage.removeItem(anchorKey)
  else localStorage.setItem(anchorKey, image.anchor)
  if (!image.exists) {
    await answered(indexedDB.deleteDatabase(databaseName))
    return
  }
  const opening = indexedDB.open(databaseName, 10)
  opening.addEventListener('upgradeneeded', () => {
    for (const name of storeNames) opening.result.createObjectStore(name, { keyPath: layout[name] })
  })
  const database = await answered(opening)
  const transaction = database.transaction(storeNames, 'readwrite')
  for (const name of storeNames) {
    const objects = transaction.objectStore(name)
    objects.clear()
    for (const row of JSON.parse(image[name], textAsBytes) as unknown[]) objects.put(row)
  }
  await ended(transaction)
  database.close()
}

const bytesMark = 'bytes:'

function bytesAsText(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? bytesMark + encodeBase64url(value) : value
}

function textAsBytes(_: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith(bytesMark)
    ? decodeBase64url(value.slice(bytesMark.length))
    : value
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no answer')))
  })
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')))
  })
}
