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
import { isSameContent } from './same-content.ts'
import { createState, type Row, type VaultState } from './vault-state.ts'

/** A state, and what the manifest says about it. */
export interface ReadState {
  readonly state: VaultState
  readonly matches: boolean
  /** The manifest's lines; only where it does not match. */
  readonly entries: readonly ManifestEntry[] | undefined
}

/** How to read what may be known already. */
export interface ReadOptions {
  /** A state read before: its records are not opened again where version and tag are the same. */
  readonly known?: VaultState
  /** Opens known records all the same, and keeps them where they say the same; waits for this between portions. */
  readonly breathe?: () => Promise<void>
}

/** Records that are opened between two breaths. */
const portionRecords = 128

/**
 * Opens what was read from storage, in parallel, and checks the manifest. Where it does not match, storage is read once
 * more with the manifest's lines, to say which records are not as they were.
 *
 * @throws {@link VaultError} with `vault/damaged` when no header can be read.
 */
export async function readState(
  store: VaultStore,
  keys: VaultKeys,
  stored: StoredVault,
  options: ReadOptions = {},
): Promise<ReadState> {
  const state = await openAll(keys, stored, options)
  if (await matchesManifest(keys, state)) return { state, matches: true, entries: undefined }
  const again = await store.readWithEntries()
  const second = await openAll(keys, again, { known: state })
  return { state: second, matches: await matchesManifest(keys, second), entries: again.entries }
}

async function openAll(keys: VaultKeys, stored: StoredVault, options: ReadOptions): Promise<VaultState> {
  const header = pickHeader(stored.copies)
  if (header === undefined) throw new VaultError('vault/damaged', 'no copy of the header can be read')
  const { records } = stored
  const portion = options.breathe === undefined ? records.length : portionRecords
  const portions: (readonly Row[])[] = []
  for (let start = 0; start < records.length; start += portion) {
    await options.breathe?.()
    const opened = records.slice(start, start + portion).map((record) => openRow(keys, header, record, options))
    portions.push(await Promise.all(opened))
  }
  return createState({
    header,
    rows: new Map(portions.flat().map((row) => [row.entry.id, row])),
    malformed: stored.malformed,
  })
}

async function openRow(
  keys: VaultKeys,
  { vaultId }: VaultHeader,
  sealed: SealedRecord,
  { known, breathe }: ReadOptions,
): Promise<Row> {
  const entry = manifestEntry(sealed)
  const row = known?.rows.get(sealed.id)
  const before = row !== undefined && isSameEntry(row.entry, entry) ? row : undefined
  if (before !== undefined && breathe === undefined) return before
  const text = await openText(keys, vaultId, sealed)
  if (text === undefined) return { entry, content: undefined, sealed, isAuthentic: false }
  const content = parseRecord(sealed.id, text)
  if (content === undefined) return { entry, content, sealed, isAuthentic: true }
  if (before === undefined || !isSameContent(before.content, content)) return { entry, content }
  // Read twice; the second copy's secret is nobody's.
  if (content.kind === 'account') content.account.secret.fill(0)
  return before
}

async function openText(keys: VaultKeys, vaultId: string, sealed: SealedRecord): Promise<string | undefined> {
  try {
    return await openRecord(keys, vaultId, sealed)
  } catch (error) {
    if (error instanceof CryptoError && error.code === 'crypto/record-damaged') return undefined
    throw error
  }
}

/** Whether the header's MAC is that of a state's records, slots and epoch. */
export async function matchesManifest(keys: VaultKeys, state: VaultState): Promise<boolean> {
  const text = await manifestText({ ...state.header, entries: state.entries() })
  return verifyManifest(keys, text, state.header.mac)
}
