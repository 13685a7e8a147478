import { manifestEntry, manifestText, parseHeader, sealRecord, signManifest } from '../crypto/index.ts'
import type { ManifestEntry, RandomSource, Slot, VaultHeader, VaultKeys } from '../crypto/index.ts'
import { StorageError, type VaultChange, type VaultStore } from '../storage/index.ts'
import { raiseAnchor } from './anchor.ts'
import { requireWritable, type VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { formatRecord, type WritableContent } from './record.ts'
import type { Session } from './session.ts'
import { createState, nextState, type VaultState } from './vault-state.ts'

/** The Web Lock that a tab holds while it writes. */
const writeLockName = 'mfa-manager-write'

/** How often a change is made anew for a state that another tab has moved on. Each time, somebody else has succeeded. */
const attempts = 8

/** A record's new content. */
export interface RecordPut {
  readonly id: string
  readonly content: WritableContent
}

/** What a change does to a state, and what its caller is told once that is on disk. */
interface Mutation<T> {
  readonly puts?: readonly RecordPut[]
  readonly removes?: readonly string[]
  /** All slots, where they change. */
  readonly slots?: readonly Slot[]
  readonly result: T
}

/** Somebody waits for a write of very many records. */
export interface WriteWatch {
  /** Until the transaction begins, ends the write with nothing written. */
  readonly signal?: AbortSignal | undefined
  /** Called after each record that is sealed, with how many are by then. */
  readonly onSealed?: ((sealed: number) => void) | undefined
}

/** Makes changes lasting, one after the other. */
export interface Writer {
  /**
   * Seals what `mutate` says of the present state and commits it. Where another tab was quicker, the state is read again
   * and `mutate` is asked anew, so it must be a pure function of the state.
   *
   * @throws {@link VaultError} `vault/locked`, `vault/read-only`, `vault/too-new`, `vault/conflict`; {@link StorageError};
   * whatever `mutate` throws; the reason of `watch.signal`. Nothing has changed then.
   */
  write<T>(mutate: (state: VaultState) => Mutation<T>, watch?: WriteWatch): Promise<T>
  /** Runs something after all writes that were asked for before it, and before all that come later. */
  afterWrites<T>(work: () => Promise<T>): Promise<T>
}

/** What a writer calls on. */
interface WriterCalls {
  /** Reads from disk what another tab has written. */
  readonly refresh: (session: Session) => Promise<void>
  /** Called after each change that is on disk. */
  readonly onWritten: () => void
}

/** A writer for the session that is open when it writes. */
export function createWriter(context: VaultContext, { refresh, onWritten }: WriterCalls): Writer {
  let last: Promise<unknown> = Promise.resolve()
  const afterWrites = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work)
    // Only the order is kept: what a write answers may show an account, and locking must leave none in memory.
    last = next.then(forget, forget)
    return next
  }

  const attempt = async <T>(mutate: (state: VaultState) => Mutation<T>, watch: WriteWatch): Promise<T> => {
    for (let left = attempts; left > 0; left--) {
      watch.signal?.throwIfAborted()
      const session = requireWritable(context)
      const mutation = mutate(session.state)
      if (isEmpty(mutation)) return mutation.result
      const prepared = await prepareChange(session, mutation, context.random, watch)
      watch.signal?.throwIfAborted()
      if (!session.isOpen) throw new VaultError('vault/locked', 'the vault was locked before anything was written')
      if (await commitChange(context.store, prepared)) {
        install(context, session, prepared)
        onWritten()
        return mutation.result
      }
      await refresh(session)
    }
    throw new VaultError('vault/conflict', 'other tabs keep writing')
  }

  return {
    afterWrites,
    write: (mutate, watch = {}) =>
      afterWrites(() => {
        const work = () => attempt(mutate, watch)
        return context.locks === undefined ? work() : context.locks.request(writeLockName, work)
      }),
  }
}

function forget(): void {}

function isEmpty({ puts = [], removes = [], slots }: Mutation<unknown>): boolean {
  return puts.length === 0 && removes.length === 0 && slots === undefined
}

/** A change, the epoch it was made for, and the state that it leads to. */
interface PreparedChange {
  readonly expectedEpoch: number
  readonly change: VaultChange
  readonly state: VaultState
}

/** Everything that needs the keys, done before the transaction. See [Note: one await per database call]. */
async function prepareChange(
  { keys, state, vaultId }: Session,
  { puts = [], removes = [], slots = state.header.slots }: Mutation<unknown>,
  random: RandomSource,
  { signal, onSealed }: WriteWatch,
): Promise<PreparedChange> {
  // Texts first, in this very tick: locking zeroes the secrets that contents point to.
  const texts = puts.map(({ id, content }) => ({ id, content, json: formatRecord(content) }))
  let count = 0
  const sealed = await Promise.all(
    texts.map(async ({ id, content, json }) => {
      const record = await sealRecord(keys, vaultId, id, nextVersion(state, id), json, random)
      signal?.throwIfAborted()
      onSealed?.(++count)
      return { record, row: { entry: manifestEntry(record), content } }
    }),
  )
  const draft = { ...state.header, slots, epoch: state.storedEpoch + 1 }
  const next = nextState(state, { header: draft, puts: sealed.map(({ row }) => row), removes })
  const header = await signHeader(keys, draft, next.entries())
  const entries = sealed.map(({ row }) => row.entry)
  return {
    expectedEpoch: state.storedEpoch,
    change: { puts: sealed.map(({ record }) => record), entries, removes, header },
    state: createState({ ...next, header }),
  }
}

function nextVersion(state: VaultState, id: string): number {
  return (state.rows.get(id)?.entry.v ?? 0) + 1
}

/**
 * The header with the MAC over itself and the lines of all records, read as the next unlock will read it.
 *
 * @throws {@link CryptoError} with `crypto/header`: it could not be read again, and must not be written.
 */
export async function signHeader(
  keys: VaultKeys,
  header: VaultHeader,
  entries: readonly ManifestEntry[],
): Promise<VaultHeader> {
  return parseHeader({ ...header, mac: await signManifest(keys, await manifestText({ ...header, entries })) })
}

/** False: another tab was quicker. */
async function commitChange(store: VaultStore, { expectedEpoch, change }: PreparedChange): Promise<boolean> {
  try {
    await store.commit(expectedEpoch, change)
    return true
  } catch (error) {
    if (error instanceof StorageError && error.code === 'storage/conflict') return false
    throw error
  }
}

/** After the commit, and in this order: a crash before the anchor moves is no alarm, the other way round it would be. */
function install(context: VaultContext, session: Session, { state }: PreparedChange): void {
  raiseAnchor(context.anchor, state.header)
  context.post({ type: 'changed', epoch: state.header.epoch })
  if (!session.isOpen) return
  session.state = state
  if (session.integrity.headerRecovered) {
    // Both copies have just been written.
    session.integrity = { ...session.integrity, headerRecovered: false }
    context.setStatus({ name: 'unlocked', integrity: session.integrity })
  }
  context.emitChanged()
}
