import {
  CryptoError,
  manifestEntry,
  manifestText,
  openRecord,
  verifyManifest,
  type ManifestEntry,
  type SealedRecord,
  type VaultHeader,
  type VaultKeys,
} from '../crypto/index.ts'
import type { StoredVault, VaultStore } from '../storage/index.ts'
import { VaultError } from './errors.ts'
import { pickHeader } from './header-copies.ts'
import { isSameEntry } from './integrity.ts'
import { parseRecord } from './record.ts'
import { createState, entriesOf, type Row, type VaultState } from './vault-state.ts'

/** A state, and what the manifest says about it. */
export interface ReadState {
  readonly state: VaultState
  readonly matches: boolean
  /** The manifest's lines; only where it does not match. */
  readonly entries: readonly ManifestEntry[] | undefined
}

/**
 * Opens what was read from storage, in parallel, and checks the manifest. Where it does not match, storage is read once
 * more with the manifest's lines, to say which records are not as they were.
 *
 * @param known - A state read before: its records are not opened again where version and tag are the same.
 * @throws {@link VaultError} with `vault/damaged` when no header can be read.
 */
export async function readState(
  store: VaultStore,
  keys: VaultKeys,
  stored: StoredVault,
  known?: VaultState,
): Promise<ReadState> {
  const state = await openAll(keys, stored, known)
  if (await matchesManifest(keys, state)) return { state, matches: true, entries: undefined }
  const again = await store.readWithEntries()
  const second = await openAll(keys, again, state)
  return { state: second, matches: await matchesManifest(keys, second), entries: again.entries }
}

async function openAll(keys: VaultKeys, stored: StoredVault, known: VaultState | undefined): Promise<VaultState> {
  const header = pickHeader(stored.copies)
  if (header === undefined) throw new VaultError('vault/damaged', 'no copy of the header can be read')
  const rows = await Promise.all(stored.records.map((record) => openRow(keys, header, record, known)))
  return createState({ header, rows: new Map(rows.map((row) => [row.entry.id, row])), malformed: stored.malformed })
}

async function openRow(
  keys: VaultKeys,
  { vaultId }: VaultHeader,
  sealed: SealedRecord,
  known: VaultState | undefined,
): Promise<Row> {
  const entry = manifestEntry(sealed)
  const before = known?.rows.get(sealed.id)
  if (before !== undefined && isSameEntry(before.entry, entry)) return before
  const text = await openText(keys, vaultId, sealed)
  if (text === undefined) return { entry, content: undefined, sealed, isAuthentic: false }
  const content = parseRecord(sealed.id, text)
  return content === undefined ? { entry, content, sealed, isAuthentic: true } : { entry, content }
}

async function openText(keys: VaultKeys, vaultId: string, sealed: SealedRecord): Promise<string | undefined> {
  try {
    return await openRecord(keys, vaultId, sealed)
  } catch (error) {
    if (error instanceof CryptoError && error.code === 'crypto/record-damaged') return undefined
    throw error
  }
}

async function matchesManifest(keys: VaultKeys, state: VaultState): Promise<boolean> {
  const text = await manifestText({ ...state.header, entries: entriesOf(state) })
  return verifyManifest(keys, text, state.header.mac)
}
