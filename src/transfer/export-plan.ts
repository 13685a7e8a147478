import { checkParameters } from '../otp/index.ts'
import type { WritableAccount } from './backup/index.ts'
import type { AccountReference, ExportModule, ExportPlan, OmittedAccount, ReducedAccount } from './export-format.ts'

/** An account that goes into the file, with its parameters checked. */
export interface PlannedAccount {
  readonly reference: AccountReference
  readonly account: WritableAccount
}

/**
 * Sorts accounts by what a format can say of them.
 *
 * @throws `OtpError` for parameters that no code comes from.
 */
export function planFor(
  format: Pick<ExportModule, 'keepsBin' | 'refuse' | 'reduce'>,
  accounts: readonly WritableAccount[],
): { readonly planned: readonly PlannedAccount[]; readonly plan: ExportPlan } {
  const planned: PlannedAccount[] = []
  const omitted: OmittedAccount[] = []
  const reduced: ReducedAccount[] = []
  for (const [index, given] of accounts.entries()) {
    const account = { ...given, ...checkParameters(given) }
    const reference = account.id ?? index
    const reason = account.deletedAt !== undefined && !format.keepsBin ? 'in-bin' : format.refuse(account)
    if (reason !== undefined) {
      omitted.push({ account: reference, reason })
      continue
    }
    planned.push({ reference, account })
    const lost = format.reduce(account)
    if (lost.length > 0) reduced.push({ account: reference, lost })
  }
  return { planned, plan: { included: planned.length, omitted, reduced } }
}
