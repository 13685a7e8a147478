import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newGray, type GrayImage } from '../../../src/qr/gray-image.ts'
import { cropped, enlarged, lightened, reduced, sharpened, smoothed, tilesOf } from '../../../src/qr/gray-steps.ts'
import { runs } from '../../support/bytes-of.ts'
import { mapped } from '../../support/drawn-code.ts'

const pictures = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((data): GrayImage => ({ width, height, data: Uint8Array.from(data) })),
  )

const rows = ({ width, height, data }: GrayImage) =>
  Array.from({ length: height }, (_, y) => [...data.subarray(y * width, (y + 1) * width)])
const flat = (value: number, width = 6, height = 5) => mapped(newGray(width, height), () => value)
const slope = mapped(newGray(8, 8), (x) => x * 30)

describe('every step', () => {
  test.each([
    ['enlarged', enlarged],
    ['reduced', (image: GrayImage) => reduced(image, 2)],
    ['smoothed', (image: GrayImage) => smoothed(image, 2)],
    ['sharpened', (image: GrayImage) => sharpened(image, 2, 3)],
  ])('leaves a plain ground as it is: %s', (_, step) => {
    for (const value of [0, 1, 127, 254, 255]) {
      expect([...new Set(step(flat(value)).data)], String(value)).toEqual([value])
    }
  })

  test('leaves the picture it was given', () => {
    const before = rows(slope)
    for (const step of [
      enlarged,
      (image: GrayImage) => smoothed(image, 1),
      (image: GrayImage) => sharpened(image, 1, 2),
    ]) {
      step(slope)
    }
    expect(rows(slope)).toEqual(before)
  })
})

describe('enlarging', () => {
  test('doubles both sides and puts what lies between', () => {
    const image: GrayImage = { width: 2, height: 1, data: Uint8Array.of(0, 200) }
    expect(rows(enlarged(image))).toEqual([
      [0, 50, 150, 200],
      [0, 50, 150, 200],
    ])
  })

  test('is undone by reducing, but for what rounding takes and edges keep', () => {
    fc.assert(
      fc.property(pictures, (image) => {
        const again = reduced(enlarged(image), 2)
        expect([again.width, again.height]).toEqual([image.width, image.height])
        const [least, most] = [Math.min(...image.data), Math.max(...image.data)]
        return again.data.every((value) => value >= least - 1 && value <= most + 1)
      }),
      runs,
    )
  })
})

describe('reducing', () => {
  test('takes the mean of each square and leaves what is over', () => {
    const image: GrayImage = { width: 3, height: 3, data: Uint8Array.of(0, 10, 99, 20, 30, 99, 99, 99, 99) }
    expect(rows(reduced(image, 2))).toEqual([[15]])
  })
})

describe('smoothing', () => {
  test('is the mean of the square round each pixel, the edge going on beyond it', () => {
    fc.assert(
      fc.property(pictures, fc.integer({ min: 1, max: 4 }), (image, radius) => {
        const at = (x: number, y: number) =>
          image.data[
            Math.min(Math.max(y, 0), image.height - 1) * image.width + Math.min(Math.max(x, 0), image.width - 1)
          ] ?? 0
        const expected = mapped(image, (x, y) => {
          let sum = 0
          for (let dy = -radius; dy <= radius; dy++)
            for (let dx = -radius; dx <= radius; dx++) sum += at(x + dx, y + dy)
          return Math.floor(sum / (2 * radius + 1) ** 2)
        })
        expect(rows(smoothed(image, radius))).toEqual(rows(expected))
      }),
      runs,
    )
  })
})

describe('sharpening', () => {
  test('makes a blurred edge steeper than it was', () => {
    const edge = mapped(newGray(24, 6), (x) => (x < 12 ? 40 : 200))
    const blurred = smoothed(smoothed(edge, 2), 2)
    const steepness = ({ data }: GrayImage) => (data[12] ?? 0) - (data[11] ?? 0)
    expect(steepness(sharpened(blurred, 2, 5))).toBeGreaterThan(2 * steepness(blurred))
  })

  test('stays within black and white', () => {
    const [least, most] = [0, 255]
    const { data } = sharpened(slope, 3, 20)
    expect(data.every((value) => value >= least && value <= most)).toBe(true)
  })
})

describe('tiles', () => {
  const image = mapped(newGray(50, 30), (x, y) => x + 4 * y)

  test('cover the whole picture', () => {
    const seen = new Set([...tilesOf(image, 16)].flatMap(({ data }) => [...data]))
    expect([...new Set(image.data)].every((value) => seen.has(value))).toBe(true)
  })

  test('lie over each other by a quarter at least', () => {
    const low = mapped(newGray(50, 12), (x) => x)
    const lefts = [...tilesOf(low, 16)].map(({ data }) => data[0] ?? 0)
    const sorted = lefts.sort((a, b) => a - b)
    expect(sorted[0]).toBe(0)
    expect(sorted.at(-1)).toBe(50 - 16)
    for (let place = 1; place < sorted.length; place++) {
      expect((sorted[place] ?? 0) - (sorted[place - 1] ?? 0)).toBeLessThanOrEqual(12)
    }
  })

  test('are the picture itself where it is smaller', () => {
    expect([...tilesOf(image, 64)].map(rows)).toEqual([rows(image)])
  })

  test('are as large as was asked, inside of the picture', () => {
    for (const { width, height } of tilesOf(image, 16)) expect([width, height]).toEqual([16, 16])
  })
})

test('lightening keeps black and turns half light into white', () => {
  const image: GrayImage = { width: 4, height: 1, data: Uint8Array.of(0, 20, 85, 200) }
  expect(rows(lightened(image))).toEqual([[0, 60, 255, 255]])
})

test('cropping takes a part', () => {
  expect(rows(cropped(slope, 2, 3, 2, 1))).toEqual([[60, 90]])
})
