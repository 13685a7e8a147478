import { QrError } from './errors.ts'

/** Reads numbers of a picture's header; what is not there makes it a damaged one. */
export interface PictureBytes {
  readonly length: number
  /** One byte. */
  u8(at: number): number
  /** Most significant byte first. */
  u16(at: number): number
  u24(at: number): number
  u32(at: number): number
  /** Least significant byte first. */
  u16le(at: number): number
  u24le(at: number): number
  u32le(at: number): number
  i32le(at: number): number
  /** The bytes as Latin-1. */
  text(at: number, length: number): string
}

/** Each method throws {@link QrError} `qr/damaged` past the end. */
export function pictureBytes(bytes: Uint8Array): PictureBytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const within = (at: number, length: number): number => {
    if (at < 0 || at + length > bytes.length) throw new QrError('qr/damaged', 'the header is cut off')
    return at
  }
  return {
    length: bytes.length,
    u8: (at) => view.getUint8(within(at, 1)),
    u16: (at) => view.getUint16(within(at, 2)),
    u24: (at) => view.getUint16(within(at, 3)) * 256 + view.getUint8(at + 2),
    u32: (at) => view.getUint32(within(at, 4)),
    u16le: (at) => view.getUint16(within(at, 2), true),
    u24le: (at) => view.getUint16(within(at, 3), true) + view.getUint8(at + 2) * 65_536,
    u32le: (at) => view.getUint32(within(at, 4), true),
    i32le: (at) => view.getInt32(within(at, 4), true),
    text: (at, length) => String.fromCharCode(...bytes.subarray(within(at, length), at + length)),
  }
}

/** Whether the bytes begin with this text, as Latin-1. */
export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  if (bytes.length < at + text.length) return false
  for (let place = 0; place < text.length; place++) {
    if (bytes[at + place] !== text.charCodeAt(place)) return false
  }
  return true
}
