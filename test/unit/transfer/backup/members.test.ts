import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWithin, readMembers } from '../../../../src/transfer/backup/members.ts'
import { parseJson, type JsonObject } from '../../../../src/transfer/strict-json.ts'
import { anyCharacter } from '../../../support/any-character.ts'

function parsed(json: string): JsonObject {
  const reading = parseJson(new TextEncoder().encode(json))
  return ('value' in reading ? reading.value : {}) as JsonObject
}

function reading(object: JsonObject) {
  const problems: string[] = []
  const members = readMembers(object, (member, problem) => problems.push(`${member}: ${problem}`))
  return { members, problems }
}

describe('readMembers', () => {
  test('answers undefined for what is absent, and reports nothing', () => {
    const { members, problems } = reading({})
    expect([members.text('a', 9), members.count('a'), members.flag('a'), members.list('a')]).toEqual(
      Array.from({ length: 4 }),
    )
    expect(problems).toEqual([])
  })

  test('reports what has the wrong type, null among it, and answers undefined', () => {
    const { members, problems } = reading({ text: 1, count: '1', flag: 0, list: {}, object: [], none: null })
    expect([members.text('text', 9), members.count('count'), members.flag('flag')]).toEqual(Array.from({ length: 3 }))
    expect([members.list('list'), members.object('object'), members.text('none', 9)]).toEqual(Array.from({ length: 3 }))
    expect(problems).toEqual(['text', 'count', 'flag', 'list', 'object', 'none'].map((name) => `${name}: wrong-type`))
  })

  test.each([-1, 0.5, 2 ** 53])('does not count %d', (value) => {
    const { members, problems } = reading({ value })
    expect(members.count('value')).toBeUndefined()
    expect(problems).toEqual(['value: out-of-range'])
  })

  test('takes any number but an infinite one', () => {
    const { members, problems } = reading(parsed('{"a":-1.5,"b":1e999}'))
    expect([members.number('a'), members.number('b')]).toEqual([-1.5, undefined])
    expect(problems).toEqual(['b: out-of-range'])
  })

  test('does not take what objects inherit for a member', () => {
    const { members, problems } = reading({})
    expect(members.text('toString', 9)).toBeUndefined()
    expect(members.rest()).toBeUndefined()
    expect(problems).toEqual([])
  })

  test('has as the rest what nobody asked for', () => {
    const { members } = reading({ a: 1, b: 2, c: { d: 3 } })
    members.number('b')
    expect(members.rest()).toEqual({ a: 1, c: { d: 3 } })
  })

  test('fault 12: keeps a member named __proto__ as a member', () => {
    const { members } = reading(parsed('{"__proto__":{"polluted":1}}'))
    const rest = members.rest() ?? {}
    expect(Object.keys(rest)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(rest)).toBe(Object.prototype)
    expect(JSON.stringify({ ...rest })).toBe('{"__proto__":{"polluted":1}}')
  })
})

test('isWithin counts code points, not UTF-16 units', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 30 }), fc.nat({ max: 30 }), (text, most) => {
      expect(isWithin(text, most)).toBe(Array.from(text).length <= most)
    }),
  )
})
