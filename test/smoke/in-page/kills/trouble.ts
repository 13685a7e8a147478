import type { VaultStatus } from '../../../../src/vault/index.ts'
import { outcomeOf } from '../../../support/outcome.ts'
import { databaseNames } from '../../../support/indexeddb-disk.ts'
import { databaseName, readImage, writeImage, type Image } from './image.ts'
import { armSteps } from './steps.ts'
import { openTab, passphrases, seedRandom } from './worlds.ts'
import { writes, type Write, type WriteName } from './writes.ts'

const fillerName = 'filler'

/** Takes what is left of the room for databases. */
export async function fillUp(): Promise<void> {
  const opening = indexedDB.open(fillerName)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('bytes', { autoIncrement: true }))
  const database = await new Promise<IDBDatabase>((resolve) =>
    opening.addEventListener('success', () => resolve(opening.result)),
  )
  const put = (size: number) =>
    new Promise<boolean>((resolve) => {
      const transaction = database.transaction('bytes', 'readwrite', { durability: 'strict' })
      transaction.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(size)))
      transaction.addEventListener('complete', () => resolve(true))
      transaction.addEventListener('abort', () => resolve(false))
    })
  for (let size = 65_536; size >= 16; size /= 2) while (await put(size)) continue
  database.close()
}

/** Gives the room back. */
export async function emptyOut(): Promise<void> {
  await new Promise<void>((resolve) => {
    indexedDB.deleteDatabase(fillerName).addEventListener('success', () => resolve())
  })
}

/** What came of a write that was done twice, the first time without room. */
export interface Tried {
  readonly first: string
  /** What lay there after the first time. */
  readonly left: Image
  readonly second: string
}

/** Writes on a full disk, and once more when there is room again. */
export async function writeWithoutRoom(name: WriteName, start: Image): Promise<Tried> {
  await writeImage(start)
  seedRandom(3)
  const write: Write = writes[name]
  const vault = await openTab(write.options?.())
  if (!write.fromLocked) await vault.unlock(passphrases[0])
  await fillUp()
  const first = await outcomeOf(() => write.run(vault, undefined))
  const left = await readImage()
  await emptyOut()
  const second = first === 'success' ? first : await outcomeOf(() => write.run(vault, undefined))
  vault.close()
  return { first, left, second }
}

/** What was seen of a vault whose database was deleted while it wrote. */
export interface Bereft {
  readonly outcome: string
  readonly status: VaultStatus
  /** Accounts that could still be saved. */
  readonly accounts: number
  readonly isThere: boolean
  /** False: the write had ended before it came to that step. */
  readonly wasDeleted: boolean
}

/** Deletes the database under a write, at one of its steps. */
export async function writeBereft(name: WriteName, start: Image, at: number): Promise<Bereft> {
  await writeImage(start)
  const vault = await openTab()
  await vault.unlock(passphrases[0])
  let deleted: Promise<unknown> | undefined
  armSteps(at, () => {
    const request = indexedDB.deleteDatabase(databaseName)
    deleted = new Promise((resolve) => request.addEventListener('success', resolve))
  })
  const outcome = await outcomeOf(() => writes[name].run(vault, undefined))
  armSteps()
  await deleted
  const wasDeleted = deleted !== undefined
  // The news comes behind the deletion.
  const last = wasDeleted ? 50 : 0
  for (let turn = 0; turn < last && vault.status().name === 'unlocked'; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const isThere = (await databaseNames()).includes(databaseName)
  const seen = { outcome, status: vault.status(), accounts: vault.accountsForBackup().length, isThere, wasDeleted }
  vault.close()
  return seen
}
