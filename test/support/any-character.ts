import * as fc from 'fast-check'

const beforeSurrogates = 0xd800
const surrogates = 0x800

/**
 * Any code point but half a surrogate pair. fast-check's own `unit: 'binary'` lists them all first, which takes a second
 * of each process.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - surrogates })
  .map((index) => String.fromCodePoint(index < beforeSurrogates ? index : index + surrogates))
