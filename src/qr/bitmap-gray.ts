import { newGray, writeGray, type GrayImage, type Ground } from './gray-image.ts'
import { QrError } from './errors.ts'

/** A decoded picture, on the graphics card as the case may be. To be closed. */
export type Bitmap = ImageBitmap | VideoFrame

/** Pixels that are taken over at a time: the colours of all at once would be four times what is kept. */
const stripPixels = 1_000_000

/** Width and height of a decoded picture in pixels. */
export function bitmapSize(bitmap: Bitmap): { readonly width: number; readonly height: number } {
  return 'displayWidth' in bitmap ? { width: bitmap.displayWidth, height: bitmap.displayHeight } : bitmap
}

/**
 * As `toGray`, of a decoded picture.
 *
 * @throws {@link QrError} `qr/not-shown` where the browser gives no canvas.
 */
export function bitmapGray(bitmap: Bitmap, ground: Ground): { readonly gray: GrayImage; readonly isOpaque: boolean } {
  const { width, height } = bitmapSize(bitmap)
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new QrError('qr/not-shown', 'no canvas to be had')
  context.drawImage(bitmap, 0, 0)
  const gray = newGray(width, height)
  const rows = Math.max(1, Math.floor(stripPixels / width))
  let isOpaque = true
  for (let top = 0; top < height; top += rows) {
    const { data } = context.getImageData(0, top, width, Math.min(rows, height - top))
    const strip = gray.data.subarray(top * width, top * width + data.length / 4)
    isOpaque = writeGray(data, strip, ground) && isOpaque
  }
  return { gray, isOpaque }
}
