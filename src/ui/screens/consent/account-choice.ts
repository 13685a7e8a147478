import { createMemo, createSignal, type Accessor } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { createSearchIndex } from '../../../vault/index.ts'

/** Accounts that are drawn at a time: more than that are looked for, not read. */
export const drawnAtMost = 100
/** From how many accounts on there is a search. */
const searchFrom = 8

/** Which accounts a site is to have. */
export interface AccountChoice {
  readonly hasSearch: boolean
  readonly query: Accessor<string>
  setQuery(text: string): void
  /** What the search finds, in the order of the question: at most {@link drawnAtMost}. */
  readonly shown: Accessor<readonly AccountView[]>
  /** How many more it finds. */
  readonly hidden: Accessor<number>
  isTicked(id: string): boolean
  tick(id: string, isTicked: boolean): void
  /** Ids, in the order of the question. */
  readonly ticked: Accessor<readonly string[]>
}

/**
 * @param accounts - All that can be shared.
 * @param granted - Ids that are ticked beforehand; no other is.
 */
export function createAccountChoice(accounts: readonly AccountView[], granted: readonly string[]): AccountChoice {
  const index = createSearchIndex(accounts)
  const byId = new Map(accounts.map((account) => [account.id, account]))
  const [query, setQuery] = createSignal('')
  const [ticks, setTicks] = createSignal<ReadonlySet<string>>(new Set(granted))
  const found = createMemo(() =>
    query().trim() === ''
      ? accounts
      : index.search(query()).flatMap(({ id }) => {
          const account = byId.get(id)
          return account === undefined ? [] : [account]
        }),
  )
  return {
    hasSearch: accounts.length >= searchFrom,
    query,
    setQuery,
    shown: () => found().slice(0, drawnAtMost),
    hidden: () => Math.max(0, found().length - drawnAtMost),
    isTicked: (id) => ticks().has(id),
    tick: (id, isTicked) =>
      setTicks((before) => {
        const after = new Set(before)
        if (isTicked) after.add(id)
        else after.delete(id)
        return after
      }),
    ticked: () => accounts.map(({ id }) => id).filter((id) => ticks().has(id)),
  }
}
