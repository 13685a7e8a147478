import type { AccountView } from '../account.ts'
import { periodOf, timeStepAt } from '../otp/index.ts'
import type { ConnectVault } from './connect-vault.ts'
import type { Code, CounterCode } from './protocol.ts'

/** How long before a code changes the next one is told, ms. */
const nextWithinMs = 10_000

/**
 * The code of an account as a site gets it; `undefined` for accounts whose code does not come from the time.
 *
 * @param now - Unix ms.
 * @throws `VaultError` `vault/locked`, `vault/no-such-account`.
 */
export function codeOf(vault: ConnectVault, view: AccountView, now: number): Code | undefined {
  const { id, issuer, account, type, digits } = view
  const period = periodOf(view)
  if (period === undefined || (type !== 'totp' && type !== 'steam')) return undefined
  const validFrom = timeStepAt(now, period) * period * 1000
  const validUntil = validFrom + period * 1000
  const code = vault.codeAt(id, now)
  const next = validUntil - now <= nextWithinMs && { next: vault.codeAt(id, validUntil) }
  return { id, issuer, account, type, code, digits, period, validFrom, validUntil, ...next }
}

/** The codes of all accounts that have one. */
export function codesOf(vault: ConnectVault, views: readonly AccountView[], now: number): readonly Code[] {
  return views.map((view) => codeOf(vault, view, now)).filter((code) => code !== undefined)
}

/**
 * Advances a counter, and answers the code that it gave once that is stored.
 *
 * @throws `VaultError` and `StorageError`; the counter stays then.
 */
export async function nextCodeOf(vault: ConnectVault, view: AccountView): Promise<CounterCode> {
  const { id, issuer, account, digits } = view
  const { code, counter } = await vault.nextCode(id)
  return { id, issuer, account, type: 'hotp', code, digits, counter }
}
