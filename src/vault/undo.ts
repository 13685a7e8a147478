import { accountPut, outOfBin, revertedAccount, withMembers } from './account-changes.ts'
import type { AccountContent } from './account-record.ts'
import type { VaultContext } from './context.ts'
import type { AccountChange, UndoBox } from './session.ts'
import type { Undo } from './vault.ts'
import { accountIn, type VaultState } from './vault-state.ts'
import type { Writer } from './write.ts'

/** Puts back what edits changed, for each account in which nobody has touched the same members since. */
export function undoEdits(context: VaultContext, writer: Writer, changes: readonly AccountChange[]): Undo {
  return undoWith(context, writer, changes, (now, { before, after }) =>
    revertedAccount(now, before.account, after.account, context.clock.now()),
  )
}

/** Moves accounts into the bin or out of it again, those that nobody has moved since. */
export function undoBin(context: VaultContext, writer: Writer, changes: readonly AccountChange[]): Undo {
  return undoWith(context, writer, changes, (now, { before, after }) => {
    if (now.account.deletedAt !== after.account.deletedAt) return now
    const { deletedAt } = before.account
    return deletedAt === undefined ? outOfBin(now) : withMembers(now, { deletedAt })
  })
}

/**
 * An action's way back. It ends with the session: what it needs lies in a box that locking empties. Taken twice, it
 * does nothing the second time.
 *
 * @param revert - Answers `now` itself where the account must not be touched.
 */
function undoWith(
  context: VaultContext,
  writer: Writer,
  changes: readonly AccountChange[],
  revert: (now: AccountContent, change: AccountChange) => AccountContent,
): Undo {
  const box: UndoBox = { changes }
  const session = context.session()
  session?.undoBoxes.add(box)
  const revertAll = (state: VaultState) =>
    box.changes.flatMap((change) => {
      const now = accountIn(state, change.before.account.id)
      const reverted = now && revert(now, change)
      return reverted === undefined || reverted === now ? [] : [accountPut(reverted)]
    })
  return async () => {
    if (session === undefined || !session.undoBoxes.has(box)) return
    await writer.write((state) => ({ puts: revertAll(state), result: undefined }))
    session.undoBoxes.delete(box)
  }
}
