import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine, readCsv, readCsvRows } from '../../../../src/transfer/containers/csv.ts'
import { outcomeOf } from '../../../support/outcome.ts'

describe('cells', () => {
  test.each<[string, string, string[][]]>([
    [
      'plain',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'in quotes',
      '"a,b","c ""d"" e"\n"f\ng",h',
      [
        ['a,b', 'c "d" e'],
        ['f\ng', 'h'],
      ],
    ],
    ['with every kind of line end', 'a\r\nb\rc\nd', [['a'], ['b'], ['c'], ['d']]],
    [
      'that are empty',
      'a,,\n,b,\n"",,c',
      [
        ['a', '', ''],
        ['', 'b', ''],
        ['', '', 'c'],
      ],
    ],
    ['between blank lines', '\n\na,b\n \n,\n\n', [['a', 'b']]],
    ['with space around', ' a , b ', [[' a ', ' b ']]],
    ['that are formulas', '=1+1,@x,-1,+1', [['=1+1', '@x', '-1', '+1']]],
    ['with quotes inside', 'a"b,c""d', [['a"b', 'c""d']]],
    [
      'with text behind the quotes',
      '"a"b"c,d\n"e" ,f',
      [
        ['ab"c', 'd'],
        ['e', 'f'],
      ],
    ],
    ['without a closing quote', 'a,"b,c\nd', [['a', 'b,c\nd']]],
    ['of no text', '', []],
    ['of one quote', '"', []],
  ])('%s', (_, text, cells) => {
    expect(readCsv(text)).toEqual(cells)
  })

  test('come back as they were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r', 'ä') })
    const row = fc
      .array(cell, { minLength: 1, maxLength: 6 })
      .filter((cells) => cells.some((each) => each.trim() !== ''))
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(readCsv(rows.map(csvLine).join('\r\n'))).toEqual(rows)
      }),
    )
  })

  test('of any text are found, and none of them is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r') }), (text) => {
        const letters = (any: string) => any.replace(/[^a]/g, '').length
        expect(letters(readCsv(text).flat().join(''))).toBe(letters(text))
      }),
    )
  })
})

describe('rows by name', () => {
  test('have their cells whatever the case and the order of the names', () => {
    expect(readCsvRows(' Title ,"URL"\na,b\nc\nd,e,f\n')).toEqual([
      { title: 'a', url: 'b' },
      { title: 'c', url: undefined },
      { title: 'd', url: 'e' },
    ])
  })

  test('may have names that mean something elsewhere', () => {
    const [row] = readCsvRows('__proto__,constructor\na,b\n')
    expect(Object.entries(row ?? {})).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ])
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
  })

  test('of a table without rows are none', () => {
    expect(readCsvRows('')).toEqual([])
    expect(readCsvRows('a,b\n')).toEqual([])
  })
})

describe('tables that were made to hurt', () => {
  test.each([
    ['too many rows', 'a\n'.repeat(100_001), 'transfer/too-many'],
    ['too many cells', ','.repeat(5_000_000), 'transfer/too-many'],
    ['a cell that never ends', `"${'a'.repeat(5_000_000)}`, 'transfer/too-large'],
    ['a cell of quotes', '"'.repeat(5_000_000), 'transfer/too-large'],
    ['quotes that nobody doubled', 'x,"a'.repeat(1_000_000), 'transfer/too-many'],
  ])('%s are refused', async (_, text, code) => {
    expect(await outcomeOf(() => readCsv(text))).toBe(code)
  })

  test('as many rows and cells as are allowed are read', () => {
    expect(readCsv('a\n'.repeat(100_000))).toHaveLength(100_000)
    expect(readCsv('a,'.repeat(999))[0]).toHaveLength(1000)
    expect(readCsv('\n'.repeat(5_000_000))).toEqual([])
  })
})

test('a line has quotes where it needs them', () => {
  expect(csvLine(['a', undefined, 'b,c', 'd"e', 'f\ng', ' h '])).toBe('a,,"b,c","d""e","f\ng", h ')
})
