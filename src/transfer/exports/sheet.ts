import { encodeBase32, encodeHex } from '../../encoding/index.ts'
import { formatOtpauthUri, type OtpParameters } from '../../otp/index.ts'
import type { WritableAccount } from '../backup/index.ts'
import type { AccountReference, ExportPlan } from '../export-format.ts'
import { planFor, type PlannedAccount } from '../export-plan.ts'
import { lossesOf } from './losses.ts'

/** What one account of a printed sheet shows. */
export interface SheetRow extends Pick<OtpParameters, 'type' | 'algorithm' | 'digits' | 'period' | 'counter'> {
  readonly reference: AccountReference
  /** May be empty, as `account`. */
  readonly issuer: string
  readonly account: string
  /** The text of the QR code. */
  readonly uri: string
  /** The secret in groups of four: base32, or hexadecimal for mOTP, whose apps take that. */
  readonly secret: string
}

/** A printed sheet: its rows in the order given, and what is not on it. */
export interface Sheet extends ExportPlan {
  readonly rows: readonly SheetRow[]
}

/**
 * What a sheet to print says about accounts. No file, and nothing is written: the page is the screen's to make.
 *
 * @throws `OtpError` for parameters that no code comes from.
 */
export function sheetOf(accounts: readonly WritableAccount[]): Sheet {
  const { planned, plan } = planFor({ refuse: () => undefined, reduce: (account) => lossesOf(account, {}) }, accounts)
  return { ...plan, rows: planned.map(rowOf) }
}

function rowOf({ reference, account }: PlannedAccount): SheetRow {
  const { type, issuer, algorithm, digits, period, counter, secret } = account
  return {
    reference,
    type,
    issuer,
    account: account.account,
    uri: formatOtpauthUri(account),
    secret: inFours(type === 'motp' ? encodeHex(secret) : encodeBase32(secret)),
    algorithm,
    digits,
    ...(type !== 'hotp' && period !== undefined && { period }),
    ...(type === 'hotp' && counter !== undefined && { counter }),
  }
}

/** `JBSW Y3DP EHPK 3PXP` */
function inFours(text: string): string {
  return text.replace(/.{4}(?=.)/g, '$& ')
}
