import { TransferError } from '../errors.ts'

/** Reads a binary file from its start to its end; numbers are little-endian. Everything throws `transfer/damaged` beyond the end. */
export interface ByteReader {
  /** Bytes that were read. */
  position(): number
  uint8(): number
  uint16(): number
  uint32(): number
  /** Not a copy. */
  bytes(length: number): Uint8Array
  /** All that is left. Not a copy. */
  rest(): Uint8Array
}

/** Starts to read. */
export function createByteReader(source: Uint8Array): ByteReader {
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength)
  let at = 0
  const take = (length: number): number => {
    if (at + length > source.length) throw new TransferError('transfer/damaged', 'the file ends too early')
    at += length
    return at - length
  }
  return {
    position: () => at,
    uint8: () => view.getUint8(take(1)),
    uint16: () => view.getUint16(take(2), true),
    uint32: () => view.getUint32(take(4), true),
    bytes: (length) => {
      const start = take(length)
      return source.subarray(start, start + length)
    },
    rest: () => source.subarray(take(source.length - at)),
  }
}
