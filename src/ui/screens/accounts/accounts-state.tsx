import {
  createContext,
  createEffect,
  createMemo,
  createSelector,
  createSignal,
  onCleanup,
  useContext,
  type Accessor,
  type JSX,
} from 'solid-js'
import type { AccountView } from '../../../account.ts'
import {
  createSearchIndex,
  prepareSearch,
  sortAccounts,
  type SearchHit,
  type SortedAccounts,
} from '../../../vault/index.ts'
import { createPassingMemo } from '../../primitives/passing-memo.ts'
import { whenIdle } from '../../primitives/when-idle.ts'
import type { Workspace } from '../../workspace.tsx'

/** What the list shows: everything, the pinned, or one tag. Never in the URL: tags are the person's own words. */
export type Filter =
  { readonly kind: 'all' } | { readonly kind: 'pinned' } | { readonly kind: 'tag'; readonly tag: string }

export type SectionName = 'pinned' | 'others' | 'results'

/** A run of accounts under one heading. */
interface Section {
  readonly name: SectionName
  readonly ids: readonly string[]
}

/** The accounts screen's own state: what is searched, filtered, selected, and just copied. Kept from unlock to lock. */
export interface AccountsState {
  readonly query: Accessor<string>
  setQuery(query: string): void
  readonly filter: Accessor<Filter>
  setFilter(filter: Filter): void
  /** Every tag in use, in alphabetical order, with the number of accounts that carry it. */
  readonly tags: Accessor<readonly { readonly tag: string; readonly count: number }[]>
  readonly pinnedCount: Accessor<number>
  readonly sections: Accessor<readonly Section[]>
  /** Every id on the screen, in order. */
  readonly shownIds: Accessor<readonly string[]>
  /** The search's hit for an account, to mark it. */
  hit(id: string): SearchHit | undefined
  /** The row that Enter in the search field copies. */
  isHot(id: string): boolean

  isCopied(id: string): boolean
  markCopied(id: string): void
  /** A hidden code that was tapped shows for 10 s. */
  isRevealed(id: string): boolean
  reveal(id: string): void
  /** The code that "Next" gave for a counter-based account, until lock. */
  counterCode(id: string): { readonly code: string; readonly counter: number } | undefined
  setCounterCode(id: string, code: { readonly code: string; readonly counter: number }): void

  /** `undefined`: not selecting. */
  readonly selection: Accessor<ReadonlySet<string> | undefined>
  isSelected(id: string): boolean
  setSelection(selection: ReadonlySet<string> | undefined): void
  toggleSelected(id: string): void

  /** The row the keyboard is on. */
  readonly active: Accessor<string | undefined>
  setActive(id: string | undefined): void
}

const copiedMs = 1600
const revealedMs = 10_000

