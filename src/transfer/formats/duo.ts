import { EntryError, type RawAccount } from '../entry.ts'
import type { FileContent, ReadExport } from '../format.ts'
import type { JsonFields } from '../json-fields.ts'
import { jsonValue, readRecords } from '../record-list.ts'

/** Duo Mobile's accounts.json, from inside a telephone: only six digits, SHA-1 and 30 seconds are known to it. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport> {
  return { entries: readRecords(jsonValue(file), ['name'], accountOf) }
}

function accountOf(record: JsonFields): RawAccount {
  const generator = record.object('otpGenerator')
  const secret = generator?.text('otpSecret')
  // Duo's own accounts are confirmed on the telephone, with a key that stays there.
  if (secret === undefined) throw new EntryError('entry/no-code')
  const counter = generator?.number('counter')
  return {
    type: counter === undefined ? 'totp' : 'hotp',
    secret,
    counter,
    account: record.text('name'),
    dropped: [Boolean(record.text('logoUri')) && 'icon', Boolean(record.text('pkey')) && 'device'],
  }
}
