import type { AccountView } from '../account.ts'
import type { SortOrder } from './settings.ts'

type Comparator = (a: AccountView, b: AccountView) => number

/**
 * How accounts are put in order: names as people sort them (`item 2` before `item 10`, no regard to case and accents),
 * uses and dates newest or most first. Never zero for two accounts: ties go by name, account and id.
 */
export function compareAccounts(order: SortOrder): Comparator {
  const compareNames = createNameComparator()
  const compare = (a: AccountView, b: AccountView) => rankDifference[order](a, b) || compareNames(a, b)
  return order === 'name' ? compareNames : compare
}

/** Accounts as they were put in order before. */
export interface SortedAccounts {
  readonly order: SortOrder
  readonly views: readonly AccountView[]
}

/**
 * Puts accounts in order. Comparing names is slow, so those that were in this order before are not compared again: only
 * views that are new are, each with a handful of the others.
 */
export function sortAccounts(
  accounts: readonly AccountView[],
  order: SortOrder,
  before?: SortedAccounts,
): SortedAccounts {
  const compare = compareAccounts(order)
  const left = new Set(accounts)
  const kept = before?.order === order ? before.views.filter((view) => left.delete(view)) : []
  if (left.size > kept.length) return { order, views: accounts.toSorted(compare) }
  return { order, views: merge(kept, [...left].toSorted(compare), compare) }
}

/** Merges two sorted lists, of which the second is short. */
function merge(sorted: readonly AccountView[], few: readonly AccountView[], compare: Comparator) {
  const merged: AccountView[] = []
  let from = 0
  for (const view of few) {
    const place = placeOf(view, sorted, from, compare)
    for (const other of sorted.slice(from, place)) merged.push(other)
    merged.push(view)
    from = place
  }
  return [...merged, ...sorted.slice(from)]
}

/** How many of a sorted list come before a view, found by halving. */
function placeOf(view: AccountView, sorted: readonly AccountView[], from: number, compare: Comparator): number {
  let [low, high] = [from, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = sorted[middle]
    if (other !== undefined && compare(other, view) < 0) low = middle + 1
    else high = middle
  }
  return low
}

const rankDifference: Readonly<Record<SortOrder, Comparator>> = {
  name: () => 0,
  'last-used': (a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0),
  'most-used': (a, b) => b.useCount - a.useCount,
  'date-added': (a, b) => b.createdAt - a.createdAt,
  'by-hand': (a, b) => a.order - b.order,
}

function createNameComparator(): Comparator {
  const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
  return (a, b) =>
    compare(shownName(a), shownName(b)) || compare(a.account, b.account) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** An account without an issuer is listed under its own name. */
function shownName({ issuer, account }: AccountView): string {
  return issuer === '' ? account : issuer
}
