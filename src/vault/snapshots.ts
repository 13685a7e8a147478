import type { SealedBlock } from '../storage/index.ts'
import type { VaultContext } from './context.ts'
import type { Session } from './session.ts'
import { portionsOf } from './snapshot-block.ts'
import { sealBlock } from './snapshot.ts'
import type { Writer } from './write.ts'

/** How long a vault rests before its snapshot is made, ms: a person who copies three codes writes three times. */
const restMs = 1000

/** Makes snapshots behind what the person does. */
export interface Snapshots {
  /** The vault on disk has no snapshot, or its last one has gone with a write: makes one soon. */
  later(): void
}

/** @param writer - Whose writes a snapshot is never put between. */
export function createSnapshots(context: VaultContext, writer: Pick<Writer, 'afterWrites'>): Snapshots {
  let stopTimer = () => {}
  return {
    later: () => {
      const session = context.session()
      stopTimer()
      if (session === undefined || session.state.rows.size < context.snapshotFrom) return
      stopTimer = context.startTimer(() => {
        // A cache: where it cannot be written, the next unlock reads rows.
        make(context, writer, session).catch(() => undefined)
      }, restMs)
    },
  }
}

async function make(context: VaultContext, writer: Pick<Writer, 'afterWrites'>, session: Session): Promise<void> {
  const { keys, vaultId, integrity } = session
  await context.whenIdle()
  const { state } = session
  const { epoch } = state.header
  /** Locking takes the state away, and a write comes with a snapshot of its own. */
  const isCurrent = () => session.isOpen && session.state === state
  if (!isCurrent() || !integrity.sound || integrity.readOnlyBecause !== null) return
  const portions = portionsOf(state)
  const sealed: SealedBlock[] = []
  for (const [index, rows] of portions.entries()) {
    await context.whenIdle()
    if (!isCurrent()) return
    sealed.push(await sealBlock(keys, { vaultId, epoch, index, count: portions.length }, rows, context.random))
  }
  if (sealed.length === 0) return
  await writer.afterWrites(async () => {
    if (isCurrent()) await context.store.putSnapshot({ epoch, blocks: sealed })
  })
}
