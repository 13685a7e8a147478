import { TransferError } from '../errors.ts'

/** Type codes of Java's object serialization stream protocol, §6.4.2. */
const code = {
  null: 0x70,
  reference: 0x71,
  classDescription: 0x72,
  object: 0x73,
  string: 0x74,
  blockData: 0x77,
  endBlockData: 0x78,
  longString: 0x7c,
}

const streamHeader = 0xaced_0005
/** Handles are numbered from here, in the order of what they stand for. */
const firstHandle = 0x7e_0000

/** Text that the values may have, by the length of the file: only names and values that come again make it more. */
const maxGrowth = 4

/** Names in the largest map that is read: two for each of 50,000 accounts, and as many again. */
const maxNames = 200_000

/** Where reading is, and what references can point to: `undefined` for what is no string. */
interface Stream {
  readonly view: DataView
  readonly handles: (string | undefined)[]
  at: number
}

/**
 * Reads the one thing that FreeOTP 2 writes with Java's object streams: a `java.util.HashMap` of strings to strings. No
 * class but that one is known, and none is made.
 *
 * @throws {@link TransferError} `transfer/damaged`, `transfer/too-many`.
 */
export function readJavaMap(bytes: Uint8Array): ReadonlyMap<string, string> {
  const stream: Stream = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), handles: [], at: 0 }
  try {
    return readMap(stream)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw damaged({ cause })
  }
}

function readMap(stream: Stream): ReadonlyMap<string, string> {
  if (uint32(stream) !== streamHeader) throw damaged()
  expectByte(stream, code.object)
  const fieldBytes = readMapClass(stream)
  stream.handles.push(undefined)
  stream.at += fieldBytes
  expectByte(stream, code.blockData)
  expectByte(stream, 8)
  // How many buckets the table had.
  uint32(stream)
  const count = uint32(stream)
  if (count > maxNames) throw new TransferError('transfer/too-many', 'the map has too many names')
  const map = new Map<string, string>()
  let left = stream.view.byteLength * maxGrowth
  for (let each = 0; each < count; each += 1) {
    const name = readString(stream)
    const value = readString(stream)
    left -= name.length + value.length
    if (left < 0) throw damaged()
    map.set(name, value)
  }
  return map
}

/** @returns How many bytes the values of its fields take: numbers, of no use without Java. */
function readMapClass(stream: Stream): number {
  expectByte(stream, code.classDescription)
  if (readText(stream, uint16(stream)) !== 'java.util.HashMap') throw damaged()
  stream.handles.push(undefined)
  // The class's version, 8 bytes, and its flags.
  stream.at += 9
  const fieldCount = uint16(stream)
  let fieldBytes = 0
  for (let field = 0; field < fieldCount; field += 1) {
    // Android 6 has `float loadFactor`, later ones `int threshold` beside it.
    const type = String.fromCharCode(uint8(stream))
    if (type !== 'F' && type !== 'I') throw damaged()
    // Its name.
    readText(stream, uint16(stream))
    fieldBytes += 4
  }
  expectByte(stream, code.endBlockData)
  expectByte(stream, code.null)
  return fieldBytes
}

function readString(stream: Stream): string {
  const type = uint8(stream)
  if (type === code.reference) {
    const text = stream.handles[uint32(stream) - firstHandle]
    if (text === undefined) throw damaged()
    return text
  }
  if (type !== code.string && type !== code.longString) throw damaged()
  const text = readText(stream, type === code.string ? uint16(stream) : uint64(stream))
  stream.handles.push(text)
  return text
}

const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true })

/** Modified UTF-8: each unit of UTF-16 by itself in one to three bytes, and U+0000 in two (`DataInput`, "Modified UTF-8"). */
function readText(stream: Stream, length: number): string {
  const { view, at } = stream
  const end = at + length
  if (end > view.byteLength) throw damaged()
  const units = new Uint8Array(length * 2)
  const written = new DataView(units.buffer)
  let count = 0
  while (stream.at < end) {
    written.setUint16(count * 2, readUnit(stream), true)
    count += 1
  }
  if (stream.at !== end) throw damaged()
  return utf16.decode(units.subarray(0, count * 2))
}

function readUnit(stream: Stream): number {
  const first = uint8(stream)
  if (first < 0x80) return first
  if (first >> 5 === 0b110) return ((first & 0x1f) << 6) | continuation(stream)
  if (first >> 4 === 0b1110) return ((first & 0x0f) << 12) | (continuation(stream) << 6) | continuation(stream)
  throw damaged()
}

function continuation(stream: Stream): number {
  const byte = uint8(stream)
  if (byte >> 6 !== 0b10) throw damaged()
  return byte & 0x3f
}

function expectByte(stream: Stream, wanted: number): void {
  if (uint8(stream) !== wanted) throw damaged()
}

function uint8(stream: Stream): number {
  return stream.view.getUint8(stream.at++)
}

function uint16(stream: Stream): number {
  const value = stream.view.getUint16(stream.at)
  stream.at += 2
  return value
}

function uint32(stream: Stream): number {
  const value = stream.view.getUint32(stream.at)
  stream.at += 4
  return value
}

function uint64(stream: Stream): number {
  return uint32(stream) * 2 ** 32 + uint32(stream)
}

function damaged(options?: ErrorOptions): TransferError {
  return new TransferError('transfer/damaged', 'the file is no stream of a map of strings', options)
}
