import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { QrError } from '../../../../src/qr/errors.ts'
import { svgTokens } from '../../../../src/qr/page/svg-tags.ts'
import { runs } from '../../../support/bytes-of.ts'

const tokens = (text: string) => [...svgTokens(text)]

/** How many tokens there are, or why there are none. */
function countOrCode(text: string): number | string {
  try {
    return tokens(text).length
  } catch (error) {
    if (error instanceof QrError) return error.code
    throw error
  }
}

describe('the tags of a drawing', () => {
  test('come in their order, with their attributes', () => {
    expect(tokens(`<svg a="1" b:c='2'>text<g/></svg>`)).toEqual([
      {
        kind: 'open',
        name: 'svg',
        attributes: [
          ['a', '1'],
          ['b:c', '2'],
        ],
        isEmpty: false,
      },
      { kind: 'text', text: 'text' },
      { kind: 'open', name: 'g', attributes: [], isEmpty: true },
      { kind: 'close', name: 'svg' },
    ])
  })

  test('may be written with any white space', () => {
    expect(tokens('<a\n  b = "1"\n/>')).toEqual([{ kind: 'open', name: 'a', attributes: [['b', '1']], isEmpty: true }])
  })

  test('hold characters by number and by name', () => {
    const [tag] = tokens('<a b="&#106;&#x61;&amp;&lt;&gt;&quot;&apos;&other;&#x110000;"/>')
    expect(tag).toMatchObject({ attributes: [['b', `ja&<>"'`]] })
  })

  test('are not those in remarks and in characters as they are', () => {
    expect(tokens('<!-- <a> --><![CDATA[<b>]]>')).toEqual([{ kind: 'text', text: '<b>' }])
  })

  test('take no time that grows beyond their length', () => {
    const long = 200_000
    for (const text of ['<a' + ' b="1"'.repeat(long), '<'.repeat(long), '<!--' + '-'.repeat(long), '&'.repeat(long)]) {
      expect(countOrCode(text)).toBeDefined()
    }
  })

  test('are there, or the text is damaged, whatever it is', () => {
    const parts = fc.constantFrom(
      '<',
      '>',
      '/',
      '=',
      '"',
      "'",
      '!',
      '?',
      '-',
      '[',
      ']',
      '&',
      'a',
      ' ',
      '<!--',
      '<![CDATA[',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (written) => {
        const outcome = countOrCode(written.join(''))
        return typeof outcome === 'number' || outcome === 'qr/damaged'
      }),
      runs,
    )
  })
})
