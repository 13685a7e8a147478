import { describe, expect, test, vi } from 'vitest'
import { readQrCodes } from '../../../src/qr/index.ts'
import { readPictureFile } from '../../../src/qr/page/index.ts'
import { drawnCode } from '../../support/drawn-code.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { svgOf } from '../../support/picture-files.ts'

const link = 'otpauth://totp/Example:ana@example.com?secret=JBSWY3DPEHPK3PXP'
const modules = drawnCode(link, { scale: 1 })

/** Reads drawings on this thread: what a worker would be given is the same. */
const reader = {
  readPicture: vi.fn(() => Promise.reject(new Error('a drawing is never decoded'))),
  readImage: (image: ImageData | ImageBitmap) => readQrCodes(image as ImageData),
}

const read = (svg: Uint8Array) => readPictureFile(reader, new Blob([new Uint8Array(svg)], { type: 'image/svg+xml' }))
const drawing = (inside: string) => new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`)

describe('a code in a drawing', () => {
  test.each([
    ['with a size and a box', ` width="40" height="40"{box}`],
    ['with a box alone', '{box}'],
    ['with a size alone', ` width="${modules.width}" height="${modules.height}"`],
    ['in shares of a page', ' width="100%" height="100%"{box}'],
  ])('is read: %s', async (_, root) => {
    expect(await read(svgOf(modules, root))).toEqual([link])
  })

  test('is read from a file, never from a page: nothing in it runs', async () => {
    const ran = vi.fn()
    Object.assign(window, { ranInDrawing: ran })
    const script = drawing('<script>parent.ranInDrawing()</script><rect width="9" height="9"/>')
    expect(await outcomeOf(() => read(script))).toBe('qr/active-svg')
    expect(ran).not.toHaveBeenCalled()
  })

  test('that loads something is refused, and nothing is loaded', async () => {
    const before = performance.getEntriesByType('resource').length
    const outside = drawing('<image href="/qr-test-outside.png" width="9" height="9"/>')
    expect(await outcomeOf(() => read(outside))).toBe('qr/active-svg')
    const loaded = performance.getEntriesByType('resource').slice(before)
    expect(loaded.filter(({ name }) => name.includes('qr-test-outside'))).toEqual([])
  })

  test('that is no XML is damaged', async () => {
    expect(await outcomeOf(() => read(drawing('<rect width=9></g>')))).toBe('qr/damaged')
  })

  test('that is not UTF-8 is damaged', async () => {
    expect(await outcomeOf(() => read(Uint8Array.of(...drawing('<rect/>'), 0xff)))).toBe('qr/damaged')
  })

  test('of over 2 MB is too large', async () => {
    expect(await outcomeOf(() => read(drawing(' '.repeat(2 * 1024 * 1024))))).toBe('qr/too-many-bytes')
  })
})
