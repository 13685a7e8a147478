import { isobmffSize } from './isobmff-header.ts'
import { jpegSize } from './jpeg-header.ts'
import { gifSize, bmpSize, pngSize, webpSize, type PictureSize } from './picture-sizes.ts'
import { QrError } from './errors.ts'
import { svgSize } from './svg-header.ts'

/** A kind of picture that some browser shows. */
export type PictureKind = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'heic' | 'bmp' | 'svg'

/** What the first bytes of a picture say about it. */
export interface PictureHeader extends PictureSize {
  readonly kind: PictureKind
  /** Its media type. */
  readonly type: string
}

/** More than any screenshot, and what a telephone's camera makes unless it is told otherwise. */
export const maxPictureBytes = 10 * 1024 * 1024
/** A picture of 48 kB can be 20,000 pixels wide, which browsers take 17 s to decode. */
export const maxPicturePixels = 25_000_000

interface KindReader {
  readonly kind: PictureKind
  /** Media types it is sent under; the first is its own. */
  readonly types: readonly string[]
  /** `undefined`: it is of another kind. @throws {@link QrError} `qr/damaged`. */
  readonly size: (bytes: Uint8Array) => PictureSize | undefined
}

const kinds: readonly KindReader[] = [
  { kind: 'png', types: ['image/png', 'image/x-png', 'image/apng'], size: pngSize },
  { kind: 'jpeg', types: ['image/jpeg', 'image/jpg', 'image/pjpeg', 'image/jfif'], size: jpegSize },
  { kind: 'webp', types: ['image/webp'], size: webpSize },
  { kind: 'gif', types: ['image/gif'], size: gifSize },
  { kind: 'avif', types: ['image/avif', 'image/avif-sequence'], size: (bytes) => isobmffSize(bytes, 'avif') },
  {
    kind: 'heic',
    types: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
    size: (bytes) => isobmffSize(bytes, 'heic'),
  },
  { kind: 'bmp', types: ['image/bmp', 'image/x-bmp', 'image/x-ms-bmp'], size: bmpSize },
  { kind: 'svg', types: ['image/svg+xml'], size: svgSize },
]

/**
 * Says what a picture is, by its bytes, before anything decodes it.
 *
 * @param declaredType - The media type it came with. Types that say nothing (none, `image/*`, a stream of bytes) are no
 * claim.
 * @throws {@link QrError} `qr/too-many-bytes`, `qr/empty`, `qr/unknown-kind`, `qr/other-kind`, `qr/damaged`,
 * `qr/too-many-pixels`.
 */
export function inspectPicture(bytes: Uint8Array, declaredType = ''): PictureHeader {
  if (bytes.length === 0) throw new QrError('qr/empty', 'the file is empty')
  if (bytes.length > maxPictureBytes) throw new QrError('qr/too-many-bytes', 'the picture is over 10 MB')
  for (const { kind, types, size } of kinds) {
    const found = size(bytes)
    if (found === undefined) continue
    if (!isTrue(declaredType, types)) throw new QrError('qr/other-kind', 'the type is not that of the bytes')
    checkPictureSize(found)
    return { kind, type: types[0] ?? '', ...found }
  }
  throw new QrError('qr/unknown-kind', 'this is no picture that can be read')
}

/**
 * Refuses what takes too long to decode, or is nothing.
 *
 * @throws {@link QrError} `qr/empty`, `qr/too-many-pixels`.
 */
export function checkPictureSize({ width, height }: Pick<PictureSize, 'width' | 'height'>): void {
  if (width === 0 || height === 0) throw new QrError('qr/empty', 'the picture has no width or no height')
  if (width * height > maxPicturePixels) throw new QrError('qr/too-many-pixels', 'over 25 million pixels')
}

function isTrue(declaredType: string, types: readonly string[]): boolean {
  const [claim = ''] = declaredType.toLowerCase().split(';')
  const type = claim.trim()
  return ['', 'image/*', '*/*', 'application/octet-stream'].includes(type) || types.includes(type)
}
