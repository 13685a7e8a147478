import { QrError } from './errors.ts'
import { pictureBytes, startsWith, type PictureBytes } from './picture-bytes.ts'

/** How large a picture is. */
export interface PictureSize {
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** More than one picture, one after the other. */
  readonly isAnimated: boolean
}

/**
 * PNG (ISO/IEC 15948 §11.2.2): the header is the first chunk. Each of these functions answers `undefined` for another
 * kind of picture.
 *
 * @throws {@link QrError} `qr/damaged`.
 */
export function pngSize(bytes: Uint8Array): PictureSize | undefined {
  if (!startsWith(bytes, '\x89PNG\r\n\x1A\n')) return undefined
  if (!startsWith(bytes, 'IHDR', 12)) throw damaged('no IHDR')
  const at = pictureBytes(bytes)
  return { width: at.u32(16), height: at.u32(20), isAnimated: isAnimatedPng(at) }
}

/** Animations say so before the first pixels (APNG: `acTL`). */
function isAnimatedPng(at: PictureBytes): boolean {
  for (let start = 8; start + 12 <= at.length; start += at.u32(start) + 12) {
    const chunk = at.text(start + 4, 4)
    if (chunk === 'acTL') return true
    if (chunk === 'IDAT') break
  }
  return false
}

/**
 * GIF (version 89a §18, §20): the screen, and every picture on it.
 *
 * @throws {@link QrError} `qr/damaged`.
 */
export function gifSize(bytes: Uint8Array): PictureSize | undefined {
  if (!startsWith(bytes, 'GIF87a') && !startsWith(bytes, 'GIF89a')) return undefined
  const at = pictureBytes(bytes)
  let [width, height, pictures] = [at.u16le(6), at.u16le(8), 0]
  let place = 13 + paletteBytes(at.u8(10))
  // Cut off after the first picture is no reason to refuse: browsers show what there is.
  while (place < at.length && at.u8(place) !== 0x3b) {
    const block = at.u8(place)
    if (block === 0x2c) {
      if (place + 10 > at.length && pictures > 0) break
      pictures++
      width = Math.max(width, at.u16le(place + 1) + at.u16le(place + 5))
      height = Math.max(height, at.u16le(place + 3) + at.u16le(place + 7))
      // The smallest code comes before the data.
      place = afterBlocks(at, place + 11 + paletteBytes(at.u8(place + 9)))
    } else if (block === 0x21) place = afterBlocks(at, place + 2)
    else break
  }
  return { width, height, isAnimated: pictures > 1 }
}

function paletteBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

/** Data comes in blocks of up to 255 bytes, the last of which is empty. */
function afterBlocks(at: PictureBytes, start: number): number {
  let place = start
  while (place < at.length && at.u8(place) !== 0) place += at.u8(place) + 1
  return place + 1
}

/**
 * WebP (RFC 9649 §2): simple lossy, simple lossless, extended.
 *
 * @throws {@link QrError} `qr/damaged`.
 */
export function webpSize(bytes: Uint8Array): PictureSize | undefined {
  if (!startsWith(bytes, 'RIFF') || !startsWith(bytes, 'WEBP', 8)) return undefined
  const at = pictureBytes(bytes)
  switch (at.text(12, 4)) {
    case 'VP8X':
      return { width: at.u24le(24) + 1, height: at.u24le(27) + 1, isAnimated: (at.u8(20) & 2) !== 0 }
    case 'VP8L': {
      if (at.u8(20) !== 0x2f) throw damaged('no signature of VP8L')
      const bits = at.u32le(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, isAnimated: false }
    }
    case 'VP8 ': {
      if (at.u24(23) !== 0x9d012a) throw damaged('no start code of VP8')
      return { width: at.u16le(26) & 0x3fff, height: at.u16le(28) & 0x3fff, isAnimated: false }
    }
    default:
      throw damaged('no picture in the RIFF file')
  }
}

/**
 * BMP: the header's length tells its version. Rows may be stored from the top, which makes the height negative.
 *
 * @throws {@link QrError} `qr/damaged`.
 */
export function bmpSize(bytes: Uint8Array): PictureSize | undefined {
  if (!startsWith(bytes, 'BM')) return undefined
  const at = pictureBytes(bytes)
  const headerBytes = at.u32le(14)
  if (headerBytes === 12) return { width: at.u16le(18), height: at.u16le(20), isAnimated: false }
  // Any text may begin with these two letters.
  if (headerBytes < 16 || headerBytes > 124) return undefined
  return { width: Math.abs(at.i32le(18)), height: Math.abs(at.i32le(22)), isAnimated: false }
}

function damaged(what: string): QrError {
  return new QrError('qr/damaged', what)
}
