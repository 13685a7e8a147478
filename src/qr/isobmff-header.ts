import { QrError } from './errors.ts'
import { pictureBytes, startsWith, type PictureBytes } from './picture-bytes.ts'
import type { PictureSize } from './picture-sizes.ts'

/** Brands (ISO/IEC 14496-12 §4.3), most telling first. `mif1` alone is HEIF of any coding, in practice HEVC. */
const brands = {
  avif: ['avif', 'avis'],
  heic: ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'],
}

interface Box {
  readonly type: string
  /** Where the content begins, and where it ends. */
  readonly start: number
  readonly end: number
}

/** Boxes at one level of the largest file that is read. */
const maxBoxes = 10_000

/**
 * The size of an AVIF or HEIC picture: the largest that any item in it claims (ISO/IEC 23008-12 §6.5.3). Tiles and
 * thumbnails have their own, smaller ones.
 *
 * @returns `undefined` for another kind of picture.
 * @throws {@link QrError} `qr/damaged`.
 */
export function isobmffSize(bytes: Uint8Array, kind: 'avif' | 'heic'): PictureSize | undefined {
  if (!startsWith(bytes, 'ftyp', 4)) return undefined
  const at = pictureBytes(bytes)
  const known = brandsOf(at)
  const isAvif = brands.avif.some((brand) => known.includes(brand))
  if (kind === 'avif' ? !isAvif : isAvif || !brands.heic.some((brand) => known.includes(brand))) return undefined
  const sizes = itemSizes(at)
  const [largest] = sizes.toSorted((one, other) => other.width * other.height - one.width * one.height)
  if (largest === undefined) throw new QrError('qr/damaged', 'no item says its size')
  return { ...largest, isAnimated: known.includes('avis') || known.includes('msf1') }
}

function brandsOf(at: PictureBytes): readonly string[] {
  const end = Math.min(at.u32(0), at.length, 1024)
  const known = [at.text(8, 4)]
  for (let place = 16; place + 4 <= end; place += 4) known.push(at.text(place, 4))
  return known
}

/** `meta` → `iprp` → `ipco` → `ispe`. */
function itemSizes(at: PictureBytes): readonly { readonly width: number; readonly height: number }[] {
  const whole: Box = { type: '', start: 0, end: at.length }
  const inside = (boxes: readonly Box[], type: string, skip = 0): readonly Box[] =>
    boxes.flatMap((box) => boxesIn(at, { ...box, start: box.start + skip }).filter((each) => each.type === type))
  // `meta` and `ispe` begin with a version and flags.
  const properties = inside(inside(inside([whole], 'meta'), 'iprp', 4), 'ipco')
  return inside(properties, 'ispe').map(({ start }) => ({ width: at.u32(start + 4), height: at.u32(start + 8) }))
}

function boxesIn(at: PictureBytes, { start, end }: Box): readonly Box[] {
  const boxes: Box[] = []
  for (let place = start; place + 8 <= end && boxes.length < maxBoxes;) {
    const [size, type] = [at.u32(place), at.text(place + 4, 4)]
    // 1: the length follows in 64 bits; 0: to the end.
    const header = size === 1 ? 16 : 8
    const length = size === 1 ? at.u32(place + 8) * 2 ** 32 + at.u32(place + 12) : size === 0 ? end - place : size
    if (length < header) throw new QrError('qr/damaged', 'a box is shorter than its own header')
    boxes.push({ type, start: place + header, end: Math.min(place + length, end) })
    place += length
  }
  return boxes
}
