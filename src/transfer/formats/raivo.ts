import type { RawAccount } from '../entry.ts'
import type { FileContent, ReadExport } from '../format.ts'
import type { JsonFields } from '../json-fields.ts'
import { jsonValue, readRecords } from '../record-list.ts'
import { typeOrSteam } from '../steam-name.ts'

/** The list in Raivo's archive. All its values are texts. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport> {
  return { entries: readRecords(jsonValue(file), ['issuer', 'account'], accountOf) }
}

function accountOf(record: JsonFields): RawAccount {
  const issuer = record.text('issuer')
  const digits = record.number('digits')
  return {
    type: typeOrSteam(record.text('kind')?.toLowerCase() ?? '', issuer, digits),
    secret: record.text('secret'),
    algorithm: record.text('algorithm'),
    digits,
    period: record.number('timer'),
    counter: record.number('counter'),
    issuer,
    account: record.text('account'),
    pinned: record.raw('pinned') === true || record.text('pinned')?.toLowerCase() === 'true',
    dropped: [Boolean(record.text('iconValue')) && 'icon'],
  }
}
