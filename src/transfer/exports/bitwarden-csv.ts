import type { AccountDraft } from '../../account.ts'
import { encodeBase32, encodeUtf8 } from '../../encoding/index.ts'
import { formatOtpauthUri } from '../../otp/index.ts'
import { csvLine } from '../containers/csv.ts'
import type { ExportModule, ReducedField } from '../export-format.ts'
import { lossesOf } from './losses.ts'

const columns = [
  'folder',
  'favorite',
  'type',
  'name',
  'notes',
  'fields',
  'reprompt',
  'login_uri',
  'login_username',
  'login_password',
  'login_totp',
] as const

/** Bitwarden's table of logins, each with a code and no password. */
export const bitwardenCsv: ExportModule = {
  // Bitwarden reads whatever the link says as time-based: a counter's codes would be wrong without a sign.
  refuse: ({ type }) => (type === 'totp' || type === 'steam' ? undefined : 'type'),
  reduce: (account) => [...lossesOf(account, { note: true, pinned: true, tags: 1 }), ...guardedParts(account)],
  writeExport: (accounts) => {
    const lines = [columns.join(','), ...accounts.map((account) => csvLine(cellsOf(account)))]
    return Promise.resolve(encodeUtf8(lines.map((line) => `${line}\r\n`).join('')))
  },
}

function cellsOf(account: AccountDraft): readonly string[] {
  const { type, issuer, note = '', pinned, secret, tags = [] } = account
  const row: Readonly<Partial<Record<(typeof columns)[number], string>>> = {
    folder: guarded(tags[0] ?? ''),
    favorite: pinned ? '1' : '',
    type: 'login',
    name: guarded(issuer || account.account),
    notes: guarded(note),
    reprompt: '0',
    login_username: guarded(account.account),
    login_totp: type === 'steam' ? `steam://${encodeBase32(secret)}` : formatOtpauthUri(account),
  }
  return columns.map((column) => row[column]?.replace(/\p{Surrogate}/gu, '\ufffd') ?? '')
}

// [Note: formulas in tables] A spreadsheet runs what begins with =, +, - or @, and such a formula can send the secrets
// that stand beside it to another computer. Names come from QR codes of strangers, so they are guarded with an
// apostrophe in front, which spreadsheets take for "this is text" (OWASP ASVS 5.0, 1.2.10). Importers know nothing of
// that and keep the apostrophe, so it stands only where a formula could do something: a telephone number
// (+49 170 1234567) and a handle (@alice) cannot, are common as account names, and must arrive as they are. Links begin
// with their scheme and their names are percent-encoded: they need no guard, and for all but Steam's the true names
// travel there.

/** Where spreadsheets of some countries begin a new cell, whatever quotes there are around it. */
const cellBreak = /([;\t\r\n])/
const formulaStart = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/
/** No function, no link to a program, no other sheet. */
const harmless = /^[+\-@][\p{L}\p{M}\p{N} ._@+-]*$/u

function guarded(text: string): string {
  return text.split(cellBreak).map(guardedCell).join('')
}

function guardedCell(text: string): string {
  return formulaStart.test(text) && !harmless.test(text) ? `'${text}` : text
}

function guardedParts({ issuer, account, note = '', tags = [] }: AccountDraft): readonly ReducedField[] {
  return [issuer || account, account, note, tags[0] ?? ''].some((text) => guarded(text) !== text) ? ['formula'] : []
}
