import { createDecipheriv } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { aesGcmKey, openBytes, sealBytes } from '../../../src/crypto/index.ts'
import { encodeHex } from '../../../src/encoding/index.ts'
import { bytesOf, runs } from '../../support/bytes-of.ts'

const zero = (length: number) => new Uint8Array(length)

describe('sealBytes', () => {
  // Test case 14 of "The Galois/Counter Mode of Operation" (McGrew and Viega), which NIST SP 800-38D refers to.
  test('is AES-256-GCM with the tag at the end', async () => {
    const sealed = await sealBytes(await aesGcmKey(zero(32)), zero(12), '', zero(16))
    expect(encodeHex(sealed)).toBe('cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919')
  })

  test('is opened by another implementation', async () => {
    const [key, nonce, aad] = [zero(32).fill(3), zero(12).fill(4), 'context ü']
    const sealed = await sealBytes(await aesGcmKey(key), nonce, aad, new TextEncoder().encode('plain'))
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad)).setAuthTag(sealed.slice(-16))
    expect(decipher.update(sealed.slice(0, -16), undefined, 'utf8') + decipher.final('utf8')).toBe('plain')
  })

  test('is undone by openBytes', async () => {
    await fc.assert(
      fc.asyncProperty(bytesOf(32), bytesOf(12), fc.string(), bytesOf(0, 400), async (raw, nonce, aad, plaintext) => {
        const key = await aesGcmKey(raw)
        expect(await openBytes(key, nonce, aad, await sealBytes(key, nonce, aad, plaintext))).toEqual(plaintext)
      }),
      runs,
    )
  })
})

describe('openBytes', () => {
  test('answers null for every truncation and every flipped bit', async () => {
    const key = await aesGcmKey(zero(32))
    const sealed = await sealBytes(key, zero(12), 'aad', zero(20))
    for (let length = 0; length < sealed.length; length++) {
      expect(await openBytes(key, zero(12), 'aad', sealed.slice(0, length)), `${length} bytes`).toBeNull()
    }
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = sealed.slice()
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(await openBytes(key, zero(12), 'aad', altered), `bit ${bit}`).toBeNull()
    }
  })

  test.each([0, 1, 11, 13, 16])('does not try a nonce of %i bytes', async (length) => {
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt')
    expect(await openBytes(await aesGcmKey(zero(32)), zero(length), '', zero(32))).toBeNull()
    expect(decrypt).not.toHaveBeenCalled()
    decrypt.mockRestore()
  })

  test('does not take a fault of ours for a wrong key', async () => {
    const hmac = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    await expect(openBytes(hmac, zero(12), '', zero(32))).rejects.toThrow()
  })
})

describe('aesGcmKey', () => {
  test('gives a key that cannot be exported', async () => {
    const key = await aesGcmKey(zero(32))
    expect(key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  })
})
