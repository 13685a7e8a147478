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
import { headersIn } from './header-copies.ts'
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
  /** The header that opened the vault, else that of `known`: it stands where the manifest is that of no copy. */
  readonly opened?: VaultHeader
}

/** Records that are opened between two breaths. */
const portionRecords = 128

/**
 * Opens what was read from storage, in parallel, and checks the manifest: of two copies of the header that differ, the one
 * whose manifest it is counts. Where it is that of neither, storage is read once more with the manifest's lines, to say
 * which records are not as they were.
 *
 * @throws {@link VaultError} with `vault/damaged` when no header can be read.
 */
export async function readState(
  store: VaultStore,
  keys: VaultKeys,
  stored: StoredVault,
  options: ReadOptions = {},
): Promise<ReadState> {
  const first = await openByHeaders(keys, stored, options)
  if (first.matches) return { ...first, entries: undefined }
  const again = await store.readWithEntries()
  return { ...(await openByHeaders(keys, again, { known: first.state })), entries: again.entries }
}

/** The state by the header that the manifest speaks for, else by the one that opened the vault, else by the first. */
async function openByHeaders(
  keys: VaultKeys,
  stored: StoredVault,
  options: ReadOptions,
): Promise<Omit<ReadState, 'entries'>> {
  const headers = headersIn(stored.copies)
  const states: VaultState[] = []
  for (const header of headers) {
    const same = states.find((state) => state.header.vaultId === header.vaultId)
    const rows = same?.rows ?? (await openAll(keys, header.vaultId, stored, options))
    const storedEpoch = (headers[0] ?? header).epoch
    const state = createState({ header, storedEpoch, rows, malformed: stored.malformed })
    if (await matchesManifest(keys, state)) return { state, matches: true }
    states.push(state)
  }
  const opened = JSON.stringify(options.opened ?? options.known?.header)
  const state = states.find(({ header }) => JSON.stringify(header) === opened) ?? states[0]
  if (state === undefined) throw new VaultError('vault/damaged', 'no copy of the header can be read')
  return { state, matches: false }
}

async function openAll(
  keys: VaultKeys,
  vaultId: string,
  { records }: StoredVault,
  options: ReadOptions,
): Promise<ReadonlyMap<string, Row>> {
  const portion = options.breathe === undefined ? records.length : portionRecords
  const portions: (readonly Row[])[] = []
  for (let start = 0; start < records.length; start += portion) {
    await options.breathe?.()
    const opened = records.slice(start, start + portion).map((record) => openRow(keys, vaultId, record, options))
    portions.push(await Promise.all(opened))
  }
  return new Map(portions.flat().map((row) => [row.entry.id, row]))
}

async function openRow(
  keys: VaultKeys,
  vaultId: string,
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
