import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePercent } from '../../../src/encoding/percent.ts'
import { anyCharacter } from '../../support/any-character.ts'

describe('decodePercent', () => {
  it('undoes the encoding of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(decodePercent(encodeURIComponent(text))).toBe(text)
      }),
    )
  })

  it('decodes once', () => {
    expect(decodePercent('%2520')).toBe('%20')
  })

  it.each(['100%', '%', '%2', '%zz', '%C3', '%E9', '%C0%AF', '%ED%A0%80', '%F4%90%80%80', '%F8%88%80%80%80'])(
    'leaves %j as it stands',
    (text) => {
      expect(decodePercent(text)).toBe(text)
    },
  )

  it('decodes what it can beside what it cannot', () => {
    expect(decodePercent('%E9%c3%a9%E9 %C3%28%41+%')).toBe('%E9\u00e9%E9 %C3(A+%')
  })
})
