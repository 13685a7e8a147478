import { CodedError } from '../errors.ts'

/** What storage refuses or reports, and why. */
export type StorageErrorCode =
  /** There is no IndexedDB here, or the browser denies it to this site. */
  | 'storage/unavailable'
  /** No answer in time: another tab holds the database, or the browser's storage is stuck. */
  | 'storage/blocked'
  /** The disk, or this site's share of it, is full. Nothing was written. */
  | 'storage/quota'
  /** Somebody else wrote first: the epoch is not the one that the change was made for. Nothing was written. */
  | 'storage/conflict'
  /** The database, or a part of it, is gone; it is not made anew. */
  | 'storage/removed'
  /** The database was written by a newer version of the app. It can be read, not changed. */
  | 'storage/too-new'
  /** Anything else that IndexedDB reports. `cause` has it. */
  | 'storage/failed'

/** Thrown by the storage room. */
export class StorageError extends CodedError<StorageErrorCode> {
  override readonly name = 'StorageError'
}

/** Both native and Dexie's errors are told apart by name only; these say the same whenever they come. */
const codeByName: Readonly<Record<string, StorageErrorCode>> = {
  QuotaExceededError: 'storage/quota',
  MissingAPIError: 'storage/unavailable',
  SecurityError: 'storage/unavailable',
  NotAllowedError: 'storage/unavailable',
  VersionError: 'storage/too-new',
  DatabaseClosedError: 'storage/removed',
  NoSuchDatabaseError: 'storage/removed',
  // An object store that was asked for is not there.
  NotFoundError: 'storage/removed',
  InvalidTableError: 'storage/removed',
}

/** Firefox, where storage is denied, lets `open` fail with the name that a closed connection has otherwise. */
const invalidStateMeans = { open: 'storage/unavailable', use: 'storage/removed' } as const

/**
 * Translates what IndexedDB or Dexie threw. The only place that knows their names.
 *
 * A full disk comes as an `AbortError` with the reason inside, so causes are looked at before the error itself. An
 * `AbortError` of the platform that hides nothing passes through untouched: it means that somebody cancelled.
 *
 * @param stage - `open`: while a connection was made; `use`: on a connection.
 * @returns What to throw: a {@link StorageError}, or `thrown` itself where it already is one.
 */
export function toStorageError(thrown: unknown, stage: 'open' | 'use'): Error {
  if (thrown instanceof StorageError) return thrown
  for (const error of innermostFirst(thrown)) {
    const name = nameOf(error)
    const code = name === 'InvalidStateError' ? invalidStateMeans[stage] : codeByName[name]
    if (code !== undefined) return new StorageError(code, `IndexedDB reported ${name}`, { cause: thrown })
  }
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return thrown
  return new StorageError('storage/failed', `IndexedDB reported ${nameOf(thrown)}`, { cause: thrown })
}

/** Dexie keeps what caused an error as `inner`. Four deep is more than it ever nests. */
function innermostFirst(thrown: unknown): readonly unknown[] {
  const chain: unknown[] = []
  for (let error = thrown; isObject(error) && chain.length < 4; error = error['inner']) chain.unshift(error)
  return chain
}

function nameOf(error: unknown): string {
  return isObject(error) && typeof error['name'] === 'string' ? error['name'] : typeof error
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
