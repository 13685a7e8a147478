import { deriveVaultKeys, vaultCommit, type VaultHeader, type VaultKeys } from '../crypto/index.ts'
import { StorageError, type StoredSnapshot, type StoredVault, type VaultStore } from '../storage/index.ts'
import { isOlderThan, type Anchor } from './anchor.ts'
import type { VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { areHeadersWhole, headersIn, openFirst, pickHeader, type OpenedBy } from './header-copies.ts'
import { reportOn } from './integrity.ts'
import { matchesManifest, readState, type ReadState } from './read-state.ts'
import { openSession, type Session } from './session.ts'
import type { OpenedSlot } from './slots.ts'
import { openSnapshot } from './snapshot.ts'

/** The refusal of a passphrase, wherever one is asked for. */
export function wrongPassphrase(): VaultError {
  return new VaultError('vault/wrong-passphrase', 'what was given opens no slot, or the slot was altered')
}

/** The refusal of a passkey: it belongs to another vault, or its slot is gone. */
export function wrongPasskey(): VaultError {
  return new VaultError('vault/wrong-passkey', 'what the passkey answered opens no slot')
}

/** A session that nobody knows of yet. */
interface Unlocked {
  readonly session: Session
  /** It shows what the snapshot says; the rows have still to be looked at. */
  readonly isFromSnapshot: boolean
}

/** Opens a slot of this header with what the person has; `undefined`: it fits none. */
export type OpenSomeSlot = (header: VaultHeader) => Promise<OpenedSlot | undefined>

/**
 * Opens the vault by one of its slots. What is needed is read while a slow hash runs.
 *
 * @throws {@link VaultError} `vault/wrong-passphrase`, `vault/damaged`; {@link StorageError}; whatever `openSlot` throws;
 * `AbortError` when cancelled.
 */
export async function unlockSession(
  context: VaultContext,
  openSlot: OpenSomeSlot,
  signal: AbortSignal | undefined,
): Promise<Unlocked> {
  const { store } = context
  const content = await store.inspect()
  if (content.state !== 'present') throw new StorageError('storage/removed', 'there is no vault')
  const headers = headersIn(content.copies)
  const [header] = headers
  if (header === undefined) throw new VaultError('vault/damaged', 'no copy of the header can be read')
  const anchor = context.anchor.read()
  const mayHaveSnapshot = content.records >= context.snapshotFrom && !content.isNewer
  const reading = mayHaveSnapshot ? readSnapshotOrRows(store, header) : store.read()
  // Looked at after the passphrase. Until then a failure belongs to nobody, and must not count as unhandled.
  reading.catch(() => undefined)
  const found = await openFirst(headers, openSlot)
  if (found === undefined) throw wrongPassphrase()
  const derived = await deriveAndForget(found)
  const unlocked = await openWith(store, derived, await reading, { anchor, ...content })
  signal?.throwIfAborted()
  return unlocked
}

/**
 * Opens the vault with keys that another tab has open it with. The header's MAC tells whether they are its keys.
 *
 * @returns `undefined` where they are not: the vault was replaced meanwhile.
 */
export async function openWithKeys(context: VaultContext, keys: VaultKeys): Promise<Session | undefined> {
  const { store } = context
  const content = await store.inspect()
  if (content.state !== 'present') return undefined
  const anchor = context.anchor.read()
  const reading = await store.read()
  const { session } = await openWith(store, { keys }, reading, { anchor, ...content })
  const isOurs = session.integrity.sound || session.state.accounts().length + session.state.bin().length > 0
  return isOurs ? session : undefined
}

/** Makes the working keys, and zeroes the vault key. */
async function deriveAndForget({ header, opened: { vaultKey } }: OpenedBy<OpenedSlot>): Promise<FoundKeys> {
  const { vaultId } = header
  try {
    const [keys, commit] = await Promise.all([deriveVaultKeys(vaultKey, vaultId), vaultCommit(vaultKey, vaultId)])
    return { keys, known: { header, commit } }
  } finally {
    vaultKey.fill(0)
  }
}

async function readSnapshotOrRows(store: VaultStore, { epoch }: VaultHeader): Promise<StoredSnapshot | StoredVault> {
  const snapshot = await store.readSnapshot()
  return snapshot?.epoch === epoch ? snapshot : store.read()
}

/** The working keys. */
interface FoundKeys {
  readonly keys: VaultKeys
  /** Where a slot was opened for them: by which header, and the commitment that the vault key makes. */
  readonly known?: { readonly header: VaultHeader; readonly commit: string }
}

/** What was found before the passphrase was known. */
interface FoundBefore {
  readonly copies: readonly unknown[]
  readonly anchor: Anchor | undefined
  readonly records: number
  readonly isNewer: boolean
}

async function openWith(
  store: VaultStore,
  { keys, known }: FoundKeys,
  reading: StoredSnapshot | StoredVault,
  { anchor, copies, records, isNewer }: FoundBefore,
): Promise<Unlocked> {
  // Keys from another tab: the manifest's MAC, which covers the commitment, has to do.
  const isCommitment = ({ vaultCommit: said }: VaultHeader) => known === undefined || known.commit === said
  const now = pickHeader(await store.readCopies())
  const mayUse = 'blocks' in reading && now?.epoch === reading.epoch && isCommitment(now)
  const snapshot = mayUse ? await openCurrent(keys, now, reading, records) : undefined
  const read =
    snapshot ?? (await readState(store, keys, await freshest(store, reading, now), known && { opened: known.header }))
  const { header } = read.state
  const findings = {
    hasCommitment: isCommitment(header),
    isOlder: isOlderThan(anchor, header),
    isNewerLayout: isNewer,
    headerRecovered: !areHeadersWhole(copies),
  }
  const integrity = reportOn(read.state, { ...read, ...findings })
  const session = openSession({ keys, state: read.state, integrity, isNewerLayout: isNewer })
  return { session, isFromSnapshot: snapshot !== undefined }
}

/**
 * The snapshot, where it holds exactly what the signed manifest of the present header names. Then only the rows
 * themselves can be other than they should, and they are looked at later.
 */
async function openCurrent(
  keys: VaultKeys,
  header: VaultHeader,
  snapshot: StoredSnapshot,
  records: number,
): Promise<ReadState | undefined> {
  const state = await openSnapshot(keys, header, snapshot)
  if (state?.rows.size !== records || !(await matchesManifest(keys, state))) return undefined
  return { state, matches: true, entries: undefined }
}

/** What was read while the hash ran, unless it was a snapshot or another tab has written since. */
async function freshest(
  store: VaultStore,
  reading: StoredSnapshot | StoredVault,
  now: VaultHeader | undefined,
): Promise<StoredVault> {
  return 'copies' in reading && now?.epoch === pickHeader(reading.copies)?.epoch ? reading : store.read()
}
