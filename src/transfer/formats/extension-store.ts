import { TransferError } from '../errors.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'

/** One record of the extension's store. */
export interface StoreRecord {
  readonly fields: JsonFields
  /** What of it is encrypted: its secret, or the record itself. Absent: nothing. */
  readonly sealed?: 'secret' | 'record'
}

/** The store of the browser extension Authenticator, sorted by what its values are. */
export interface ExtensionStore {
  readonly records: readonly StoreRecord[]
  /** Of the newest generation. */
  readonly keys: readonly JsonFields[]
  /** Of the generation before: the password opens `enc`, and that the secrets. */
  readonly oldKey: JsonFields | undefined
}

/** Keys that are tried; each costs two derivations. Nobody has more than one for long. */
const maxKeys = 16

/**
 * Sorts the values of the store. Settings are none of ours.
 *
 * @throws {@link TransferError} `transfer/limits`.
 */
export function readStore(fields: JsonFields): ExtensionStore {
  const records: StoreRecord[] = []
  const keys: JsonFields[] = []
  for (const [name, value] of fields.entries()) {
    const each = jsonFields(value)
    if (each === undefined || name === 'UserSettings' || name === 'LocalStorage') continue
    if (each.raw('dataType') === 'Key') keys.push(each)
    else if (!isOldKey(name, each)) records.push(recordOf(each))
  }
  if (keys.length > maxKeys) throw new TransferError('transfer/limits', 'the file has more keys than anybody has')
  const oldKey = fields.object('key')
  return { records, keys, oldKey: oldKey !== undefined && isOldKey('key', oldKey) ? oldKey : undefined }
}

function isOldKey(name: string, fields: JsonFields): boolean {
  return name === 'key' && fields.has('enc') && !fields.has('secret')
}

function recordOf(fields: JsonFields): StoreRecord {
  if (fields.raw('dataType') === 'EncOTPStorage') return { fields, sealed: 'record' }
  return fields.flag('encrypted') === true ? { fields, sealed: 'secret' } : { fields }
}
