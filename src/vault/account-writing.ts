import type { AccountDraft } from '../account.ts'
import { newId } from '../crypto/index.ts'
import { checkAccountCount } from './account-limits.ts'
import { accountPut, editedAccount, newAccount, outOfBin, withMembers } from './account-changes.ts'
import type { AccountContent } from './account-record.ts'
import type { VaultContext } from './context.ts'
import { VaultError } from './errors.ts'
import { undoBin, undoEdits } from './undo.ts'
import type { Vault } from './vault.ts'
import { accountIn, requireAccount, type VaultState } from './vault-state.ts'
import type { Writer } from './write.ts'

/** Writing accounts. */
export type AccountWriting = Pick<Vault, 'add' | 'edit' | 'editMany' | 'moveToBin' | 'restore' | 'deleteForGood'>

/** The methods that change accounts. */
export function createAccountWriting(context: VaultContext, writer: Writer): AccountWriting {
  const { clock, random } = context

  return {
    add: (drafts) => {
      let made: readonly string[] | undefined
      return writer.write((state) => {
        checkAccountCount(state.accounts().length + state.bin().length + drafts.length)
        // The same ones where the state has moved on and this is asked anew.
        const ids = (made ??= drafts.map(() => newId(random)))
        return { puts: additions(state, drafts, ids, clock.now()).map(accountPut), result: ids }
      })
    },
    edit: async (id, edit, basedOn) => {
      const pair = await writer.write((state) => {
        const before = accountIn(state, id)
        if (before?.account.updatedAt !== basedOn || before.account.deletedAt !== undefined) throw conflict()
        const after = editedAccount(before, edit, clock.now())
        return { puts: before === after ? [] : [accountPut(after)], result: { before, after } }
      })
      return undoEdits(context, writer, [pair])
    },
    editMany: async (changes) => {
      const edits = new Map(changes.map(({ id, edit }) => [id, edit]))
      const pairs = await changeSome(writer, [...edits.keys()], (content) =>
        editedAccount(content, edits.get(content.account.id) ?? {}, clock.now()),
      )
      return undoEdits(context, writer, pairs)
    },
    moveToBin: async (ids) => {
      const deletedAt = clock.now()
      const pairs = await changeSome(writer, ids, (content) =>
        content.account.deletedAt === undefined ? withMembers(content, { deletedAt }) : content,
      )
      return undoBin(context, writer, pairs)
    },
    restore: async (ids) => {
      const pairs = await changeSome(writer, ids, outOfBin)
      return undoBin(context, writer, pairs)
    },
    deleteForGood: (ids) =>
      writer.write((state) => {
        const there = ids.filter((id) => accountIn(state, id) !== undefined)
        const outside = there.some((id) => accountIn(state, id)?.account.deletedAt === undefined)
        if (outside) throw new VaultError('vault/no-such-account', 'an account is not in the bin')
        return { removes: there, result: undefined }
      }),
  }
}

/** Changes those of the accounts that `change` does not answer as they are. Resolves to what it did. */
function changeSome(writer: Writer, ids: readonly string[], change: (content: AccountContent) => AccountContent) {
  return writer.write((state) => {
    const pairs = ids.map((id) => requireAccount(state, id)).map((before) => ({ before, after: change(before) }))
    const changed = pairs.filter(({ before, after }) => before !== after)
    return { puts: changed.map(({ after }) => accountPut(after)), result: changed }
  })
}

function additions(state: VaultState, drafts: readonly AccountDraft[], ids: readonly string[], now: number) {
  const last = state.accounts().reduce((most, { account }) => Math.max(most, account.order), -1)
  return drafts.map((draft, index) => newAccount(draft, { id: ids[index] ?? '', now, order: last + 1 + index }))
}

function conflict(): VaultError {
  return new VaultError('vault/conflict', 'the account was edited or deleted meanwhile')
}
