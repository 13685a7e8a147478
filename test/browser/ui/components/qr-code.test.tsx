import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { QrCode, qrDrawing, qrPicture } from '../../../../src/ui/components/qr-code.tsx'
import { stageComponent } from '../../../support/component-stage.tsx'

const link = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
/** Light modules on each side (ISO/IEC 18004 §6.3.8). */
const quiet = 4

let stage: ReturnType<typeof stageComponent> | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
  document.documentElement.removeAttribute('data-theme')
})

/** Whether each module of a drawing is dark, without the quiet zone. */
function modulesOf(text: string): readonly (readonly boolean[])[] {
  const { path, size } = qrDrawing(text)
  const side = size - 2 * quiet
  const modules = Array.from({ length: side }, () => Array.from({ length: side }, () => false))
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    const row = modules[Number(y) - quiet]
    if (row?.[Number(x) - quiet] ?? true) throw new Error(`a module at ${x} ${y} is outside or drawn twice`)
    if (row) row[Number(x) - quiet] = true
  }
  return modules
}

const dark = (modules: readonly (readonly boolean[])[], row: number, column: number): boolean =>
  modules[row]?.[column] ?? false

describe('the drawing of a QR code', () => {
  test('is one of the squares that there are, with its finder patterns in three corners', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 300 }), (text) => {
        const modules = modulesOf(text)
        const side = modules.length
        // 4 × version + 17 modules.
        expect((side - 17) % 4).toBe(0)
        for (const [top, left] of [
          [0, 0],
          [0, side - 7],
          [side - 7, 0],
        ] as const) {
          for (let row = 0; row < 7; row += 1) {
            for (let column = 0; column < 7; column += 1) {
              const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3))
              expect(dark(modules, top + row, left + column)).toBe(ring !== 2)
            }
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  test('corrects 15 % of errors, as its format says (level M)', () => {
    // The first two format bits are 00 for M, and 10 under the mask (ISO/IEC 18004 §7.9.1).
    const modules = modulesOf(link)
    expect([dark(modules, 8, 0), dark(modules, 8, 1)]).toEqual([true, false])
  })

  test('has its timing patterns', () => {
    const modules = modulesOf(link)
    for (let at = 8; at < modules.length - 8; at += 1) {
      expect([dark(modules, 6, at), dark(modules, at, 6)]).toEqual([at % 2 === 0, at % 2 === 0])
    }
  })

  test('is the same each time, and another for another text', () => {
    expect(qrDrawing(link)).toEqual(qrDrawing(link))
    expect(qrDrawing(link).path).not.toBe(qrDrawing(`${link}&digits=8`).path)
  })

  test('holds the longest link that an account can have', () => {
    const long = `otpauth://totp/${'a'.repeat(1000)}?secret=${'A'.repeat(820)}`
    expect(modulesOf(long).length).toBeLessThanOrEqual(177)
  })
})

describe('a QR code on the page', () => {
  test('is a picture by the name it is given', async () => {
    stage = stageComponent(() => <QrCode text={link} label="QR code for GitHub (alice)" />)
    await expect.element(page.getByRole('img', { name: 'QR code for GitHub (alice)' })).toBeVisible()
    expect(stage.main.innerHTML).not.toContain('JBSW')
    expect(await stage.axeFindings()).toEqual([])
  })

  test.each(['light', 'dark'])(
    'is dark on white in the theme %s: inverted codes are not read by every app',
    (theme) => {
      document.documentElement.dataset['theme'] = theme
      stage = stageComponent(() => <QrCode text={link} label="QR code" />)
      const [light, modules] = [...stage.main.querySelectorAll('path')].map((path) => getComputedStyle(path).fill)
      expect(light).toBe('rgb(255, 255, 255)')
      expect(modules).toBe('rgb(0, 0, 0)')
    },
  )
})

describe('a QR code as a file', () => {
  test('is a PNG whose pixels are the drawing', async () => {
    const picture = await qrPicture(link, 3)
    expect(picture?.type).toBe('image/png')
    const bitmap = await createImageBitmap(picture ?? new Blob())
    const modules = modulesOf(link)
    expect([bitmap.width, bitmap.height]).toEqual([3 * (modules.length + 8), 3 * (modules.length + 8)])
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data
    const seen = modules.map((row, y) =>
      row.map((_, x) => pixels?.[4 * ((3 * (y + quiet) + 1) * bitmap.width + 3 * (x + quiet) + 1)] === 0),
    )
    expect(seen).toEqual(modules)
    expect(pixels?.slice(0, 4)).toEqual(Uint8ClampedArray.of(255, 255, 255, 255))
  })
})
