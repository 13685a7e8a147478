import { openSqlite } from '../containers/sqlite.ts'
import type { RawAccount } from '../entry.ts'
import type { FileContent, ReadExport } from '../format.ts'
import type { JsonFields } from '../json-fields.ts'
import { readRecords } from '../record-list.ts'

/** The database of the earlier MFA Manager, which ran on a server: time-based codes of the usual kind. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport> {
  const { rows, writesAhead } = openSqlite(file?.bytes ?? new Uint8Array())
  const entries = readRecords(rows('mfa_accounts'), ['issuer', 'account_name'], accountOf)
  return { entries, ...(writesAhead && { remarks: ['journal-missing'] }) }
}

function accountOf(row: JsonFields): RawAccount {
  return {
    secret: row.text('secret'),
    issuer: row.text('issuer'),
    account: row.text('account_name'),
    createdAt: timeOf(row.text('created_at')),
    updatedAt: timeOf(row.text('updated_at')),
  }
}

/** Unix ms of `YYYY-MM-DD HH:MM:SS.ffffff`, which is UTC; the fraction is absent where it is nought. */
function timeOf(text: string | undefined): number | undefined {
  const [, day, time, fraction = ''] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?$/.exec(text ?? '') ?? []
  if (day === undefined || time === undefined) return undefined
  const at = Date.parse(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`)
  return Number.isNaN(at) ? undefined : at
}
