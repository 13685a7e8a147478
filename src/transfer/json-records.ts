import { readEntry, type RawAccount } from './entry.ts'
import { TransferError } from './errors.ts'
import { maxJsonParts } from './file-content.ts'
import type { ImportEntry } from './format.ts'
import { jsonFields, type JsonFields } from './json-fields.ts'
import { parseJson, type JsonValue } from './strict-json.ts'

/**
 * Reads JSON that was sealed inside a file, within the bounds of JSON files.
 *
 * @returns `undefined` for what is no JSON.
 * @throws {@link TransferError} `transfer/too-many`.
 */
export function parseOpenedJson(bytes: Uint8Array): JsonValue | undefined {
  const reading = parseJson(bytes, { maxParts: maxJsonParts })
  if ('value' in reading) return reading.value
  if (reading.problem === 'too-many-parts')
    throw new TransferError('transfer/too-many', 'the export has too many parts')
  return undefined
}

/**
 * Makes an entry of one member of a list of records. What is no object is an unreadable one.
 *
 * @param labelOf - What people would know an unreadable record by.
 * @param read - As for {@link readEntry}.
 */
export function readJsonRecord(
  record: unknown,
  labelOf: (fields: JsonFields) => string,
  read: (fields: JsonFields) => RawAccount,
): ImportEntry {
  const fields = jsonFields(record)
  if (fields === undefined) {
    return { outcome: 'unreadable', label: '', code: 'entry/malformed', text: JSON.stringify(record) }
  }
  // Written out only where the record is reported: those with pictures are large.
  const report = {
    label: labelOf(fields),
    get text() {
      return fields.json
    },
  }
  return readEntry(report, () => read(fields))
}

/** The first of these members that is a text and not empty. */
export function firstText(fields: JsonFields, ...names: readonly string[]): string | undefined {
  return names.map((name) => fields.text(name)).find((text) => text !== undefined && text !== '')
}
