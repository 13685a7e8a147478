import { TransferError } from '../errors.ts'

/** One field of a message. Fixed 32-bit and 64-bit numbers are passed over. */
export interface ProtobufField {
  readonly number: number
  /** Of a varint, its 64 bits unsigned. Of anything with a length, the bytes themselves, not a copy. */
  readonly value: bigint | Uint8Array
}

/** Bytes of the longest varint: 64 bits, seven in each. */
const maxVarintBytes = 10

/** A place in the bytes, moved on by what is read. */
interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

/**
 * Reads the fields of a Protocol Buffers message in the order of its bytes
 * (https://protobuf.dev/programming-guides/encoding/). Linear; nothing beyond the bytes is looked at.
 *
 * @throws {@link TransferError} `transfer/damaged` at the first field that is cut off or cannot be, groups among them.
 */
export function* readProtobuf(bytes: Uint8Array): Generator<ProtobufField, void> {
  const cursor = { bytes, at: 0 }
  while (cursor.at < bytes.length) {
    const tag = readVarint(cursor)
    const number = Number(tag >> 3n)
    if (number === 0 || number >= 2 ** 29) throw damaged('a field has no such number')
    switch (tag & 7n) {
      case 0n:
        yield { number, value: readVarint(cursor) }
        break
      case 1n:
        take(cursor, 8)
        break
      case 2n:
        yield { number, value: take(cursor, Number(readVarint(cursor))) }
        break
      case 5n:
        take(cursor, 4)
        break
      default:
        throw damaged('a field is of no known kind')
    }
  }
}

function readVarint(cursor: Cursor): bigint {
  let value = 0n
  for (let place = 0; place < maxVarintBytes; place++) {
    const byte = cursor.bytes[cursor.at++]
    if (byte === undefined) throw damaged('the message is cut off')
    value |= BigInt(byte & 0x7f) << BigInt(7 * place)
    if (byte >= 0x80) continue
    if (value >= 1n << 64n) break
    return value
  }
  throw damaged('a number is too large')
}

function take(cursor: Cursor, length: number): Uint8Array {
  const end = cursor.at + length
  if (end > cursor.bytes.length) throw damaged('the message is cut off')
  const taken = cursor.bytes.subarray(cursor.at, end)
  cursor.at = end
  return taken
}

function damaged(message: string): TransferError {
  return new TransferError('transfer/damaged', message)
}
