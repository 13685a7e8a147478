import type { Locator } from '@playwright/test'
import { create } from 'qrcode'

/** Light modules round a code, which readers need (ISO/IEC 18004 §6.3.8). */
const quietZone = 4

/** The rows of a QR code as text, `#` for dark, with the quiet zone round them. */
export function expectedModules(text: string): readonly string[] {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const size = modules.size + 2 * quietZone
  const isDark = (row: number, column: number): boolean =>
    Math.min(row, column) >= 0 && Math.max(row, column) < modules.size && modules.get(row, column) === 1
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (isDark(row - quietZone, column - quietZone) ? '#' : ' ')).join(''),
  )
}

/**
 * What is really drawn: looks at the middle of each of `size` × `size` modules in a picture of the element. Its corners
 * are round and count as light.
 */
export async function drawnModules(image: Locator, size: number): Promise<readonly string[]> {
  const picture = (await image.screenshot()).toString('base64')
  return image.page().evaluate(
    async ([encoded, size]) => {
      const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      if (!context) return []
      context.drawImage(bitmap, 0, 0)
      const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height)
      const middle = (module: number, length: number): number => Math.floor(((module + 0.5) / size) * length)
      const fromEdge = (module: number): number => Math.min(module, size - 1 - module)
      const isDark = (row: number, column: number): boolean => {
        const pixel = middle(row, height) * width + middle(column, width)
        return fromEdge(row) + fromEdge(column) > 2 && (data[4 * pixel] ?? 0) < 128
      }
      return Array.from({ length: size }, (_, row) =>
        Array.from({ length: size }, (_, column) => (isDark(row, column) ? '#' : ' ')).join(''),
      )
    },
    [picture, size] as const,
  )
}
