import type { AccountView } from '../account.ts'
import type { Clock } from '../clock.ts'
import { periodOf, timeStepAt } from '../otp/index.ts'
import type { ConnectVault } from './connect-vault.ts'
import type { Code, CounterCode } from './protocol.ts'

/** How long before a code changes the next one is told, ms. */
const nextWithinMs = 10_000

/** The moment that codes are wanted for. */
export interface CodeTime {
  /** This device's time, Unix ms. */
  readonly now: number
  /** What is taken off it for codes, ms: how far it is known to be ahead. */
  readonly correctionMs: number
}

/** Where {@link CodeTime} comes from. */
export interface CodeTimeSource {
  readonly clock: Pick<Clock, 'now'>
  readonly correctionMs: () => number
}

/** The present moment for codes. */
export function codeTimeOf({ clock, correctionMs }: CodeTimeSource): CodeTime {
  return { now: clock.now(), correctionMs: correctionMs() }
}

/**
 * The code of an account as a site gets it; `undefined` for accounts whose code does not come from the time.
 *
 * @param time - Whose `validFrom` and `validUntil` are this device's time, too, as the site's page reads it.
 * @throws `VaultError` `vault/locked`, `vault/no-such-account`.
 */
export function codeOf(vault: ConnectVault, view: AccountView, { now, correctionMs }: CodeTime): Code | undefined {
  const { id, issuer, account, type, digits } = view
  const period = periodOf(view)
  if (period === undefined || (type !== 'totp' && type !== 'steam')) return undefined
  const stepMs = period * 1000
  const step = timeStepAt(now - correctionMs, period)
  const validFrom = step * stepMs + correctionMs
  const validUntil = validFrom + stepMs
  const code = vault.codeAt(id, step * stepMs)
  const next = validUntil - now <= nextWithinMs && { next: vault.codeAt(id, (step + 1) * stepMs) }
  return { id, issuer, account, type, code, digits, period, validFrom, validUntil, ...next }
}

/** The codes of all accounts that have one. */
export function codesOf(vault: ConnectVault, views: readonly AccountView[], time: CodeTime): readonly Code[] {
  return views.map((view) => codeOf(vault, view, time)).filter((code) => code !== undefined)
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
