import { createCipheriv } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { openCbc } from '../../../src/crypto/index.ts'
import { decodeHex, encodeHex } from '../../../src/encoding/index.ts'
import { bytesOf, runs } from '../../support/bytes-of.ts'
import { countingRandom } from '../../support/counting-random.ts'

const key = countingRandom(0x10)(32)
const iv = countingRandom(0x40)(16)

/** By another implementation. */
function sealed(plaintext: Uint8Array, withKey = key, withIv = iv): Uint8Array {
  const cipher = createCipheriv('aes-256-cbc', withKey, withIv)
  return Uint8Array.from(Buffer.concat([cipher.update(plaintext), cipher.final()]))
}

describe('openCbc', () => {
  // NIST SP 800-38A, F.2.6, first block; the second is the padding that PKCS#7 adds.
  test('opens the example of the standard', async () => {
    const standardKey = decodeHex('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4')
    const standardIv = decodeHex('000102030405060708090a0b0c0d0e0f')
    const plaintext = decodeHex('6bc1bee22e409f96e93d7e117393172a')
    const ciphertext = sealed(plaintext, standardKey, standardIv)
    expect(encodeHex(ciphertext.slice(0, 16))).toBe('f58c4c04d6e5f1ba779eabfb5f7bfbd6')
    expect(await openCbc(standardKey, standardIv, ciphertext)).toEqual(plaintext)
  })

  test('opens what another implementation sealed, of any length', async () => {
    await fc.assert(
      fc.asyncProperty(bytesOf(32), bytesOf(16), bytesOf(0, 100), async (anyKey, anyIv, plaintext) => {
        expect(await openCbc(anyKey, anyIv, sealed(plaintext, anyKey, anyIv))).toEqual(plaintext)
      }),
      runs,
    )
  })

  test.each([
    ['nothing', iv, new Uint8Array()],
    ['part of a block', iv, sealed(new Uint8Array(20)).slice(0, 31)],
    ['an IV that is short', iv.slice(1), sealed(new Uint8Array(20))],
    ['an IV that is long', Uint8Array.of(...iv, 0), sealed(new Uint8Array(20))],
  ])('answers null for %s, and asks no cipher', async (_, anIv, ciphertext) => {
    const importKey = vi.spyOn(crypto.subtle, 'importKey')
    expect(await openCbc(key, anIv, ciphertext)).toBeNull()
    expect(importKey).not.toHaveBeenCalled()
    importKey.mockRestore()
  })

  test('answers null where the padding is none', async () => {
    expect(await openCbc(key, iv, sealed(new Uint8Array(20)).slice(0, 16))).toBeNull()
  })

  test('keeps the key to itself', async () => {
    const importKey = vi.spyOn(crypto.subtle, 'importKey')
    await openCbc(key, iv, sealed(new Uint8Array(3)))
    const [imported] = await Promise.all(importKey.mock.results.map(({ value }) => value as Promise<CryptoKey>))
    expect(imported).toMatchObject({ extractable: false, usages: ['decrypt'] })
    importKey.mockRestore()
  })

  test('passes on what is no answer of the cipher', async () => {
    await expect(openCbc(key.slice(1), iv, sealed(new Uint8Array(3)))).rejects.toThrow(DOMException)
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt').mockRejectedValue(new TypeError('a fault of ours'))
    await expect(openCbc(key, iv, sealed(new Uint8Array(3)))).rejects.toThrow('a fault of ours')
    decrypt.mockRejectedValue(new DOMException('a fault of ours', 'NotSupportedError'))
    await expect(openCbc(key, iv, sealed(new Uint8Array(3)))).rejects.toThrow('a fault of ours')
    decrypt.mockRestore()
  })
})
