import { StorageError, type ConnectionLoss, type VaultChange, type VaultStore } from '../../src/storage/index.ts'
import { headerCopies, snapshotIn, sortEntries, sortRows } from '../../src/storage/stored-rows.ts'
import { pickHeader } from '../../src/vault/header-copies.ts'
import type { Disk, ObjectStoreName } from './disk.ts'

/** A disk in memory, for tests of the vault's logic in Node. The same contract runs over IndexedDB in the browser. */
export interface MemoryDisk extends Disk {
  /** The next commit or creation fails with this, and writes nothing. */
  failNextWrite(error: Error): void
  /** How often each operation of a store has run. */
  readonly counts: Record<'read' | 'commit', number>
  /** As if a newer version of the app had upgraded the database. */
  upgrade(): void
  /** From now on each open or delete fails with this. `undefined`: no more. */
  refuse(error: Error | undefined): void
  /** Called in each commit before the epoch is compared: what another tab does at the worst moment. */
  beforeCommit(work: (() => Promise<void>) | undefined): void
}

type Rows = Record<ObjectStoreName, Map<string | number, unknown>>

interface DiskState {
  rows: Rows | undefined
  isNewer: boolean
  failure: Error | undefined
  refusal: Error | undefined
  beforeCommit: (() => Promise<void>) | undefined
  readonly counts: Record<'read' | 'commit', number>
  readonly connections: Set<(loss: ConnectionLoss) => void>
}

const keyPaths = { headers: 'copy', records: 'id', entries: 'id', snapshots: 'id' } as const

export function createMemoryDisk(): MemoryDisk {
  const state: DiskState = {
    rows: undefined,
    isNewer: false,
    failure: undefined,
    refusal: undefined,
    beforeCommit: undefined,
    counts: { read: 0, commit: 0 },
    connections: new Set(),
  }
  const lose = (loss: ConnectionLoss) => {
    const told = Array.from(state.connections)
    for (const tell of told) tell(loss)
  }
  const table = (store: ObjectStoreName) => {
    if (state.rows === undefined) throw new Error('there is no database')
    return state.rows[store]
  }
  return {
    counts: state.counts,
    openStore: () => createMemoryStore(state, lose),
    rows: async (store) => sorted(table(store)) as Record<string, unknown>[],
    put: async (store, row) => putRow(table(store), keyPaths[store], row),
    remove: async (store, key) => void table(store).delete(key),
    exists: async () => state.rows !== undefined,
    clear: async () => {
      state.rows = undefined
      lose('removed')
    },
    upgrade: () => {
      state.isNewer = true
      lose('upgraded')
    },
    failNextWrite: (error) => {
      state.failure = error
    },
    refuse: (error) => {
      state.refusal = error
    },
    beforeCommit: (work) => {
      state.beforeCommit = work
    },
  }
}

function createMemoryStore(disk: DiskState, lose: (loss: ConnectionLoss) => void): VaultStore {
  const listeners = new Set<(loss: ConnectionLoss) => void>()
  let isConnected = false
  let lost: ConnectionLoss | undefined
  const onLoss = (loss: ConnectionLoss) => {
    disk.connections.delete(onLoss)
    isConnected = false
    lost = loss
    for (const listener of listeners) listener(loss)
  }
  const connect = () => {
    if (disk.refusal) throw disk.refusal
    isConnected = true
    lost = undefined
    disk.connections.add(onLoss)
  }
  const use = (): Rows => {
    if (!isConnected || disk.rows === undefined) {
      throw new StorageError(lost === 'upgraded' ? 'storage/too-new' : 'storage/removed', 'there is no connection')
    }
    return disk.rows
  }
  const read = async () => {
    disk.counts.read++
    const rows = use()
    return { copies: headerCopies(sorted(rows.headers)), ...sortRows(sorted(rows.records)) }
  }
  return {
    inspect: async () => {
      if (disk.refusal) throw disk.refusal
      if (disk.rows === undefined) return { state: 'absent' }
      if (!isConnected) connect()
      const { headers, records } = disk.rows
      if (headers.size === 0 && records.size === 0) return { state: 'empty' }
      return { state: 'present', copies: headerCopies(sorted(headers)), records: records.size, isNewer: disk.isNewer }
    },
    readCopies: async () => headerCopies(sorted(use().headers)),
    read,
    readWithEntries: async () => ({ ...(await read()), entries: sortEntries(sorted(use().entries)) }),
    create: async (change) => {
      if (!isConnected) connect()
      disk.rows ??= { headers: new Map(), records: new Map(), entries: new Map(), snapshots: new Map() }
      writeRows(disk, use(), null, change)
    },
    commit: async (expectedEpoch, change) => {
      await disk.beforeCommit?.()
      disk.counts.commit++
      writeRows(disk, use(), expectedEpoch, change)
    },
    readSnapshot: async () => snapshotIn(sorted(use().snapshots)[0]),
    putSnapshot: async (snapshot) => {
      const { snapshots } = use()
      if (disk.isNewer) throw new StorageError('storage/too-new', 'a newer version wrote this')
      putRow(snapshots, 'id', { id: 0, ...snapshot })
    },
    remove: async () => {
      if (disk.refusal) throw disk.refusal
      disk.connections.delete(onLoss)
      isConnected = false
      disk.rows = undefined
      lose('removed')
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      disk.connections.delete(onLoss)
      isConnected = false
    },
  }
}

function writeRows(disk: DiskState, rows: Rows, expectedEpoch: number | null, change: VaultChange): void {
  const { failure } = disk
  disk.failure = undefined
  if (failure) throw failure
  if (disk.isNewer) throw new StorageError('storage/too-new', 'a newer version wrote this')
  const isExpected =
    expectedEpoch === null
      ? rows.headers.size === 0 && rows.records.size === 0
      : pickHeader(headerCopies(sorted(rows.headers)))?.epoch === expectedEpoch
  if (!isExpected) throw new StorageError('storage/conflict', 'the epoch is another')
  for (const id of change.removes) {
    rows.records.delete(id)
    rows.entries.delete(id)
  }
  for (const record of change.puts) putRow(rows.records, 'id', record)
  for (const entry of change.entries) putRow(rows.entries, 'id', entry)
  for (const copy of [0, 1]) putRow(rows.headers, 'copy', { copy, header: change.header })
  rows.snapshots.clear()
}

function putRow(table: Map<string | number, unknown>, keyPath: string, row: unknown): void {
  const copy = structuredClone(row) as Record<string, string | number>
  const key = copy[keyPath]
  if (key === undefined) throw new Error('a row needs its key')
  table.set(key, copy)
}

/** Rows as IndexedDB gives them: by key, and copies. */
function sorted(table: ReadonlyMap<string | number, unknown>): unknown[] {
  return [...table].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => structuredClone(row))
}