/** Opens the screen's state; closed with its owner. */
export function createAccountsState(workspace: Workspace): AccountsState {
  const [query, setQuery] = createSignal('')
  const [filter, setFilter] = createSignal<Filter>({ kind: 'all' })
  const [selection, setSelection] = createSignal<ReadonlySet<string> | undefined>()
  const [active, setActive] = createSignal<string | undefined>()
  const copied = createTimedMark(copiedMs)
  const revealed = createTimedMark(revealedMs)
  const [counterCodes, setCounterCodes] = createSignal<
    ReadonlyMap<string, { readonly code: string; readonly counter: number }>
  >(new Map())

  const sort = createMemo(() => workspace.settings().sort)
  // A use alone moves no row under the finger, so it is only read when something else asks for a new order.
  const inOrder = createPassingMemo<SortedAccounts | undefined>((before) => {
    const latest = workspace.accounts().map((view) => workspace.vault.account(view.id) ?? view)
    return sortAccounts(latest, sort(), before)
  }, undefined)
  const sorted = (): readonly AccountView[] => inOrder()?.views ?? []
  createEffect(() => onCleanup(prepareWhenIdle(sorted())))
  const index = createPassingMemo<ReturnType<typeof createSearchIndex> | undefined>(
    () => createSearchIndex(sorted()),
    undefined,
  )
  const hits = createMemo(() => (query().trim() === '' ? undefined : index()?.search(query())))
  const hitById = createMemo(() => new Map(hits()?.map((hit) => [hit.id, hit])))
  const tags = createPassingMemo(() => countTags(workspace.accounts()), [])
  onCleanup(() => {
    setQuery('')
    setFilter({ kind: 'all' })
    setCounterCodes(new Map())
  })
  const sections = createMemo((): readonly Section[] => {
    const found = hits()
    if (found) return [{ name: 'results', ids: found.map((hit) => hit.id) }]
    const wanted = filter()
    if (wanted.kind !== 'all') {
      return [{ name: 'results', ids: idsOf(sorted().filter((account) => matchesFilter(account, wanted))) }]
    }
    return [
      { name: 'pinned', ids: idsOf(sorted().filter((account) => account.pinned)) },
      { name: 'others', ids: idsOf(sorted().filter((account) => !account.pinned)) },
    ]
  })
  const shownIds = createMemo(() => sections().flatMap((section) => section.ids))
  const hot = createMemo(() => (hits() ? shownIds()[0] : undefined))

  return {
    query,
    setQuery,
    filter,
    setFilter,
    tags,
    pinnedCount: createMemo(() => workspace.accounts().filter((account) => account.pinned).length),
    sections,
    shownIds,
    hit: (id) => hitById().get(id),
    isHot: createSelector(hot),
    isCopied: copied.is,
    markCopied: copied.mark,
    isRevealed: revealed.is,
    reveal: revealed.mark,
    counterCode: (id) => counterCodes().get(id),
    setCounterCode: (id, code) => setCounterCodes((before) => new Map(before).set(id, code)),
    selection,
    isSelected: (id) => selection()?.has(id) ?? false,
    setSelection,
    toggleSelected(id) {
      const next = new Set(selection())
      if (!next.delete(id)) next.add(id)
      setSelection(next)
    },
    active,
    setActive,
  }
}

/** Accounts that are made ready for searching between two frames. */
const preparedAtOnce = 500

/** Makes accounts ready for searching, a portion at a time. Returns the function that calls it off. */
function prepareWhenIdle(views: readonly AccountView[]): () => void {
  let stop = (): void => {}
  const wait = (from: number): void => {
    if (from >= views.length) return
    stop = whenIdle(() => {
      prepareSearch(views.slice(from, from + preparedAtOnce))
      wait(from + preparedAtOnce)
    })
  }
  wait(0)
  return () => stop()
}

/** Marks one id for a while. */
function createTimedMark(forMs: number): { is: (id: string) => boolean; mark: (id: string) => void } {
  const [marked, setMarked] = createSignal<string | undefined>()
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  return {
    is: createSelector(marked),
    mark(id) {
      clearTimeout(timer)
      setMarked(id)
      timer = setTimeout(() => setMarked(undefined), forMs)
    },
  }
}

function matchesFilter(account: AccountView, filter: Filter): boolean {
  if (filter.kind === 'tag') return account.tags.includes(filter.tag)
  return filter.kind === 'all' || account.pinned
}

function idsOf(accounts: readonly AccountView[]): readonly string[] {
  return accounts.map((account) => account.id)
}

function countTags(accounts: readonly AccountView[]): readonly { readonly tag: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const account of accounts) for (const tag of account.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].map(([tag, count]) => ({ tag, count })).toSorted((a, b) => a.tag.localeCompare(b.tag))
}

const AccountsContext = createContext<AccountsState>()

export function AccountsStateProvider(props: {
  readonly state: AccountsState
  readonly children: JSX.Element
}): JSX.Element {
  return <AccountsContext.Provider value={props.state}>{props.children}</AccountsContext.Provider>
}

/** The accounts screen's state. Throws outside its provider. */
export function useAccounts(): AccountsState {
  const state = useContext(AccountsContext)
  if (!state) throw new Error('useAccounts needs an AccountsStateProvider above it')
  return state
}
