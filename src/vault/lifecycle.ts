import { StorageError, type ConnectionLoss } from '../storage/index.ts'
import { raiseAnchor } from './anchor.ts'
import { expiredIn } from './bin.ts'
import type { VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { pickHeader } from './header-copies.ts'
import { inspectStore } from './inspect.ts'
import type { Joining } from './joining.ts'
import { checkSession, refreshSession } from './refresh.ts'
import { closeSession, type Session } from './session.ts'
import type { Snapshots } from './snapshots.ts'
import type { TabMessage } from './tabs.ts'
import { openPassphraseSlot } from './slots.ts'
import { unlockSession, type OpenSomeSlot } from './unlock.ts'
import type { LockReason, Vault } from './vault.ts'
import type { Writer } from './write.ts'

/** From nothing to unlocked and back. */
export type Lifecycle = Pick<Vault, 'inspect' | 'create' | 'unlock' | 'join' | 'lock' | 'erase'> & {
  /**
   * Unlocks by any slot. `first`: what must be done before anybody sees the vault open; where it fails, the vault stays
   * locked.
   */
  readonly unlockBy: (
    openSlot: OpenSomeSlot,
    options?: { readonly signal?: AbortSignal | undefined; readonly first?: () => Promise<void> },
  ) => Promise<void>
}

/** The methods that move a vault from one status to another because the person wants it. */
export function createLifecycle(
  context: VaultContext,
  { writer, snapshots, joining }: { readonly writer: Writer; readonly snapshots: Snapshots; readonly joining: Joining },
): Lifecycle {
  const begin = (session: Session, joined?: { readonly joined: true }) => {
    context.setSession(session)
    if (session.integrity.sound) raiseAnchor(context.anchor, session.state.header)
    context.setStatus({ name: 'unlocked', integrity: session.integrity, ...joined })
    if (!joined) context.post({ type: 'unlocked' })
  }
  const isUnlocked = () => context.status().name === 'unlocked'

  const unlockBy: Lifecycle['unlockBy'] = async (openSlot, { signal, first = nothing } = {}) => {
    if (isUnlocked()) return first()
    const { session, isFromSnapshot } = await unlockSession(context, openSlot, signal).catch(async (error: unknown) => {
      // What there is may be something else than it was when the screen was drawn.
      if (error instanceof StorageError) await inspectAgain(context)
      throw error
    })
    if (isUnlocked()) return first()
    context.dropSession()
    // Before anybody hears of the session: no write comes before the check.
    if (isFromSnapshot) check(context, writer, session)
    if (first !== nothing) await doFirst(context, session, first)
    begin(session)
    if (!isFromSnapshot) snapshots.later()
    catchUp(context, writer)
    purgeBin(context, writer)
  }

  return {
    inspect: () => inspectAgain(context),
    create: async (passphrase, options) => {
      if (isUnlocked()) throw new VaultError('vault/exists', 'a vault is open')
      // Once in the life of a vault: its code is not among what every unlock loads.
      const { createSession } = await import('./create.ts')
      const session = await createSession(context, passphrase, options)
      // What was left in memory of a vault that the browser removed gives way to the new one.
      context.dropSession()
      begin(session)
      context.post({ type: 'changed', epoch: session.state.header.epoch })
    },
    unlock: async (passphrase, { signal } = {}) => {
      let isRight = false
      await unlockBy(
        async (header) => {
          const opened = await openPassphraseSlot(context.kdf, header, passphrase, signal)
          isRight = opened !== undefined
          return opened
        },
        { signal },
      )
      if (isRight) context.notePassphraseTyped()
    },
    unlockBy,
    join: async () => {
      if (context.status().name !== 'locked') return isUnlocked()
      const session = await joining.ask()
      if (session === undefined) return isUnlocked()
      if (context.status().name !== 'locked') {
        closeSession(session)
        return isUnlocked()
      }
      context.dropSession()
      begin(session, { joined: true })
      catchUp(context, writer)
      return true
    },
    lock: (reason) => lock(context, reason),
    erase: async () => {
      const vaultId = context.session()?.vaultId ?? context.anchor.read()?.vaultId
      context.dropSession()
      context.setStatus({ name: 'checking' })
      try {
        await context.store.remove()
      } catch (error) {
        await inspectAgain(context)
        throw error
      }
      context.anchor.remove()
      context.post({ type: 'erased', ...(vaultId !== undefined && { vaultId }) })
      context.setStatus({ name: 'absent' })
    },
  }
}

const nothing = (): Promise<void> => Promise.resolve()

/** Lets `work` write to a session that nobody else has heard of. */
async function doFirst(context: VaultContext, session: Session, work: () => Promise<void>): Promise<void> {
  context.setSession(session)
  try {
    await work()
    if (context.session() !== session) throw new VaultError('vault/locked', 'the vault was locked meanwhile')
  } catch (error) {
    if (context.session() === session) context.dropSession()
    if (error instanceof StorageError) await inspectAgain(context)
    throw error
  }
}

/** A vault that is open, or whose last copy is in memory, is not looked for on disk. A lock's reason is kept. */
async function inspectAgain(context: VaultContext): Promise<void> {
  if (context.session() !== undefined) return
  const found = await inspectStore(context.store, context.anchor)
  if (context.session() !== undefined) return
  if (found.name === 'locked' && context.status().name === 'locked') return
  context.setStatus(found)
}

/**
 * Where the database is gone, memory holds the only copy. Codes are not shown then, and only the person may give that
 * copy up: an idle clock must not.
 */
function lock(context: VaultContext, reason: LockReason): void {
  if (context.session() === undefined) return
  if (context.status().name === 'removed') {
    if (reason !== 'person') return
    context.dropSession()
    context.setStatus({ name: 'removed', inMemory: false })
    return
  }
  context.dropSession()
  context.setStatus({ name: 'locked', reason })
  if (reason !== 'other-tab') context.post({ type: 'locked' })
}

/** Reads the rows behind a snapshot. Writes wait for it. */
function check(context: VaultContext, writer: Writer, session: Session): void {
  writer
    .afterWrites(() => checkSession(context, session))
    // As in onChangedElsewhere. What the session holds is what the manifest's MAC covers, whatever the rows are.
    .catch(() => undefined)
}

/** Takes over what another tab wrote while this one was opening records: nobody was listening then. */
function catchUp(context: VaultContext, writer: Writer): void {
  writer
    .afterWrites(async () => {
      const session = context.session()
      const header = pickHeader(await context.store.readCopies())
      if (session?.isOpen && header?.epoch !== session.state.storedEpoch) await refreshSession(context, session)
    })
    // As in onChangedElsewhere.
    .catch(() => undefined)
}

/** Without a word: what has lain in the bin for its time goes. Where that fails, the next unlock tries again. */
function purgeBin(context: VaultContext, writer: Writer): void {
  const session = context.session()
  if (session?.integrity.readOnlyBecause !== null) return
  writer
    .write((state) => ({ removes: expiredIn(state, context.clock.now()), result: undefined }))
    .catch(() => undefined)
}

/**
 * A message may be here before this page's view of local storage has followed, and an anchor without its vault would look
 * as if the browser had removed it. The anchor of a vault that was made since is another one's.
 */
function forgetErased({ anchor }: VaultContext, vaultId: string | undefined): void {
  if (vaultId !== undefined && anchor.read()?.vaultId === vaultId) anchor.remove()
}

/** What another tab says. */
export function onTabMessage(
  context: VaultContext,
  { writer, joining }: { readonly writer: Writer; readonly joining: Joining },
  message: TabMessage,
): void {
  switch (message.type) {
    case 'locked':
      joining.onMessage(message)
      lock(context, 'other-tab')
      break
    case 'unlocked':
      joining.onMessage(message)
      context.emit({ type: 'unlocked-elsewhere' })
      break
    case 'changed':
      onChangedElsewhere(context, writer, message.epoch)
      break
    case 'erased':
      forgetErased(context, message.vaultId)
      context.dropSession()
      context.setStatus({ name: 'checking' })
      void inspectAgain(context)
      break
    case 'ask':
    case 'keys':
      joining.onMessage(message)
      break
  }
}

function onChangedElsewhere(context: VaultContext, writer: Writer, epoch: number): void {
  const { name } = context.status()
  if (name === 'absent' || name === 'removed' || name === 'damaged') void inspectAgain(context)
  if (name !== 'unlocked') return
  writer
    .afterWrites(async () => {
      const session = context.session()
      if (session !== undefined && session.state.header.epoch < epoch) await refreshSession(context, session)
    })
    // Nobody asked. What is wrong with storage shows at the next write, which reads anew when the epoch differs.
    .catch(() => undefined)
}

/** What to do when the connection went away under us. Never makes a database. */
export function onConnectionLoss(context: VaultContext, writer: Writer, loss: ConnectionLoss): void {
  if (loss === 'upgraded') {
    const isOpen = context.session() !== undefined
    context.dropSession()
    if (isOpen) context.setStatus({ name: 'locked', reason: 'updated' })
    return
  }
  // Refreshing fails only where storage does, again: then there is no reaching the database, whatever is left of it.
  onRemoval(context, writer).catch(() => {
    if (context.session() !== undefined) context.setStatus({ name: 'removed', inMemory: true })
  })
}

async function onRemoval(context: VaultContext, writer: Writer): Promise<void> {
  const found = await inspectStore(context.store, context.anchor)
  const session = context.session()
  if (session === undefined) {
    if (found.name !== 'locked') context.setStatus(found)
    return
  }
  // Some browsers drop connections without dropping data.
  if (found.name === 'locked') await writer.afterWrites(() => refreshSession(context, session))
  else context.setStatus({ name: 'removed', inMemory: true })
}
