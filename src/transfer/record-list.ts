import type { RawAccount } from './entry.ts'
import { TransferError } from './errors.ts'
import type { FileContent, ImportEntry } from './format.ts'
import { jsonFields, type JsonFields } from './json-fields.ts'
import { firstText, parseOpenedJson, readJsonRecord } from './json-records.ts'
import type { JsonValue } from './strict-json.ts'

/** The value of a file that is JSON; `undefined` for any other file. */
export function jsonValue(file: FileContent | undefined): unknown {
  return file?.kind === 'json' ? file.value : undefined
}

/** Takes a value as an object that the format cannot do without. @throws {@link TransferError} `transfer/damaged`. */
export function requiredFields(value: unknown): JsonFields {
  const fields = jsonFields(value)
  if (fields === undefined) throw new TransferError('transfer/damaged', 'an object of the format is not there')
  return fields
}

/**
 * Reads JSON that opened with the right password.
 *
 * @throws {@link TransferError} `transfer/damaged`, `transfer/too-many`.
 */
export function parseSealedJson(bytes: Uint8Array): JsonValue {
  const value = parseOpenedJson(bytes)
  if (value === undefined) throw new TransferError('transfer/damaged', 'what was sealed is no JSON')
  return value
}

/**
 * Makes one entry of each member of a list of records, in its order.
 *
 * @param names - Members that people would know an unreadable record by: issuer, account.
 * @param read - As for `readEntry`.
 * @throws {@link TransferError} `transfer/damaged` where there is no list.
 */
export function readRecords(
  records: unknown,
  names: readonly string[],
  read: (record: JsonFields) => RawAccount,
): readonly ImportEntry[] {
  if (!Array.isArray(records)) throw new TransferError('transfer/damaged', 'the list of accounts is not there')
  const labelOf = (record: JsonFields) => names.flatMap((name) => firstText(record, name) ?? []).join(': ')
  return records.map((record: unknown) => readJsonRecord(record, labelOf, read))
}
