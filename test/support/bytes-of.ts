import * as fc from 'fast-check'

/** Arbitrary bytes as plain Uint8Arrays of their own memory. */
export function bytesOf(minLength: number, maxLength = minLength): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  return fc.uint8Array({ minLength, maxLength }).map((bytes) => Uint8Array.from(bytes))
}

/** How often a property is tried: seldom by default, often with SLOW=1. */
export const runs = { numRuns: process.env['SLOW'] === '1' ? 500 : 20 }
