import { decodeBase64 } from '../../encoding/index.ts'
import { openSqlite } from '../containers/sqlite.ts'
import { EntryError, type RawAccount } from '../entry.ts'
import type { FileContent, ReadExport } from '../format.ts'
import type { JsonFields } from '../json-fields.ts'
import { firstText } from '../json-records.ts'
import { hasText, isOn } from '../logins.ts'
import { readRecords } from '../record-list.ts'

/** The kinds of rows that are not ordinary ones. */
const personalAccount = 1
const workAccount = 2

/** Microsoft Authenticator's database `PhoneFactor`, as it lies on Android: the app itself exports nothing. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport> {
  const { rows, writesAhead } = openSqlite(file?.bytes ?? new Uint8Array())
  const entries = readRecords(rows('accounts'), ['name', 'username'], accountOf)
  return { entries, ...(writesAhead && { remarks: ['journal-missing'] }) }
}

function accountOf(row: JsonFields): RawAccount {
  const type = Number(row.text('account_type') ?? 0)
  if (type === workAccount && !isOn(row.raw('oath_enabled'))) throw new EntryError('entry/no-code')
  const secret = firstText(row, 'oath_secret_key')
  if (secret === undefined && hasText(row.text('encrypted_oath_secret_key'))) throw new EntryError('entry/bound')
  const isPersonal = type === personalAccount
  return {
    // Only Microsoft's own accounts are written otherwise than as base32, and have longer codes.
    secret: isPersonal && secret !== undefined ? decodeBase64(secret) : secret,
    digits: isPersonal ? 8 : 6,
    issuer: row.text('name'),
    account: row.text('username'),
    order: Number(row.text('ux_position') ?? Number.NaN),
  }
}
