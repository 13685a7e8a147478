import { hkdfSync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hkdf } from '../../../src/crypto/index.ts'
import { decodeHex, encodeHex } from '../../../src/encoding/index.ts'
import { bytesOf } from '../../support/bytes-of.ts'

describe('hkdf', () => {
  // RFC 5869, A.3, of which these are the first 32 bytes. The info of the other vectors is not text.
  test('is HKDF-SHA-256', async () => {
    const okm = '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d'
    expect(encodeHex(await hkdf(decodeHex('0b'.repeat(22)), new Uint8Array(0), ''))).toBe(okm)
  })

  test('gives what another implementation gives', async () => {
    await fc.assert(
      fc.asyncProperty(bytesOf(1, 64), bytesOf(0, 40), fc.string(), async (ikm, salt, purpose) => {
        const expected = new Uint8Array(hkdfSync('sha256', ikm, salt, purpose, 32))
        expect(await hkdf(ikm, salt, purpose)).toEqual(expected)
      }),
    )
  })

  test('reads memory that is shared between threads, which WebCrypto does not', async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(32)).fill(1)
    expect(await hkdf(shared, shared, 'purpose')).toEqual(await hkdf(shared.slice(), shared.slice(), 'purpose'))
  })
})
