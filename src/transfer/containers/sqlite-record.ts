import { TransferError } from '../errors.ts'

/** A value of a cell. Integers beyond 2^53 lose their last digits. */
export type SqliteValue = null | number | string | Uint8Array

interface Varint {
  readonly value: number
  /** Where the byte after it is. */
  readonly next: number
}

/**
 * Reads an integer of one to nine bytes, most significant first; the ninth byte counts whole, and makes it a signed one
 * (SQLite file format, §1.6).
 *
 * @throws `RangeError` beyond the end.
 */
export function readVarint(view: DataView, at: number): Varint {
  let value = 0
  for (let place = 0; place < 8; place += 1) {
    const byte = view.getUint8(at + place)
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, next: at + place + 1 }
  }
  // Eight times seven bits do not fit a number; nor need they, but small negative ones have to come out right.
  let bits = 0n
  for (let place = 0; place < 8; place += 1) bits = (bits << 7n) | BigInt(view.getUint8(at + place) & 0x7f)
  bits = (bits << 8n) | BigInt(view.getUint8(at + 8))
  return { value: Number(BigInt.asIntN(64, bits)), next: at + 9 }
}

/**
 * Reads a record: a header with the type of each value, and the values (§2.1).
 *
 * @param most - Values beyond so many are left out.
 * @throws {@link TransferError} `transfer/damaged`. @throws `RangeError`.
 */
export function readRecord(
  payload: Uint8Array,
  most: number,
  decodeText: (bytes: Uint8Array) => string,
): readonly SqliteValue[] {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  const header = readVarint(view, 0)
  const values: SqliteValue[] = []
  let at = header.next
  let valueAt = header.value
  while (at < header.value && values.length < most) {
    const type = readVarint(view, at)
    at = type.next
    const length = lengthOf(type.value)
    if (valueAt + length > payload.length) throw new TransferError('transfer/damaged', 'a value leaves its row')
    values.push(valueOf(view, type.value, valueAt, length, decodeText))
    valueAt += length
  }
  return values
}

/** Bytes of the types 0 to 9: nothing, integers, a floating-point number, and the constants 0 and 1. */
const lengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function lengthOf(type: number): number {
  const length = type >= 12 ? Math.floor((type - 12) / 2) : lengths[type]
  if (length === undefined) throw new TransferError('transfer/damaged', 'a value is of an unknown type')
  return length
}

function valueOf(
  view: DataView,
  type: number,
  at: number,
  length: number,
  decodeText: (bytes: Uint8Array) => string,
): SqliteValue {
  if (type >= 12) {
    const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length)
    return type % 2 === 0 ? bytes : decodeText(bytes)
  }
  if (type === 0) return null
  if (type === 7) return view.getFloat64(at)
  return type >= 8 ? type - 8 : signedInteger(view, at, length)
}

function signedInteger(view: DataView, at: number, length: number): number {
  if (length === 8) return Number(view.getBigInt64(at))
  let value = view.getInt8(at)
  for (let place = 1; place < length; place += 1) value = value * 256 + view.getUint8(at + place)
  return value
}

/**
 * How the texts of a database are encoded (§1.3.13). What is ill-formed becomes U+FFFD.
 *
 * @param encoding - 1 UTF-8, 2 UTF-16 little-endian, 3 UTF-16 big-endian; 0: no text was ever written.
 * @throws {@link TransferError} `transfer/damaged`.
 */
export function textDecoderOf(encoding: number): (bytes: Uint8Array) => string {
  const name = ['utf-8', 'utf-8', 'utf-16le', 'utf-16be'][encoding]
  if (name === undefined) throw new TransferError('transfer/damaged', 'the text encoding is unknown')
  const decoder = new TextDecoder(name, { ignoreBOM: true })
  return (bytes) => decoder.decode(bytes)
}
