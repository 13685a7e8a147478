// One AES-GCM message that opens under many keys ("Fast message franking", Dodis et al., CRYPTO 2018; "Partitioning
// oracle attacks", Len et al., USENIX Security 2021). The vectors hold such messages because readers must refuse them.
import { createCipheriv } from 'node:crypto'

// The field of NIST SP 800-38D §6.3: bit 0 of a block is its leftmost bit, so a block is read as one big-endian number
// and multiplication by x is a shift to the right.
const reduction = 0xe1n << 120n

function multiply(x, y) {
  let product = 0n
  let shifted = y
  for (let bit = 127n; bit >= 0n; bit--) {
    if ((x >> bit) & 1n) product ^= shifted
    shifted = shifted & 1n ? (shifted >> 1n) ^ reduction : shifted >> 1n
  }
  return product
}

const one = 1n << 127n

function power(base, exponent) {
  let result = one
  for (let count = 0; count < exponent; count++) result = multiply(result, base)
  return result
}

/** x^(2^128 - 2), the inverse in a field of 2^128 elements. */
function inverse(x) {
  let result = one
  let square = x
  for (let count = 1; count < 128; count++) {
    square = multiply(square, square)
    result = multiply(result, square)
  }
  return result
}

const toNumber = (block) => BigInt(`0x${Buffer.from(block).toString('hex')}`)
const toBlock = (number) => Buffer.from(number.toString(16).padStart(32, '0'), 'hex')

function encryptBlock(key, block) {
  return createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(block)
}

function aadBlocks(aad) {
  const padded = Buffer.concat([aad, Buffer.alloc((16 - (aad.length % 16)) % 16)])
  return Array.from({ length: padded.length / 16 }, (_, index) =>
    toNumber(padded.subarray(index * 16, index * 16 + 16)),
  )
}

/** Gauss and Jordan over the field; rows are [coefficients…, right-hand side]. */
function solve(rows) {
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows.findIndex((row, index) => index >= column && row[column] !== 0n)
    ;[rows[column], rows[pivot]] = [rows[pivot], rows[column]]
    const scale = inverse(rows[column][column])
    rows[column] = rows[column].map((value) => multiply(value, scale))
    for (let other = 0; other < rows.length; other++) {
      if (other === column) continue
      const factor = rows[other][column]
      rows[other] = rows[other].map((value, index) => value ^ multiply(factor, rows[column][index]))
    }
  }
  return rows.map((row) => row[rows.length])
}

/**
 * Ciphertext and tag that authenticate under every one of `keys`, with as many blocks as there are keys. For each key
 * the tag is E(J0) + Σ A·H^… + Σ C·H^… + L·H: linear in the unknown blocks C, so n keys fix n blocks.
 */
export function collide(keys, nonce, aadText, tag) {
  const aad = Buffer.from(aadText, 'utf8')
  const count = keys.length
  const lengths = (BigInt(aad.length * 8) << 64n) | BigInt(count * 128)
  const rows = keys.map((key) => {
    const h = toNumber(encryptBlock(key, Buffer.alloc(16)))
    const mask = toNumber(encryptBlock(key, Buffer.concat([nonce, Buffer.from([0, 0, 0, 1])])))
    const authenticated = aadBlocks(aad)
    const known = authenticated.reduce(
      (sum, block, index) => sum ^ multiply(block, power(h, authenticated.length - index + count + 1)),
      mask ^ toNumber(tag) ^ multiply(lengths, h),
    )
    return [...Array.from({ length: count }, (_, index) => power(h, count - index + 1)), known]
  })
  return Buffer.concat([...solve(rows).map(toBlock), tag])
}
