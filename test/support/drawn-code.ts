import { create, type QRCodeSegment } from 'qrcode'
import { newGray, type GrayImage } from '../../src/qr/gray-image.ts'

/** How a code is drawn. */
export interface DrawingOptions {
  /** Pixels a module. */
  readonly scale?: number
  /** Light modules round it. */
  readonly margin?: number
  readonly dark?: number
  readonly light?: number
}

/** A QR code as a sharp, upright picture. */
export function drawnCode(
  text: string | QRCodeSegment[],
  { scale = 4, margin = 4, dark = 0, light = 255 }: DrawingOptions = {},
): GrayImage {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = (modules.size + 2 * margin) * scale
  return mapped(newGray(side, side), (x, y) => {
    const [column, row] = [Math.floor(x / scale) - margin, Math.floor(y / scale) - margin]
    const isWithin = Math.min(column, row) >= 0 && Math.max(column, row) < modules.size
    return isWithin && modules.get(row, column) ? dark : light
  })
}

/** A picture of the same size, made of a function of its places. */
export function mapped(image: GrayImage, valueAt: (x: number, y: number) => number): GrayImage {
  const data = image.data.map((_, at) => valueAt(at % image.width, Math.floor(at / image.width)))
  return { ...image, data }
}

/** A picture that has others at these places. */
export function collage(
  width: number,
  height: number,
  parts: readonly { readonly image: GrayImage; readonly left: number; readonly top: number }[],
  ground = 255,
): GrayImage {
  const whole = newGray(width, height)
  whole.data.fill(ground)
  for (const { image, left, top } of parts) {
    for (let y = 0; y < image.height; y++) {
      const row = image.data.subarray(y * image.width, (y + 1) * image.width)
      whole.data.set(row, (top + y) * width + left)
    }
  }
  return whole
}

/** Turned about its middle by an angle in degrees, onto white. */
export function turned(image: GrayImage, degrees: number): GrayImage {
  const angle = (degrees * Math.PI) / 180
  const side = Math.ceil(Math.hypot(image.width, image.height))
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  return mapped(newGray(side, side), (x, y) => {
    const [right, down] = [x - side / 2, y - side / 2]
    const fromX = Math.floor(cosine * right + sine * down + image.width / 2)
    const fromY = Math.floor(cosine * down - sine * right + image.height / 2)
    const isWithin = fromX >= 0 && fromY >= 0 && fromX < image.width && fromY < image.height
    return isWithin ? (image.data[fromY * image.width + fromX] ?? 255) : 255
  })
}

/** With each pixel moved by noise that is the same in every run. */
export function noisy(image: GrayImage, strength: number): GrayImage {
  let state = 1
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  return { ...image, data: image.data.map((value) => Math.min(255, Math.max(0, value + strength * (random() - 0.5)))) }
}
