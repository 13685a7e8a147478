import { decodeBase64, EncodingError } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'
import type { JsonFields } from '../json-fields.ts'

/**
 * The bytes of a member that the file cannot be opened without.
 *
 * @throws {@link TransferError} `transfer/damaged` where it is no text, or no base64.
 */
export function base64Member(fields: JsonFields, name: string): Uint8Array {
  const text = fields.raw(name)
  if (typeof text !== 'string') throw new TransferError('transfer/damaged', `${name} is missing`)
  return base64Bytes(text)
}

/** As {@link base64Member}, of its text. */
export function base64Bytes(text: string): Uint8Array {
  try {
    return decodeBase64(text)
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause
    throw new TransferError('transfer/damaged', 'a member is not base64', { cause })
  }
}
