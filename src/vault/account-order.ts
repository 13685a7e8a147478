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
