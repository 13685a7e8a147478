import { describe, expect, test } from 'vitest'
import { textsOf, type FoundCode } from '../../../src/qr/decoder.ts'

const part = (text: string, index: number, size: number, id = '7'): FoundCode => ({ text, part: { id, index, size } })

describe('the texts of codes', () => {
  test('come each once, in the order in which they were found', () => {
    expect(textsOf([{ text: 'b' }, { text: 'a' }, { text: 'b' }])).toEqual(['b', 'a'])
  })

  test('are none for an empty code', () => {
    expect(textsOf([{ text: '' }])).toEqual([])
  })

  test('are put together of their parts, in any order and with repeats', () => {
    const parts = [part('c', 2, 3), part('a', 0, 3), part('c', 2, 3), part('b', 1, 3)]
    expect(textsOf(parts)).toEqual(['abc'])
  })

  test('are not half a text: a part alone counts for nothing', () => {
    expect(textsOf([part('otpauth://totp/a?secret=AAAABBBB', 0, 2), { text: 'whole' }])).toEqual(['whole'])
  })

  test('are not mixed of two texts', () => {
    expect(textsOf([part('a', 0, 2, '1'), part('b', 1, 2, '2')])).toEqual([])
  })
})
