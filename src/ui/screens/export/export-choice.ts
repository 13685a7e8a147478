import { createMemo, createSignal, untrack, type Accessor } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import type { WritableAccount } from '../../../transfer/index.ts'
import { sortAccounts } from '../../../vault/index.ts'
import type { Workspace } from '../../workspace.tsx'

/** Which accounts go out: all, also those that come later; those of a tag; or some. */
export type Chosen =
  | { readonly kind: 'all' }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }

/** The accounts that an export is about. Those in the bin never are. */
export interface ExportChoice {
  readonly chosen: Accessor<Chosen>
  setChosen(chosen: Chosen): void
  /** By name, which is also the order in which they go out. */
  readonly accounts: Accessor<readonly AccountView[]>
  /**
   * Lends the accounts with their secrets, which are overwritten as soon as the work with them is done.
   *
   * @throws `VaultError` with `vault/locked`.
   */
  lend<T>(work: (accounts: readonly WritableAccount[]) => T | Promise<T>): Promise<T>
}

/** A choice that begins with what is selected, or with everything. */
export function createExportChoice(workspace: Workspace, selected: ReadonlySet<string> | undefined): ExportChoice {
  const [chosen, setChosen] = createSignal<Chosen>(
    selected && selected.size > 0 ? { kind: 'some', ids: selected } : { kind: 'all' },
  )
  const sorted = createMemo(() => sortAccounts(workspace.accounts(), 'name').views)
  const accounts = createMemo(() => sorted().filter((account) => isChosen(account, chosen())))
  return {
    chosen,
    setChosen,
    accounts,
    async lend(work) {
      const wanted = untrack(accounts)
      const all = workspace.vault.accountsForBackup()
      const byId = new Map(all.map((account) => [account.id, account]))
      try {
        return await work(wanted.flatMap(({ id }) => byId.get(id) ?? []))
      } finally {
        for (const { secret } of all) secret.fill(0)
      }
    },
  }
}

/** Whether an account is one of the chosen. */
export function isChosen({ id, tags }: Pick<AccountView, 'id' | 'tags'>, chosen: Chosen): boolean {
  switch (chosen.kind) {
    case 'all':
      return true
    case 'tag':
      return tags.includes(chosen.tag)
    case 'some':
      return chosen.ids.has(id)
  }
}
