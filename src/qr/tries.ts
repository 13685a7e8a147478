import type { Decoder, FoundCode } from './decoder.ts'
import { cropped, enlarged, lightened, reduced, sharpened, smoothed, tilesOf } from './gray-steps.ts'
import type { GrayImage } from './gray-image.ts'

/** One more way to look at a picture in which nothing was found. Goes through its versions one by one. */
type Try = (image: GrayImage, decode: Decoder) => Generator<readonly FoundCode[], void>

/** Pixels above which a step takes longer than it is worth. */
const million = 1_000_000
/** A picture larger than this is a screen or a photograph, in which a code may be small. */
const largePixels = 1.5 * million
const tileSide = 960

/**
 * The ways, the likeliest first: grain, blur, codes of one or two pixels a module, dots in place of squares, no quiet
 * zone, patterns of screens, strong blur, and codes that are lost in a large picture.
 */
export const harderTries: readonly Try[] = [
  step(12 * million, (image) => smoothed(image, 1)),
  step(2.5 * million, (image) => sharpened(image, 3, 5)),
  step(largePixels, enlarged),
  function* denoised(image, decode) {
    yield decode(image, { denoise: true })
  },
  step(25 * million, withoutBorder),
  step(12 * million, lightened),
  step(25 * million, (image) => reduced(image, 2)),
  step(million, (image) => sharpened(image, 5, 15)),
  step(25 * million, (image) => reduced(image, 3)),
  step(million, (image) => sharpened(enlarged(image), 4, 5)),
  function* inTiles(image, decode) {
    if (pixelsOf(image) <= largePixels) return
    for (const tile of tilesOf(image, tileSide)) yield decode(enlarged(tile))
  },
  step(12 * million, (image) => smoothed(image, 3)),
]

/** Ways that cost little, for one frame of a camera each. */
export const frameTries: readonly Try[] = [
  step(3 * million, (image) => smoothed(image, 1)),
  step(million, (image) => sharpened(image, 3, 5)),
  step(3 * million, (image) => reduced(image, 2)),
]

function step(mostPixels: number, change: (image: GrayImage) => GrayImage): Try {
  return function* stepped(image, decode) {
    if (pixelsOf(image) <= mostPixels) yield decode(change(image))
  }
}

function withoutBorder(image: GrayImage): GrayImage {
  const [x, y] = [Math.floor(image.width / 10), Math.floor(image.height / 10)]
  return cropped(image, x, y, image.width - 2 * x, image.height - 2 * y)
}

function pixelsOf({ width, height }: GrayImage): number {
  return width * height
}
