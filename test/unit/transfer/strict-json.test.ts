import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isJsonObject, parseJson as readJson } from '../../../src/transfer/strict-json.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const parseJson = (bytes: Uint8Array) => {
  const reading = readJson(bytes)
  return 'value' in reading ? reading.value : undefined
}
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

describe('parseJson', () => {
  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (json) => {
        expect(parseJson(utf8(json))).toEqual(JSON.parse(json))
      }),
    )
  })

  test('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        parseJson(bytes)
      }),
    )
  })

  test.each([
    [64, true],
    [65, false],
    [1_000_000, false],
  ])('of %i levels of nesting: read is %s', (depth, isRead) => {
    expect(parseJson(utf8(nested(depth))) !== undefined).toBe(isRead)
  })

  test('counts objects and lists together', () => {
    const both = (pairs: number) => `${'{"a":['.repeat(pairs)}${']}'.repeat(pairs)}`
    expect(parseJson(utf8(both(32)))).toBeDefined()
    expect(parseJson(utf8(both(33)))).toBeUndefined()
  })

  test('counts no bracket inside a text, whatever is escaped there', () => {
    const text = JSON.stringify([nested(1000), '\\', '"[', '\\"[', '{'.repeat(100)])
    expect(parseJson(utf8(text))).toEqual(JSON.parse(text))
  })

  test('finds nesting behind any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', 'a') }), (text) => {
        expect(parseJson(utf8(`{${JSON.stringify(text)}:${nested(64)}}`))).toBeUndefined()
        expect(parseJson(utf8(`{${JSON.stringify(text)}:${nested(63)}}`))).toBeDefined()
      }),
    )
  })

  test.each([
    ['nothing', ''],
    ['a text that does not end', '"abc'],
    ['an escape at the end', '"abc\\'],
    ['single quotes', "{'a':1}"],
    ['NaN', 'NaN'],
    ['a byte-order mark', '\ufeff{}'],
    ['two documents', '{}{}'],
    ['a line feed in a text', '"\n"'],
  ])('does not read %s', (_, text) => {
    expect(parseJson(utf8(text))).toBeUndefined()
  })

  test.each([
    ['half a sequence', [0x22, 0xc3, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['UTF-16', [0x7b, 0x00, 0x7d, 0x00]],
  ])('does not read %s', (_, bytes) => {
    expect(parseJson(Uint8Array.from(bytes))).toBeUndefined()
  })

  test.each([
    ['[1,[],{}]', 5],
    ['{"a":1,"b":[{}]}', 4],
    ['"[[[,,,"', 0],
  ])('counts the parts of %s', (text, parts) => {
    expect(readJson(utf8(text), { maxParts: parts })).toHaveProperty('value')
    if (parts > 0) expect(readJson(utf8(text), { maxParts: parts - 1 })).toEqual({ problem: 'too-many-parts' })
  })

  test('gives a member that comes twice its last value', () => {
    expect(parseJson(utf8('{"a":1,"b":2,"a":3}'))).toEqual({ a: 3, b: 2 })
  })

  test('fault 12: leaves the prototype of objects alone', () => {
    const json = parseJson(utf8('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'))
    expect(isJsonObject(json) && Object.keys(json)).toEqual(['__proto__', 'constructor'])
    expect('polluted' in {}).toBe(false)
  })
})
