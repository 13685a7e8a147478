import type { AccountDraft } from '../../account.ts'
import type { RandomSource } from '../../crypto/index.ts'
import { encodeBase64, encodeUtf8 } from '../../encoding/index.ts'
import type { WritableAccount } from '../backup/index.ts'
import type { AccountReference, ExportModule, ExportPlan, OmittedReason } from '../export-format.ts'
import { planFor, type PlannedAccount } from '../export-plan.ts'
import { lossesOf } from './losses.ts'
import { encodeMigrationAccount, encodeMigrationPart } from './migration-message.ts'

/** One QR code of a transfer to Google Authenticator. */
export interface MigrationLink {
  /** The text of the code: at most 2,953 characters of ASCII, most often at most 1,273. */
  readonly link: string
  readonly accounts: readonly AccountReference[]
}

/** A whole transfer: its codes in the order in which they are scanned, and what is in none of them. */
export interface Migration extends ExportPlan {
  readonly links: readonly MigrationLink[]
}

/** What Google Authenticator puts into one code, and takes out of it. */
const maxAccounts = 10
/** Bytes of a QR code of version 25 at level L: larger ones are hard to scan off a screen (ISO/IEC 18004 table 7). */
const goodBytes = 1273
/** Bytes of the largest QR code there is, version 40 at level L. */
const mostBytes = 2953

const scheme = 'otpauth-migration://offline?data='

/**
 * Accounts as links for Google Authenticator, each of them to be shown as a QR code.
 *
 * @throws `OtpError` for parameters that no code comes from.
 */
export function migrationLinks(accounts: readonly WritableAccount[], random: RandomSource): Migration {
  const { planned, plan } = planFor(googleMigration, accounts)
  return { ...plan, links: linksOf(planned, random) }
}

/** The links of {@link migrationLinks}, one per line. */
export const googleMigration: ExportModule = {
  refuse,
  reduce: (account) => lossesOf(account, {}),
  writeExport: (accounts, { random }) => {
    const links = linksOf(
      accounts.map((account, reference) => ({ reference, account })),
      random,
    )
    return Promise.resolve(encodeUtf8(links.map(({ link }) => `${link}\n`).join('')))
  },
}

/** Whatever the app would turn into wrong codes without a word. */
function refuse(account: AccountDraft): OmittedReason | undefined {
  const { type, digits, period } = account
  if (type !== 'totp' && type !== 'hotp') return 'type'
  if (digits !== 6 && digits !== 8) return 'digits'
  if (type === 'totp' && period !== 30) return 'period'
  return linkOf([encodeMigrationAccount(account)], largestBatch).length > mostBytes ? 'too-long' : undefined
}

interface Batch {
  readonly size: number
  readonly index: number
  /** Positive, of 31 bits. */
  readonly id: number
}

/** Room for what the other parts turn out to be. */
const largestBatch: Batch = { size: 0xffff, index: 0xffff, id: 0x7fffffff }

function linksOf(planned: readonly PlannedAccount[], random: RandomSource): readonly MigrationLink[] {
  const groups = grouped(planned)
  const id = batchId(random)
  return groups.map((group, index) => ({
    link: linkOf(
      group.map(({ message }) => message),
      { size: groups.length, index, id },
    ),
    accounts: group.map(({ reference }) => reference),
  }))
}

interface EncodedAccount {
  readonly reference: AccountReference
  readonly message: Uint8Array
}

/** As many accounts in a part as it may have and as can be scanned well; one, where it alone is too large for that. */
function grouped(planned: readonly PlannedAccount[]): readonly (readonly EncodedAccount[])[] {
  const groups: EncodedAccount[][] = []
  for (const { reference, account } of planned) {
    const encoded = { reference, message: encodeMigrationAccount(account) }
    const last = groups.at(-1)
    if (last !== undefined && last.length < maxAccounts && fits([...last, encoded])) last.push(encoded)
    else groups.push([encoded])
  }
  return groups
}

function fits(group: readonly EncodedAccount[]): boolean {
  const messages = group.map(({ message }) => message)
  return linkOf(messages, largestBatch).length <= goodBytes
}

function linkOf(accounts: readonly Uint8Array[], batch: Batch): string {
  return scheme + encodeURIComponent(encodeBase64(encodeMigrationPart(accounts, batch)))
}

/** The same in all parts, so that the app knows which belong together. */
function batchId(random: RandomSource): number {
  const bytes = random(4)
  const number = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) & 0x7fffffff
  // Zero would be left out of the message.
  return number === 0 ? 1 : number
}
