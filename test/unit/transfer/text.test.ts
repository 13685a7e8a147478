import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText } from '../../../src/transfer/text.ts'

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'))
const swapped = (bytes: Uint8Array): Uint8Array => new Uint8Array(Buffer.from(bytes).swap16())

describe('text of a file', () => {
  test('is UTF-8, or UTF-16 behind a mark, and the mark is no part of it', () => {
    const text = 'Zeile 1\r\nÄ€😀'
    expect(decodeText(new TextEncoder().encode(text))).toBe(text)
    expect(decodeText(new TextEncoder().encode(`\ufeff${text}`))).toBe(text)
    expect(decodeText(utf16(`\ufeff${text}`))).toBe(text)
    expect(decodeText(swapped(utf16(`\ufeff${text}`)))).toBe(text)
  })

  test('comes back, whatever it is', () => {
    const printable = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/\p{Cc}|^\ufeff|\ufffd/u.test(text))
    fc.assert(
      fc.property(printable, (text) => {
        expect(decodeText(new TextEncoder().encode(text))).toBe(text)
        expect(decodeText(utf16(`\ufeff${text}`))).toBe(text)
      }),
    )
  })

  test('may have single bytes that are none', () => {
    const bytes = new TextEncoder().encode('a name with one byte of Latin-1: _')
    bytes[bytes.length - 1] = 0xe4
    expect(decodeText(bytes)).toMatch(/Latin-1: \ufffd$/)
  })

  test('is no text with bytes that no text has', () => {
    expect(decodeText(new Uint8Array([0, 1, 2, 3]))).toBeUndefined()
    expect(decodeText(new TextEncoder().encode('a\0b'))).toBeUndefined()
    expect(decodeText(new Uint8Array(100).fill(0xe4))).toBeUndefined()
    expect(decodeText(utf16('without a mark'))).toBeUndefined()
  })

  test('may be of odd length in UTF-16', () => {
    expect(decodeText(utf16('\ufeffabcdefghijklmnop').slice(0, -1))).toBe('abcdefghijklmno\ufffd')
  })
})
