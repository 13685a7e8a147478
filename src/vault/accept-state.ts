import { manifestEntry, newId, sealRecord, type SealedRecord } from '../crypto/index.ts'
import { StorageError } from '../storage/index.ts'
import { raiseAnchor } from './anchor.ts'
import { requireSession, type VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { damagedIds, soundReport } from './integrity.ts'
import { readState } from './read-state.ts'
import { formatRecord } from './record.ts'
import type { Session } from './session.ts'
import { createState, nextState, unreadableIn, type OpenRow, type VaultState } from './vault-state.ts'
import { signHeader } from './write.ts'

/**
 * Signs a new manifest over what lies on disk, as it lies there. Records that do not open keep their bytes and stay
 * listed; a record of kind `accepted` names them, so that later unlocks do not raise the alarm again.
 *
 * @param commit - The vault key's commitment, which the header gets back where it was altered.
 * @throws {@link VaultError} `vault/locked`, `vault/too-new`, `vault/damaged`, `vault/conflict`; {@link StorageError}.
 */
export async function acceptDamage(context: VaultContext, commit: string): Promise<void> {
  const session = requireSession(context)
  if (session.integrity.sound) return
  if (session.integrity.readOnlyBecause === 'too-new') {
    throw new VaultError('vault/too-new', 'a newer version of the app wrote this vault')
  }
  const stored = await context.store.readWithEntries()
  const { state } = await readState(context.store, session.keys, stored, { known: session.state })
  const accepted = await sealAccepted(context, session, state)
  const draft = { ...state.header, epoch: nextEpoch(context, state), vaultCommit: commit }
  const next = nextState(state, { header: draft, puts: accepted.rows, removes: [] })
  const header = await signHeader(session.keys, draft, next.entries())
  if (!session.isOpen) throw new VaultError('vault/locked', 'the vault was locked before anything was written')
  const removes = stored.entries.map(({ id }) => id).filter((id) => !next.rows.has(id))
  const change = { puts: accepted.records, entries: next.entries(), removes, header }
  await context.store.commit(state.storedEpoch, change).catch(tellConflict)
  raiseAnchor(context.anchor, header)
  context.post({ type: 'changed', epoch: header.epoch })
  if (session.isOpen) install(context, session, createState({ ...next, header }))
}

function install(context: VaultContext, session: Session, state: VaultState): void {
  session.state = state
  session.integrity = { ...soundReport, unreadable: unreadableIn(state) }
  context.setStatus({ name: 'unlocked', integrity: session.integrity })
  context.emitChanged()
}

/** Higher than anything this browser has seen, or other tabs and the anchor would call the new state an old one. */
function nextEpoch({ anchor }: VaultContext, { header, storedEpoch }: VaultState): number {
  const known = anchor.read()
  return Math.max(storedEpoch, known?.vaultId === header.vaultId ? known.epoch : 0) + 1
}

/** The record that names what does not open; none where everything opens and none was needed before. */
async function sealAccepted(
  { random }: VaultContext,
  { keys, vaultId }: Session,
  state: VaultState,
): Promise<{ readonly rows: readonly OpenRow[]; readonly records: readonly SealedRecord[] }> {
  const found = state.accepted()
  const ids = damagedIds(state)
  if (found.id === undefined && ids.length === 0) return { rows: [], records: [] }
  const id = found.id ?? newId(random)
  const content = { ...found.content, ids }
  const version = (state.rows.get(id)?.entry.v ?? 0) + 1
  const record = await sealRecord(keys, vaultId, id, version, formatRecord(content), random)
  return { rows: [{ entry: manifestEntry(record), content }], records: [record] }
}

function tellConflict(error: unknown): never {
  if (!(error instanceof StorageError) || error.code !== 'storage/conflict') throw error
  throw new VaultError('vault/conflict', 'another tab wrote meanwhile', { cause: error })
}
