import type { AccountView } from '../../../account.ts'
import type { ExportPlan, OmittedReason, ReducedField } from '../../../transfer/index.ts'
import { accountName } from '../../messages/accounts.ts'
import { exportText, type ExportTarget } from '../../messages/export.ts'

/** Accounts that are left out for one reason. */
interface LeftOut {
  readonly names: readonly string[]
  /** A sentence that follows the names. */
  readonly why: string
}

/** What a plan says, in words. */
export interface PlanWords {
  readonly fits: string
  readonly leftOut: readonly LeftOut[]
  readonly leftOutCount: number
  /** What of accounts is not carried over, one phrase for each kind of thing. */
  readonly lost: readonly string[]
}

/**
 * Puts a plan into words: how many go out, who is left out and why, and what is left behind.
 *
 * @param accounts - What the plan was made of.
 */
export function planWords(plan: ExportPlan, accounts: readonly AccountView[], target: ExportTarget): PlanWords {
  const text = exportText()
  const names = new Map(accounts.map((account) => [account.id, accountName(account) || text.nameless]))
  const nameOf = (reference: string | number): string => names.get(String(reference)) ?? text.nameless
  const byReason = new Map<OmittedReason, string[]>()
  for (const { account, reason } of plan.omitted) {
    const known = byReason.get(reason)
    if (known) known.push(nameOf(account))
    else byReason.set(reason, [nameOf(account)])
  }
  const counts = new Map<ReducedField, number>()
  for (const { lost } of plan.reduced) for (const field of lost) counts.set(field, (counts.get(field) ?? 0) + 1)
  return {
    fits: text.fits(plan.included, accounts.length),
    leftOut: [...byReason].map(([reason, names]) => ({ names, why: text.reasons[reason](text.apps[target]) })),
    leftOutCount: plan.omitted.length,
    lost: [...counts].map(([field, count]) => text.lostFields[field](count)),
  }
}
