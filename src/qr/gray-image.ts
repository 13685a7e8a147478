/** A picture without colours: what every decoder works on. A quarter of the memory of its RGBA. */
export interface GrayImage {
  readonly width: number
  readonly height: number
  /** Rows from the top, a byte a pixel: 0 is black. */
  readonly data: Uint8Array<ArrayBuffer>
}

/** RGBA, as canvases give it. */
export type ColourImage = Pick<ImageData, 'width' | 'height' | 'data'>

/** What is put behind transparent pixels: sheets have dark modules on nothing, some pictures have light ones. */
export type Ground = 'white' | 'black'

/** An all black picture of this size, to be written to. */
export function newGray(width: number, height: number): GrayImage {
  return { width, height, data: new Uint8Array(width * height) }
}

/**
 * The luminance of a picture (ITU-R BT.601), laid on a ground.
 *
 * @returns `isOpaque`: the ground is nowhere to be seen.
 */
export function toGray(
  image: ColourImage,
  ground: Ground = 'white',
): { readonly gray: GrayImage; readonly isOpaque: boolean } {
  const gray = newGray(image.width, image.height)
  const isOpaque = writeGray(image.data, gray.data, ground)
  return { gray, isOpaque }
}

/**
 * As {@link toGray}, into a part of a picture.
 *
 * @param rgba - Four bytes for each byte of `target`.
 * @returns Whether all of it is opaque.
 */
export function writeGray(rgba: Uint8ClampedArray, target: Uint8Array, ground: Ground): boolean {
  const behind = ground === 'white' ? 255 : 0
  let least = 255
  for (let at = 0, from = 0; at < target.length; at++, from += 4) {
    const alpha = rgba[from + 3] ?? 255
    const light = (306 * (rgba[from] ?? 0) + 601 * (rgba[from + 1] ?? 0) + 117 * (rgba[from + 2] ?? 0) + 512) >> 10
    if (alpha < least) least = alpha
    target[at] = alpha === 255 ? light : (light * alpha + behind * (255 - alpha) + 127) / 255
  }
  return least === 255
}
