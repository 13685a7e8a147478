import { expect, test } from 'vitest'
import { decryptTwofishCbc } from '../../../../src/transfer/containers/twofish-cbc.ts'
import { decodeHex, encodeHex } from '../../../../src/encoding/index.ts'

// From the known-answer tests of Twofish's authors (ecb_ival.txt, 256-bit keys): each text is encrypted to the next.
const key = decodeHex('0123456789abcdeffedcba987654321000112233445566778899aabbccddeeff')
const zeros = '00000000000000000000000000000000'
const sealed = '37527be0052334b89f0cfccae87cfa20'

test('a block is decrypted, and mixed with the iv', () => {
  expect(encodeHex(decryptTwofishCbc(key, decodeHex(zeros), decodeHex(sealed)))).toBe(zeros)
  const iv = 'ffeeddccbbaa99887766554433221100'
  expect(encodeHex(decryptTwofishCbc(key, decodeHex(iv), decodeHex(sealed)))).toBe(iv)
})

test('a later block is mixed with the ciphertext before it', () => {
  const plain = decryptTwofishCbc(key, decodeHex(zeros), decodeHex(sealed + sealed))
  expect(encodeHex(plain)).toBe(zeros + sealed)
})
