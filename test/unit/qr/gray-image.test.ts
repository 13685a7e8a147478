import { describe, expect, test } from 'vitest'
import { toGray, type ColourImage } from '../../../src/qr/gray-image.ts'

const pixel = (...rgba: readonly number[]): ColourImage => ({ width: 1, height: 1, data: Uint8ClampedArray.from(rgba) })

describe('the luminance of a picture', () => {
  test.each([
    ['black', [0, 0, 0, 255], 0],
    ['white', [255, 255, 255, 255], 255],
    ['red', [255, 0, 0, 255], 76],
    ['green', [0, 255, 0, 255], 150],
    ['blue', [0, 0, 255, 255], 29],
  ])('of %s', (_, rgba, light) => {
    expect([...toGray(pixel(...rgba)).gray.data]).toEqual([light])
  })

  test.each([
    ['white', 255, 128],
    ['black', 0, 0],
  ] as const)('of what is transparent is that of the ground: %s', (ground, through, half) => {
    expect([...toGray(pixel(0, 0, 0, 0), ground).gray.data]).toEqual([through])
    expect(toGray(pixel(0, 0, 0, 127), ground).gray.data[0]).toBe(half)
  })

  test('says whether anything is transparent', () => {
    expect(toGray(pixel(9, 9, 9, 255)).isOpaque).toBe(true)
    expect(toGray(pixel(9, 9, 9, 254)).isOpaque).toBe(false)
  })

  test('keeps the order of rows', () => {
    const data = Uint8ClampedArray.from([0, 0, 0, 255, 255, 255, 255, 255])
    expect([...toGray({ width: 1, height: 2, data }).gray.data]).toEqual([0, 255])
  })
})
