import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { newGray } from '../../../src/qr/gray-image.ts'
import { compileWasmDecoder } from '../../../src/qr/wasm-decoder.ts'
import { collage, drawnCode, mapped, noisy, turned } from '../../support/drawn-code.ts'
import { outcomeOf } from '../../support/outcome.ts'

const link = 'otpauth://totp/Example:ana@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example'
const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
const decode = await compileWasmDecoder(Uint8Array.from(wasm).buffer)
const texts = (...given: Parameters<typeof decode>) => decode(...given).map(({ text }) => text)

describe('ZXing-C++', () => {
  const code = drawnCode(link)
  const [left, right] = [drawnCode('first'), drawnCode('second')]

  test.each([
    ['a clean code', code],
    ['one that is turned', turned(code, 33)],
    ['one that stands on its head', turned(code, 180)],
    ['light on dark', drawnCode(link, { dark: 240, light: 20 })],
    ['a mirror image', mapped(code, (x, y) => code.data[y * code.width + code.width - 1 - x] ?? 0)],
    ['little contrast', drawnCode(link, { dark: 140, light: 190 })],
    ['one without a quiet zone', drawnCode(link, { margin: 0 })],
    ['one of two pixels a module', drawnCode(link, { scale: 2 })],
    ['a grainy one', noisy(code, 150)],
  ])('reads %s', (_, image) => {
    expect(texts(image)).toEqual([link])
  })

  test('reads several in one picture', () => {
    const both = collage(400, 200, [
      { image: left, left: 10, top: 10 },
      { image: right, left: 210, top: 40 },
    ])
    expect(texts(both).sort()).toEqual(['first', 'second'])
  })

  test('reads nothing where there is nothing', () => {
    expect(texts(newGray(200, 200))).toEqual([])
    expect(
      texts(
        noisy(
          mapped(newGray(200, 200), () => 128),
          255,
        ),
      ),
    ).toEqual([])
    expect(texts(newGray(1, 1))).toEqual([])
  })

  test('reads letters of any script as they are', () => {
    expect(texts(drawnCode('otpauth://totp/Zürich ✓ 東京?secret=AAAA'))).toEqual([
      'otpauth://totp/Zürich ✓ 東京?secret=AAAA',
    ])
  })

  test('takes bytes that are not UTF-8 for Latin-1', () => {
    const data = Uint8ClampedArray.from('Zürich', (letter) => letter.charCodeAt(0))
    expect(texts(drawnCode([{ data, mode: 'byte' }]))).toEqual(['Zürich'])
  })

  test('reads capitals and digits in their own modes', () => {
    expect(texts(drawnCode('OTPAUTH://TOTP/A?SECRET=AAAA'))).toEqual(['OTPAUTH://TOTP/A?SECRET=AAAA'])
    expect(texts(drawnCode('00123456789012345678'))).toEqual(['00123456789012345678'])
  })

  test('reads what it is to close holes in first', () => {
    expect(texts(code, { denoise: true })).toEqual([link])
  })
})

test('a file that is not the module is no decoder', async () => {
  expect(await outcomeOf(() => compileWasmDecoder(new ArrayBuffer(8)))).toBe('qr/not-loaded')
})
