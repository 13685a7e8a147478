import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isId, newId, systemRandom } from '../../../src/crypto/index.ts'
import { encodeBase64url } from '../../../src/encoding/index.ts'
import { bytesOf } from '../../support/bytes-of.ts'
import { countingRandom } from '../../support/counting-random.ts'

describe('newId', () => {
  test('is 16 random bytes as base64url', () => {
    expect(newId(countingRandom())).toBe('AAECAwQFBgcICQoLDA0ODw')
    expect(isId(newId(systemRandom))).toBe(true)
    expect(newId(systemRandom)).not.toBe(newId(systemRandom))
  })
})

describe('isId', () => {
  test('takes every 16 bytes', () => {
    fc.assert(fc.property(bytesOf(16), (bytes) => isId(encodeBase64url(bytes))))
  })

  test('takes nothing of another length', () => {
    fc.assert(fc.property(bytesOf(0, 32), (bytes) => bytes.length === 16 || !isId(encodeBase64url(bytes))))
  })

  test.each([
    '',
    'AAECAwQFBgcICQoLDA0ODx',
    'AAECAwQFBgcICQoLDA0OD=',
    'AAECAwQFBgcICQoLDA0O+w',
    'AAECAwQFBgcICQoLDA0OD\n',
  ])('does not take %j', (text) => {
    expect(isId(text)).toBe(false)
  })
})
