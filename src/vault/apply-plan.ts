import { isId, manifestEntry, newId } from '../crypto/index.ts'
import { accountPut, editedAccount, newAccount, revertedAccount } from './account-changes.ts'
import { checkAccountCount } from './account-limits.ts'
import type { AccountContent } from './account-record.ts'
import type { VaultContext } from './context.ts'
import type { AccountChange, UndoBox } from './session.ts'
import { parseSettings } from './settings-record.ts'
import { settingsOfSlots } from './settings.ts'
import type { AppliedPlan, Undo, Vault, VaultPlan } from './vault.ts'
import { accountIn, requireAccount, type VaultState } from './vault-state.ts'
import type { RecordPut, Writer } from './write.ts'

/** What one application of a plan does, for its way back. */
interface Application {
  readonly puts: readonly RecordPut[]
  readonly added: readonly AccountContent[]
  readonly edited: readonly AccountChange[]
  readonly keptId: string | undefined
}

/** Drawn before the write: what is asked anew for another state must not draw again. */
interface FreshIds {
  readonly accounts: readonly string[]
  readonly kept: string
  readonly settings: string
}

/** Does what `Vault.apply` promises. In a file of its own so that it loads with the first import. */
export async function applyPlan(
  context: VaultContext,
  writer: Writer,
  plan: VaultPlan,
  watch: Parameters<Vault['apply']>[1],
): Promise<AppliedPlan> {
  const fresh = () => newId(context.random)
  const ids = { accounts: plan.adds.map(fresh), kept: fresh(), settings: fresh() }
  const done = await writer.write((state) => {
    const application = applicationOf(state, plan, ids, context.clock.now())
    return { puts: application.puts, result: application }
  }, watch)
  return { ...(await countStored(context, done)), undo: undoOf(context, writer, done) }
}

function applicationOf(state: VaultState, plan: VaultPlan, fresh: FreshIds, now: number): Application {
  checkAccountCount(state.accounts().length + state.bin().length + plan.adds.length)
  const added = additionsOf(state, plan, fresh, now)
  const edits = plan.edits.map(({ id, edit }) => {
    const before = requireAccount(state, id)
    return { before, after: editedAccount(before, edit, now) }
  })
  const edited = edits.filter(({ before, after }) => before !== after)
  const puts: RecordPut[] = [...added, ...edited.map(({ after }) => after)].map(accountPut)
  const { kept = [], settings } = plan
  if (kept.length > 0) puts.push({ id: fresh.kept, content: { kind: 'kept', rows: kept, rest: {} } })
  if (settings !== undefined) {
    const { id = fresh.settings, content: own } = state.settings()
    const content = parseSettings(settings)
    puts.push({ id, content: { ...content, settings: { ...content.settings, ...settingsOfSlots(own.settings) } } })
  }
  return { puts, added, edited, keptId: kept.length > 0 ? fresh.kept : undefined }
}

/** An account of our own backup keeps its id where that is free, so that the same file twice is told by it. */
function additionsOf(state: VaultState, { adds }: VaultPlan, fresh: FreshIds, now: number): readonly AccountContent[] {
  const last = state.accounts().reduce((most, { account }) => Math.max(most, account.order), -1)
  const taken = new Set<string>()
  return adds.map(({ id: wanted = '', unknownMembers, ...draft }, index) => {
    const isFree = isId(wanted) && !state.rows.has(wanted) && !taken.has(wanted)
    const id = isFree ? wanted : (fresh.accounts[index] ?? '')
    taken.add(id)
    return newAccount(draft, { id, now, order: last + 1 + index }, unknownMembers)
  })
}

/** Looks on the disk how much of it is there: what was promised and what is stored are counted apart. */
async function countStored(
  { store, session }: VaultContext,
  { added, edited }: Application,
): Promise<Pick<AppliedPlan, 'added' | 'changed'>> {
  const { records } = await store.read()
  const stored = new Map(records.map((record) => [record.id, manifestEntry(record)]))
  const rows = session()?.state.rows
  const isThere = ({ account: { id } }: AccountContent): boolean => {
    const line = stored.get(id)
    const known = rows?.get(id)?.entry
    // Locked or changed meanwhile, all that can be said is that there is a record.
    return line !== undefined && (known === undefined || known.v !== line.v || known.tag === line.tag)
  }
  const after = edited.map((change) => change.after)
  return { added: added.filter(isThere).map(({ account }) => account.id), changed: after.filter(isThere).length }
}

/** As the undoing of edits, and what was added goes for good, unless it has been edited since. */
function undoOf(context: VaultContext, writer: Writer, { added, edited, keptId }: Application): Undo {
  const session = context.session()
  const box: UndoBox = { changes: [...edited, ...added.map((content) => ({ before: content, after: content }))] }
  session?.undoBoxes.add(box)
  return async () => {
    if (session === undefined || !session.undoBoxes.has(box)) return
    await writer.write((state) => {
      const removes = added
        .filter(({ account }) => accountIn(state, account.id)?.account.updatedAt === account.updatedAt)
        .map(({ account }) => account.id)
      const reverted = edited.flatMap(({ before, after }) => {
        const now = accountIn(state, before.account.id)
        const back = now && revertedAccount(now, before.account, after.account, context.clock.now())
        return back === undefined || back === now ? [] : [accountPut(back)]
      })
      const kept = keptId !== undefined && state.rows.has(keptId) ? [keptId] : []
      return { puts: reverted, removes: [...removes, ...kept], result: undefined }
    })
    session.undoBoxes.delete(box)
  }
}
