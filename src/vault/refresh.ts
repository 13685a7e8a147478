import { isOlderThan } from './anchor.ts'
import type { VaultContext } from './context.ts'
import { pickHeader } from './header-copies.ts'
import { inspectStore } from './inspect.ts'
import { reportOn } from './integrity.ts'
import { readState } from './read-state.ts'
import type { Session } from './session.ts'

/**
 * Takes over what another tab has written: opens the records whose version or tag is another, and checks the manifest.
 *
 * What does not add up makes the session read-only, as at unlock. A vault under another key locks this tab, since its
 * keys are for nothing any more.
 *
 * @throws {@link VaultError} with `vault/damaged`; {@link StorageError}.
 */
export async function refreshSession(context: VaultContext, session: Session): Promise<void> {
  const anchor = context.anchor.read()
  const stored = await context.store.read()
  const header = pickHeader(stored.copies)
  const before = session.state.header
  if (header?.vaultId !== before.vaultId || header.vaultCommit !== before.vaultCommit) {
    if (session.isOpen) await lockBecauseReplaced(context)
    return
  }
  const read = await readState(context.store, session.keys, stored, session.state)
  if (!session.isOpen) return
  const isOlder = header.epoch < before.epoch || isOlderThan(anchor, header)
  const findings = { ...read, hasCommitment: true, isOlder, isNewerLayout: session.isNewerLayout }
  const report = reportOn(read.state, findings)
  const isNews = JSON.stringify(report) !== JSON.stringify(session.integrity)
  session.state = read.state
  session.integrity = report
  if (isNews) context.setStatus({ name: 'unlocked', integrity: report })
  context.emitChanged()
}

async function lockBecauseReplaced(context: VaultContext): Promise<void> {
  context.dropSession()
  context.setStatus({ name: 'locked', reason: 'other-tab' })
  const found = await inspectStore(context.store, context.anchor)
  if (found.name !== 'locked') context.setStatus(found)
}
