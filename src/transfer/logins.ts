import { csvLine, type CsvRow } from './containers/csv.ts'
import { maxEntries, rawAccountOf, readEntry, type RawAccount } from './entry.ts'
import { TransferError } from './errors.ts'
import type { FileContent, ImportEntry, ReadExport } from './format.ts'

/** An item of a password manager, with what it says beside its codes. */
export interface Login extends Omit<Partial<RawAccount>, 'secret' | 'issuer' | 'account' | 'otherIssuer'> {
  readonly title?: string | undefined
  readonly username?: string | undefined
  /** Contents of the fields that hold a code; blank ones are none. Several make several accounts. */
  readonly codes: readonly (string | undefined)[]
  /** The item as it stands in the file; asked for where it is reported. */
  readonly text: () => string
}

/**
 * Takes the codes out of the items of a password manager; items without one are counted.
 *
 * @param now - Unix ms.
 * @throws {@link TransferError} `transfer/too-many`.
 */
export function readLogins(logins: Iterable<Login>, now: number): ReadExport {
  const entries: ImportEntry[] = []
  let skipped = 0
  for (const login of logins) {
    const codes = login.codes.filter((code) => code !== undefined && code.trim() !== '') as readonly string[]
    if (codes.length === 0) {
      skipped++
      continue
    }
    if (entries.length + codes.length > maxEntries) throw new TransferError('transfer/too-many', 'over 50,000 codes')
    const record = {
      label: login.title || login.username || '',
      get text() {
        return login.text()
      },
    }
    entries.push(...codes.map((code) => readEntry(record, () => loginAccount(code, login, now))))
  }
  return { entries, skipped, remarks: ['codes-only'] }
}

/** A key URI, `steam://SECRET` or a bare secret. The link's names come first; then what the item is called. */
function loginAccount(
  code: string,
  { title = '', username = '', codes: _codes, text: _text, ...more }: Login,
  now: number,
): RawAccount {
  if (!/^\s*[a-z][a-z-]*:/i.test(code)) return { ...more, secret: code, issuer: title, account: username }
  const link = rawAccountOf(code, more, now)
  const account = link.account || username
  // All that this form says is the secret: its issuer was made up by who read it.
  if (/^\s*steam:/i.test(code)) return { ...link, account, issuer: title || link.issuer, otherIssuer: link.issuer }
  return { ...link, account, issuer: link.issuer || title, otherIssuer: title || link.otherIssuer }
}

/** The text of the one file of an export; empty where it is of another kind. */
export function textOf([file]: readonly FileContent[]): string {
  return file !== undefined && 'text' in file ? file.text : ''
}

/** A row as a line of comma-separated values, for reports. */
export function rowText(row: CsvRow): string {
  return csvLine(Object.values(row))
}

/** Whether a cell or a member holds any text. */
export function hasText(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== ''
}

/** `true`, 1, and their texts. */
export function isOn(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || (typeof value === 'string' && /^\s*true\s*$/i.test(value))
}

/** Unix ms of a time in seconds since 1970, as a number or its text; `undefined` where it is neither. */
export function secondsToMs(seconds: number | string | undefined): number | undefined {
  if (typeof seconds === 'string' && !/^\d{1,12}$/.test(seconds)) return undefined
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1000)
}

/** The path of a folder as one tag: empty steps are left out, steps are told apart by slashes. */
export function pathTag(path: string | undefined, separator: string): string | undefined {
  return path
    ?.split(separator)
    .filter((step) => step.trim() !== '')
    .join('/')
}
