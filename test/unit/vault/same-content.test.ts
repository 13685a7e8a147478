import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameContent } from '../../../src/vault/same-content.ts'

describe('isSameContent', () => {
  it('holds for a copy, however its members are ordered', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(structuredClone(value)).toReversed())
        expect(isSameContent(value, turned)).toBe(true)
      }),
    )
  })

  it('compares bytes by what they are', () => {
    expect(isSameContent({ secret: Uint8Array.of(1, 2) }, { secret: Uint8Array.of(1, 2) })).toBe(true)
    expect(isSameContent({ secret: Uint8Array.of(1, 2) }, { secret: Uint8Array.of(1, 3) })).toBe(false)
  })

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 1 }],
    [{ a: undefined }, { b: undefined }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: [] }, { a: {} }],
    [{ a: null }, { a: {} }],
    [{ a: '1' }, { a: 1 }],
    [{ a: Uint8Array.of(1) }, { a: [1] }],
    [{ a: Uint8Array.of(1) }, { a: { 0: 1 } }],
    [{ a: 7 }, { a: {} }],
    [{ a: true }, { a: [] }],
    [{ a: 'x' }, { a: { 0: 'x' } }],
    [7, {}],
  ])('tells %j from %j', (a, b) => {
    expect(isSameContent(a, b)).toBe(false)
    expect(isSameContent(b, a)).toBe(false)
  })
})
