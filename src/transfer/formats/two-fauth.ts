import { rawAccountOf, type RawAccount } from '../entry.ts'
import type { FileContent, ReadExport } from '../format.ts'
import type { JsonFields } from '../json-fields.ts'
import { jsonValue, readRecords, requiredFields } from '../record-list.ts'

/** 2FAuth's export, of members or of links. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport> {
  const backup = requiredFields(jsonValue(file))
  return { entries: readRecords(backup.raw('data'), ['service', 'account'], accountOf) }
}

function accountOf(record: JsonFields): RawAccount {
  const icon = record.text('icon_file') || record.text('icon')
  const dropped = [Boolean(icon) && 'icon'] as const
  const uri = record.text('uri')
  if (uri !== undefined && !record.has('secret')) return rawAccountOf(uri, { dropped })
  const type = record.text('otp_type')?.toLowerCase() ?? ''
  return {
    type: type === 'steamtotp' ? 'steam' : type,
    secret: record.text('secret'),
    algorithm: record.text('algorithm'),
    digits: record.number('digits'),
    period: record.number('period'),
    counter: record.number('counter'),
    issuer: record.text('service'),
    account: record.text('account'),
    dropped,
  }
}
