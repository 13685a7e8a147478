import { newGray, type GrayImage } from './gray-image.ts'

/** Twice as wide and high, with what lies between pixels made up of both. For codes with one or two pixels a module. */
export function enlarged(image: GrayImage): GrayImage {
  const { width, height, data } = image
  const large = newGray(width * 2, height * 2)
  for (let y = 0; y < large.height; y++) {
    // The middle of a small pixel lies between two large ones: each takes three quarters of the near, one of the far.
    const near = (y >> 1) * width
    const far = clamp((y >> 1) + (y & 1 ? 1 : -1), height) * width
    for (let x = 0; x < width; x++) {
      const here = 3 * (data[near + x] ?? 0) + (data[far + x] ?? 0)
      const [left, right] = [clamp(x - 1, width), clamp(x + 1, width)]
      const at = y * large.width + 2 * x
      large.data[at] = (3 * here + 3 * (data[near + left] ?? 0) + (data[far + left] ?? 0) + 8) >> 4
      large.data[at + 1] = (3 * here + 3 * (data[near + right] ?? 0) + (data[far + right] ?? 0) + 8) >> 4
    }
  }
  return large
}

/** Smaller by a whole factor, each pixel the mean of a square. Takes noise and patterns of screens away. */
export function reduced(image: GrayImage, factor: number): GrayImage {
  const small = newGray(Math.floor(image.width / factor), Math.floor(image.height / factor))
  const area = factor * factor
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      let sum = 0
      for (let row = 0; row < factor; row++) {
        const start = (y * factor + row) * image.width + x * factor
        for (let column = 0; column < factor; column++) sum += image.data[start + column] ?? 0
      }
      small.data[y * small.width + x] = sum / area + 0.5
    }
  }
  return small
}

/** Each pixel the mean of the square of `2 radius + 1` round it. */
export function smoothed(image: GrayImage, radius: number): GrayImage {
  const smooth = newGray(image.width, image.height)
  writeMeans(image.data, smooth.data, image, radius)
  return smooth
}

/**
 * Undoes a blur of about `radius` pixels: what blurring the answer again takes away from the picture is given back, twice
 * over, as often as `rounds` says (Van Cittert's method, with a blur close to a Gaussian one).
 */
export function sharpened(image: GrayImage, radius: number, rounds: number): GrayImage {
  const answer = Float32Array.from(image.data)
  const [once, blurred] = [new Float32Array(answer.length), new Float32Array(answer.length)]
  for (let round = 0; round < rounds; round++) {
    writeMeans(answer, once, image, radius)
    writeMeans(once, blurred, image, radius)
    for (let at = 0; at < answer.length; at++) {
      const value = (answer[at] ?? 0) + 2 * ((image.data[at] ?? 0) - (blurred[at] ?? 0))
      answer[at] = value < 0 ? 0 : value > 255 ? 255 : value
    }
  }
  return { ...image, data: Uint8Array.from(answer) }
}

/** Three times as light: what is neither black nor white becomes ground, on which a code without a quiet zone stands out. */
export function lightened(image: GrayImage): GrayImage {
  return { ...image, data: image.data.map((value) => Math.min(255, value * 3)) }
}

/** A part of a picture. */
export function cropped(image: GrayImage, left: number, top: number, width: number, height: number): GrayImage {
  const part = newGray(width, height)
  for (let y = 0; y < height; y++) {
    const start = (top + y) * image.width + left
    part.data.set(image.data.subarray(start, start + width), y * width)
  }
  return part
}

/**
 * Squares that cover a picture, each lying over its neighbours by a quarter, so that a code of up to that size is whole
 * in one of them.
 *
 * @param side - In pixels.
 */
export function* tilesOf(image: GrayImage, side: number): Generator<GrayImage, void> {
  const [width, height] = [Math.min(side, image.width), Math.min(side, image.height)]
  for (const top of startsOf(image.height, height)) {
    for (const left of startsOf(image.width, width)) yield cropped(image, left, top, width, height)
  }
}

function startsOf(length: number, side: number): readonly number[] {
  const count = Math.max(1, Math.ceil((length - side / 4) / (side * 0.75)))
  return Array.from({ length: count }, (_, place) =>
    count === 1 ? 0 : Math.round(((length - side) * place) / (count - 1)),
  )
}

/** Means of squares, by sums of columns that run down and a sum of those that runs along: as fast for any radius. */
function writeMeans(
  from: Uint8Array | Float32Array,
  to: Uint8Array | Float32Array,
  { width, height }: GrayImage,
  radius: number,
): void {
  const columns = new Float64Array(width)
  const addRow = (y: number, sign: 1 | -1): void => {
    const start = clamp(y, height) * width
    for (let x = 0; x < width; x++) columns[x] = (columns[x] ?? 0) + sign * (from[start + x] ?? 0)
  }
  const area = (2 * radius + 1) ** 2
  for (let y = -radius; y <= radius; y++) addRow(y, 1)
  for (let y = 0; y < height; y++) {
    let sum = 0
    for (let x = -radius; x <= radius; x++) sum += columns[clamp(x, width)] ?? 0
    for (let x = 0; x < width; x++) {
      to[y * width + x] = sum / area
      sum += (columns[clamp(x + radius + 1, width)] ?? 0) - (columns[clamp(x - radius, width)] ?? 0)
    }
    addRow(y + radius + 1, 1)
    addRow(y - radius, -1)
  }
}

function clamp(place: number, length: number): number {
  return place < 0 ? 0 : place >= length ? length - 1 : place
}
