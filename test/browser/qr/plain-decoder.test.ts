import { describe, expect, test } from 'vitest'
import { newGray } from '../../../src/qr/gray-image.ts'
import { readPlainly } from '../../../src/qr/plain-decoder.ts'
import { drawnCode, turned } from '../../support/drawn-code.ts'

const link = 'otpauth://totp/Example:ana@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example'

describe('@zxing/library', () => {
  test.each([
    ['a clean code', drawnCode(link), link],
    ['one that is turned', turned(drawnCode(link), 30), link],
    ['light on dark', drawnCode(link, { dark: 255, light: 0 }), link],
    ['letters of any script', drawnCode('Zürich ✓ 東京'), 'Zürich ✓ 東京'],
    ['Latin-1 that does not say so', drawnCode([{ data: Uint8ClampedArray.of(0x5a, 0xfc), mode: 'byte' }]), 'Zü'],
  ])('reads %s', (_, image, text) => {
    expect(readPlainly(image)).toEqual([{ text }])
  })

  test('reads nothing where there is nothing', () => {
    expect(readPlainly(newGray(100, 100))).toEqual([])
    expect(readPlainly(newGray(1, 1))).toEqual([])
  })
})
