import type { ManifestEntry, SealedRecord } from '../crypto/index.ts'

/** A row of the `records` store that has not the shape of a sealed record, as it lies there. */
export interface MalformedRow {
  /** Its key as text. */
  readonly id: string
  readonly value: unknown
}

/** The rows of the `records` store, told apart by shape only: nothing is opened here. */
export interface StoredRecords {
  readonly records: readonly SealedRecord[]
  readonly malformed: readonly MalformedRow[]
}

/** One sealed block of a snapshot: nonce, and ciphertext with its tag. */
export interface SealedBlock {
  readonly n: Uint8Array
  readonly c: Uint8Array
}

/** All records of one epoch, sealed together by the vault, which alone knows what is in the blocks. */
export interface StoredSnapshot {
  readonly epoch: number
  readonly blocks: readonly SealedBlock[]
}

/** 16 bytes of base64url. Whatever else lies under `id` can have no line of its own in a manifest. */
const idText = /^[A-Za-z0-9_-]{22}$/

/** Sorts stored rows into those that may be sealed records and those that cannot be. */
export function sortRows(rows: readonly unknown[]): StoredRecords {
  const records: SealedRecord[] = []
  const malformed: MalformedRow[] = []
  for (const row of rows) {
    if (isSealedRecord(row)) records.push(row)
    else malformed.push({ id: keyText(row), value: row })
  }
  return { records, malformed }
}

/** The rows of the `entries` store that have the shape of a manifest's line; the rest says nothing. */
export function sortEntries(rows: readonly unknown[]): readonly ManifestEntry[] {
  return rows.filter(isManifestEntry)
}

/** The header copies among the rows of the `headers` store, whatever they hold. */
export function headerCopies(rows: readonly unknown[]): readonly unknown[] {
  return rows.map((row) => (isObject(row) ? row['header'] : undefined))
}

/** The snapshot in a row of the `snapshots` store; `undefined` where there is no row, or it has another shape. */
export function snapshotIn(row: unknown): StoredSnapshot | undefined {
  if (!isObject(row)) return undefined
  const { epoch, blocks } = row
  if (typeof epoch !== 'number' || !Array.isArray(blocks) || !blocks.every(isSealedBlock)) return undefined
  return { epoch, blocks }
}

function isSealedBlock(value: unknown): value is SealedBlock {
  return isObject(value) && value['n'] instanceof Uint8Array && value['c'] instanceof Uint8Array
}

function isSealedRecord(row: unknown): row is SealedRecord {
  if (!isObject(row)) return false
  const { id, v, n, c } = row
  return isId(id) && isVersion(v) && n instanceof Uint8Array && c instanceof Uint8Array
}

function isManifestEntry(row: unknown): row is ManifestEntry {
  return isObject(row) && isId(row['id']) && isVersion(row['v']) && typeof row['tag'] === 'string'
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && idText.test(value)
}

function isVersion(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 1
}

function keyText(row: unknown): string {
  return isObject(row) && typeof row['id'] === 'string' ? row['id'] : '?'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
