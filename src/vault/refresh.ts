import type { VaultHeader } from '../crypto/index.ts'
import { isOlderThan } from './anchor.ts'
import type { VaultContext } from './context.ts'
import { areHeadersWhole, headersIn } from './header-copies.ts'
import { inspectStore } from './inspect.ts'
import { reportOn } from './integrity.ts'
import { readState, type ReadOptions } from './read-state.ts'
import type { Session } from './session.ts'
import type { VaultState } from './vault-state.ts'

/**
 * Takes over what another tab has written: opens the records whose version or tag is another, and checks the manifest.
 *
 * What does not add up makes the session read-only, as at unlock. A vault under another key locks this tab, since its
 * keys are for nothing any more.
 *
 * @throws {@link VaultError} with `vault/damaged`; {@link StorageError}.
 */
export async function refreshSession(context: VaultContext, session: Session): Promise<void> {
  await readAnew(context, session, { known: session.state })
}

/**
 * Looks at the rows behind a session that a snapshot opened, when the page has time: opens each and compares it with what
 * the session shows. Where they say otherwise the session takes what they say, and the report says what is wrong.
 *
 * @throws As {@link refreshSession}.
 */
export async function checkSession(context: VaultContext, session: Session): Promise<void> {
  await context.whenIdle()
  if (session.isOpen) await readAnew(context, session, { known: session.state, breathe: context.whenIdle })
}

async function readAnew(context: VaultContext, session: Session, options: ReadOptions): Promise<void> {
  const anchor = context.anchor.read()
  const stored = await context.store.read()
  const before = session.state.header
  const isSameVault = ({ vaultId, vaultCommit }: VaultHeader) =>
    vaultId === before.vaultId && vaultCommit === before.vaultCommit
  if (!headersIn(stored.copies).some(isSameVault)) {
    if (session.isOpen) await lockBecauseReplaced(context)
    return
  }
  const read = await readState(context.store, session.keys, stored, options)
  if (!session.isOpen) return
  const { header } = read.state
  const isOlder = header.epoch < before.epoch || isOlderThan(anchor, header)
  const headerRecovered = !areHeadersWhole(stored.copies)
  const findings = {
    ...read,
    hasCommitment: isSameVault(header),
    isOlder,
    headerRecovered,
    isNewerLayout: session.isNewerLayout,
  }
  const report = reportOn(read.state, findings)
  const isNews = JSON.stringify(report) !== JSON.stringify(session.integrity)
  const isSame = isSameState(session.state, read.state)
  if (!isSame) session.state = read.state
  session.integrity = report
  if (isNews) context.setStatus({ name: 'unlocked', integrity: report })
  if (!isSame) context.emitChanged()
}

/** Whether nothing was read that was not known: then the state stays as it is, in its order. */
function isSameState(known: VaultState, read: VaultState): boolean {
  return (
    known.header.mac === read.header.mac &&
    known.storedEpoch === read.storedEpoch &&
    known.rows.size === read.rows.size &&
    read.malformed.length === 0 &&
    [...read.rows].every(([id, row]) => known.rows.get(id) === row)
  )
}

async function lockBecauseReplaced(context: VaultContext): Promise<void> {
  context.dropSession()
  context.setStatus({ name: 'locked', reason: 'other-tab' })
  const found = await inspectStore(context.store, context.anchor)
  if (found.name !== 'locked') context.setStatus(found)
}
