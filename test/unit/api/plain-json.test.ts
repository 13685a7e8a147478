import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonProblem, isPlainObject, maxRequestBytes, memberOf } from '../../../src/api/plain-json.ts'
import { anyCharacter } from '../../support/any-character.ts'

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length

/** JSON of few levels, names and texts well-formed. */
const json = fc.jsonValue({ maxDepth: 8, stringUnit: anyCharacter })

/** What structured clone can carry and JSON cannot. */
const foreign = fc.constantFrom<unknown>(
  new Uint8Array(1),
  new ArrayBuffer(1),
  new Map(),
  new Set(),
  new Date(0),
  /x/,
  new Error('x'),
  1n,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  undefined,
  '\ud800',
  Object(1),
)

describe('findJsonProblem', () => {
  it('lets all JSON through that is small and flat enough', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(findJsonProblem(structuredClone(value))).toBeUndefined()
      }),
    )
  })

  it('counts as JSON.stringify does, to the byte', () => {
    fc.assert(
      fc.property(json, (value) => {
        const left = maxRequestBytes - bytesOf([value, ''])
        fc.pre(left >= 0)
        expect(findJsonProblem([value, 'x'.repeat(left)])).toBeUndefined()
        expect(findJsonProblem([value, 'x'.repeat(left + 1)])).toEqual({ problem: 'too-large' })
      }),
    )
  })

  it('finds whatever JSON cannot say, wherever it is, and says where', () => {
    const path = fc.array(fc.constantFrom('a', 'b', '__proto__'), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(foreign, path, (value, names) => {
        const wrapped = names.reduceRight<unknown>((inside, name) => Object.fromEntries([[name, [inside]]]), value)
        const expected = { problem: 'not-json', path: `${names.join('[0].')}[0]` }
        expect(findJsonProblem(structuredClone(wrapped))).toEqual(names.length <= 7 ? expected : expect.anything())
      }),
    )
  })

  it('ends at once on what has no end', () => {
    const circle: unknown[] = []
    circle.push(circle, circle)
    expect(findJsonProblem(circle)).toMatchObject({ problem: 'not-json' })
    expect(findJsonProblem({ ids: Object.assign([], { length: 2 ** 32 - 1 }) })).toEqual({ problem: 'too-large' })
  })

  it('leaves the prototype of all objects alone', () => {
    findJsonProblem(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'))
    expect({}).not.toHaveProperty('polluted')
  })
})

describe('isPlainObject', () => {
  it.each([
    ['an object', {}, true],
    ['an object without a prototype', Object.create(null), true],
    ['a list', [], false],
    ['a Map', new Map(), false],
    ['an object of a class', new EventTarget(), false],
    ['nothing', null, false],
    ['a function', () => {}, false],
  ])('%s', (_what, value, expected) => {
    expect(isPlainObject(value)).toBe(expected)
  })
})

describe('memberOf', () => {
  it('answers own members only', () => {
    expect(memberOf({}, 'constructor')).toBeUndefined()
    expect(memberOf(JSON.parse('{"__proto__":1}') as Record<string, unknown>, '__proto__')).toBe(1)
  })
})
