import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase64url, padded, sha256, systemRandom } from '../../../src/crypto/index.ts'
import { unshared } from '../../../src/crypto/bytes.ts'
import { decodeUtf8, encodeHex } from '../../../src/encoding/index.ts'

describe('unshared', () => {
  test('copies only what another thread can see', () => {
    const own = Uint8Array.of(1, 2)
    expect(unshared(own)).toBe(own)
    const shared = new Uint8Array(new SharedArrayBuffer(2)).fill(3)
    expect(unshared(shared)).toEqual(Uint8Array.of(3, 3))
    expect(unshared(shared).buffer).toBeInstanceOf(ArrayBuffer)
  })
})

describe('padded', () => {
  test('is the text and spaces up to a whole number of blocks', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 300 }), (text, block) => {
        const bytes = padded(text, block)
        expect(bytes.length % block).toBe(0)
        expect(bytes.length).toBeLessThan(new TextEncoder().encode(text).length + block)
        expect(decodeUtf8(bytes).trimEnd()).toBe(text.trimEnd())
      }),
    )
  })

  test('adds nothing where nothing is missing', () => {
    expect(padded('abcd', 4)).toEqual(Uint8Array.from([0x61, 0x62, 0x63, 0x64]))
    expect(padded('', 4)).toHaveLength(0)
  })
})

describe('fromBase64url', () => {
  test.each(['A', 'AB', 'AA==', 'A A', '+/+/', 'AAA\n', 'ÄÄ'])('does not take %j', (text) => {
    expect(fromBase64url(text)).toBeUndefined()
  })

  test('takes what the encoder writes', () => {
    expect(fromBase64url('_-8')).toEqual(Uint8Array.from([0xff, 0xef]))
    expect(fromBase64url('')).toHaveLength(0)
  })
})

test('sha256 is the hash of the text in UTF-8', async () => {
  expect(encodeHex(await sha256('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('systemRandom gives as many bytes as are asked for, others each time', () => {
  expect([0, 1, 12, 32].map((length) => systemRandom(length).length)).toEqual([0, 1, 12, 32])
  expect(systemRandom(32)).not.toEqual(systemRandom(32))
})
