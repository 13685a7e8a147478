import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldsOfAll, hasMember, jsonFields, memberOf, someValue } from '../../../src/transfer/json-fields.ts'

describe('members of a foreign object', () => {
  const fields = jsonFields({
    text: 'a',
    number: 7,
    flag: false,
    none: null,
    list: [1, { a: 1 }, null, [2]],
    object: {},
  })

  test('are had by their type, or not at all', () => {
    expect(fields?.text('text')).toBe('a')
    expect(fields?.text('number')).toBe('7')
    expect(fields?.text('flag')).toBeUndefined()
    expect(fields?.number('number')).toBe(7)
    expect(fields?.number('text')).toBe('a')
    expect(fields?.number('none')).toBeUndefined()
    expect(fields?.flag('flag')).toBe(false)
    expect(fields?.flag('number')).toBeUndefined()
    expect(fields?.list('list')).toHaveLength(4)
    expect(fields?.list('text')).toEqual([])
    expect(fields?.objects('list').map(({ json }) => json)).toEqual(['{"a":1}'])
    expect(fields?.object('object')?.entries()).toEqual([])
    expect(fields?.object('list')).toBeUndefined()
    expect(fields?.has('none')).toBe(true)
    expect(fields?.raw('none')).toBeNull()
  })

  test('are its own only', () => {
    const plain = jsonFields({})
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(plain?.has(name), name).toBe(false)
      expect(plain?.raw(name), name).toBeUndefined()
    }
    const own = jsonFields(JSON.parse('{"__proto__":{"secret":"a"},"constructor":"b"}'))
    expect(own?.object('__proto__')?.text('secret')).toBe('a')
    expect(own?.text('constructor')).toBe('b')
    expect(own?.has('secret')).toBe(false)
    expect(own?.json).toBe('{"__proto__":{"secret":"a"},"constructor":"b"}')
  })

  test('values that are no objects have none', () => {
    expect([null, undefined, 7, 'a', [], [{}], true].map(jsonFields)).toEqual(Array.from({ length: 7 }))
  })

  test('nothing throws, whatever the value and the name are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, name) => {
        const any = jsonFields(value)
        for (const member of ['has', 'raw', 'text', 'number', 'flag', 'object', 'list', 'objects'] as const)
          any?.[member](name)
        expect(any === undefined || JSON.parse(any.json)).toBeDefined()
      }),
    )
  })
})

describe('lists of objects', () => {
  test('have the objects among their elements', () => {
    expect(fieldsOfAll([1, { a: 1 }, null, { b: 2 }]).map(({ json }) => json)).toEqual(['{"a":1}', '{"b":2}'])
    expect(fieldsOfAll({ length: 1 })).toEqual([])
  })

  test('are refused where no export has so many', () => {
    expect(() => fieldsOfAll(Array.from({ length: 100_001 }))).toThrow(
      expect.objectContaining({ code: 'transfer/too-many' }),
    )
    expect(fieldsOfAll(Array.from({ length: 100_000 }))).toEqual([])
  })

  test('are searched however long they are', () => {
    const list = [...Array.from({ length: 200_000 }, () => null), { a: 1 }]
    expect(someValue(list, (each) => hasMember(each, 'a'))).toBe(true)
    expect(someValue(list, (each) => hasMember(each, 'b'))).toBe(false)
    expect(someValue({ x: { a: 1 } }, (each) => hasMember(each, 'a'))).toBe(true)
    expect(someValue('a', () => true)).toBe(false)
    expect(someValue(null, () => true)).toBe(false)
  })

  test('have members that are their own', () => {
    expect([null, undefined, 7, 'a', [], {}].some((value) => hasMember(value, 'constructor'))).toBe(false)
    expect(memberOf({ a: 7 }, 'a')).toBe(7)
    expect(memberOf({ a: 7 }, 'toString')).toBeUndefined()
    expect(memberOf('a', 'length')).toBeUndefined()
  })
})
