import type { RandomSource } from '../../src/crypto/index.ts'

/** A random source that anybody can repeat: every byte is one more than the byte before it. */
export function countingRandom(first = 0): RandomSource {
  let next = first
  return (length) => Uint8Array.from({ length }, () => next++ & 0xff)
}
