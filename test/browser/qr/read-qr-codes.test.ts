import { describe, expect, test } from 'vitest'
import { readQrCodes } from '../../../src/qr/index.ts'
import { newGray } from '../../../src/qr/gray-image.ts'
import { sharpened, smoothed } from '../../../src/qr/gray-steps.ts'
import { collage, drawnCode, mapped, noisy, turned } from '../../support/drawn-code.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { onNothing, pixelsOf } from '../../support/picture-files.ts'

const link = 'otpauth://totp/Example:ana@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example'
const code = drawnCode(link)
const small = drawnCode(link, { scale: 1 })

describe('the seam, on this thread', () => {
  test.each([
    ['clean', code],
    ['turned', turned(code, 20)],
    ['light on dark', drawnCode(link, { dark: 230, light: 30 })],
    ['mirrored', mapped(code, (x, y) => code.data[y * code.width + code.width - 1 - x] ?? 0)],
    ['of one pixel a module', small],
    ['grainy', noisy(code, 400)],
    ['blurred', smoothed(smoothed(drawnCode(link, { scale: 6 }), 3), 3)],
    ['sharpened too much', sharpened(code, 1, 4)],
    [
      'tiny on a large screen',
      collage(2560, 1440, [{ image: drawnCode(link, { scale: 2 }), left: 2201, top: 1033 }], 225),
    ],
    [
      'without a quiet zone on a dark ground',
      collage(400, 400, [{ image: drawnCode(link, { margin: 0 }), left: 90, top: 80 }], 60),
    ],
  ])('reads a code that is %s', async (_, image) => {
    expect(await readQrCodes(pixelsOf(image))).toEqual([link])
  })

  test.each(['black', 'white'] as const)('reads %s modules on nothing', async (colour) => {
    expect(await readQrCodes(onNothing(code, colour))).toEqual([link])
  })

  test('reads several, each once', async () => {
    const texts = ['first', 'second', 'third', 'second']
    const parts = texts.map((text, place) => ({ image: drawnCode(text), left: 20 + place * 150, top: 20 + place * 10 }))
    const found = await readQrCodes(pixelsOf(collage(700, 260, parts)))
    expect(found.sort()).toEqual(['first', 'second', 'third'])
  })

  test('reads nothing where there is nothing', async () => {
    expect(await readQrCodes(pixelsOf(newGray(120, 90)))).toEqual([])
    expect(
      await readQrCodes(
        pixelsOf(
          noisy(
            mapped(newGray(200, 160), () => 128),
            255,
          ),
        ),
      ),
    ).toEqual([])
  })

  test('stops when it is told', async () => {
    const stop = new AbortController()
    const reading = outcomeOf(() => readQrCodes(pixelsOf(newGray(400, 400)), { signal: stop.signal }))
    stop.abort()
    expect(await reading).toBe('qr/cancelled')
  })

  test('asks no other host for anything', async () => {
    await readQrCodes(pixelsOf(code))
    const hosts = performance.getEntriesByType('resource').map(({ name }) => new URL(name).host)
    expect([...new Set(hosts)]).toEqual([location.host])
  })
})
