import type { AccountView } from '../../../account.ts'
import { compareAccounts, type AccountEdit } from '../../../vault/index.ts'
import { binIcon, pinIcon, tagIcon } from '../../components/icon-paths.ts'
import { accountName, accountsText } from '../../messages/accounts.ts'
import type { Workspace } from '../../workspace.tsx'

/** What the person can do to one or many accounts at once; each can be taken back. */
export interface AccountActions {
  togglePinned(account: AccountView): Promise<boolean>
  pin(ids: readonly string[]): void
  moveToBin(ids: readonly string[]): Promise<boolean>
  addTags(ids: readonly string[], tags: readonly string[]): Promise<boolean>
  /**
   * Moves one account by one place in the order by hand. `shown` is the list it stands in. Resolves once the rows have
   * changed places, which takes the focus from a row that was moved.
   */
  moveInOrder(id: string, by: -1 | 1, shown: readonly string[]): Promise<boolean>
}

export function createAccountActions(workspace: Workspace): AccountActions {
  const { vault } = workspace
  const nameOf = (ids: readonly string[]): string => {
    const only = vault.account(ids[0] ?? '')
    return only ? accountName(only) : ''
  }
  const editAll = (ids: readonly string[], edit: (account: AccountView) => AccountEdit) =>
    vault.editMany(
      ids.flatMap((id) => {
        const account = vault.account(id)
        return account ? [{ id, edit: edit(account) }] : []
      }),
    )
  return {
    togglePinned(account) {
      const name = accountName(account)
      return workspace.act(
        editAll([account.id], () => ({ pinned: !account.pinned })),
        account.pinned ? accountsText().unpinnedSaid(name) : accountsText().pinnedSaid(1, name),
        pinIcon,
      )
    },
    pin(ids) {
      void workspace.act(
        editAll(ids, () => ({ pinned: true })),
        accountsText().pinnedSaid(ids.length, nameOf(ids)),
        pinIcon,
      )
    },
    moveToBin(ids) {
      return workspace.act(vault.moveToBin(ids), accountsText().moved(ids.length, nameOf(ids)), binIcon)
    },
    addTags(ids, tags) {
      return workspace.act(
        editAll(ids, (account) => ({ tags: [...new Set([...account.tags, ...tags])] })),
        accountsText().tagged(ids.length),
        tagIcon,
      )
    },
    async moveInOrder(id, by, shown) {
      const from = shown.indexOf(id)
      const to = from + by
      if (from < 0 || to < 0 || to >= shown.length) return false
      const moved = shown.toSpliced(from, 1).toSpliced(to, 0, id)
      return workspace.act(vault.editMany(ordersOf(vault.accounts(), moved)), accountsText().orderChanged)
    },
  }
}

/**
 * The edits that put some of the accounts in a new order, in the places that they have among all: those that are not
 * shown keep theirs. Only what has moved is written, unless two accounts had the same place.
 */
function ordersOf(accounts: readonly AccountView[], moved: readonly string[]) {
  const all = accounts.toSorted(compareAccounts('by-hand'))
  const isDistinct = all.every(({ order }, place) => order > (all[place - 1]?.order ?? -Infinity))
  const before = new Map(all.map(({ id, order }) => [id, order]))
  const isMoved = new Set(moved)
  const waiting = moved.values()
  return all.flatMap((there, place) => {
    const id = isMoved.has(there.id) ? (waiting.next().value ?? there.id) : there.id
    const order = isDistinct ? there.order : place
    return before.get(id) === order ? [] : [{ id, edit: { order } }]
  })
}
