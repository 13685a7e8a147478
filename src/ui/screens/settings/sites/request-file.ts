import type { AccountView } from '../../../../account.ts'
import type { LoggedRequest } from '../../../../vault/index.ts'
import { accountName } from '../../../messages/accounts.ts'

/** Finds an account by its id. */
export type AccountOf = (id: string) => Pick<AccountView, 'issuer' | 'account'> | undefined

/**
 * The log as a JSON text for people and programs, newest first: times as ISO 8601 in UTC, accounts by name, those that are
 * gone by their id.
 *
 * @param requests - Oldest first.
 */
export function formatRequests(requests: readonly LoggedRequest[], accountOf: AccountOf): string {
  const rows = requests.toReversed().map(({ at, origin, method, accountIds, outcome }) => ({
    at: new Date(at).toISOString(),
    origin,
    method,
    accounts: accountIds.map((id) => nameOf(id, accountOf)),
    outcome,
  }))
  return `${JSON.stringify(rows, null, 2)}\n`
}

function nameOf(id: string, accountOf: AccountOf): string {
  const account = accountOf(id)
  return (account && accountName(account)) || id
}
