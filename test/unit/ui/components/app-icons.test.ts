import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const folder = new URL('../../../../public/icons/', import.meta.url)
const mark = readFileSync(new URL('../../../../src/ui/components/mark.tsx', import.meta.url), 'utf8')
const files = readdirSync(folder)

/** Width, height (px) and whether any pixel may be transparent, from a PNG's first chunks (PNG third edition, 11.2). */
function readPng(name: string): { readonly width: number; readonly height: number; readonly clear: boolean } {
  const bytes = readFileSync(new URL(name, folder))
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
  const transparency = bytes.indexOf('tRNS', 0, 'latin1')
  const alphas =
    transparency < 0
      ? []
      : [...bytes.subarray(transparency + 4, transparency + 4 + bytes.readUInt32BE(transparency - 4))]
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), clear: alphas.some((alpha) => alpha < 255) }
}

describe("the app's icons", () => {
  test.each([
    ['icon-192.png', 192, true],
    ['icon-512.png', 512, true],
    ['maskable-192.png', 192, false],
    ['maskable-512.png', 512, false],
    ['monochrome-512.png', 512, true],
    ['apple-touch-icon.png', 180, false],
    ['favicon-32.png', 32, true],
    ['shortcut-add-96.png', 96, true],
    ['shortcut-search-96.png', 96, true],
  ])('%s is %i px wide and high; see-through: %s', (name, size, clear) => {
    expect(readPng(name)).toEqual({ width: size, height: size, clear })
  })

  test('weigh next to nothing', () => {
    const bytes = files.reduce((sum, name) => sum + readFileSync(new URL(name, folder)).length, 0)
    expect(bytes).toBeLessThan(40_000)
  })

  test.each(['icon.svg', 'favicon.svg', 'monochrome.svg'])('%s draws the logo of the screens', (name) => {
    const drawing = readFileSync(new URL(name, folder), 'utf8')
    const paths = [...mark.matchAll(/\bd="([^"]+)"/g)].map(([, path]) => path)
    expect(paths.length).toBe(2)
    for (const path of paths) expect(drawing).toContain(`d="${path}"`)
  })

  test.each(['icon.svg', 'favicon.svg', 'monochrome.svg'])('%s holds no script, style or address', (name) => {
    const drawing = readFileSync(new URL(name, folder), 'utf8').replace('http://www.w3.org/2000/svg', '')
    expect(drawing).not.toMatch(/script|style|href|https?:|on\w+=/)
  })
})
