import { describe, expect, test } from 'vitest'
import { pictureOf } from '../../../../src/ui/issuers/picture.ts'

const glyphs = { github: 'M1 1h2z', gitlab: 'M2 2h2z' }
const account = { issuer: 'GitHub', account: 'alice' }

describe('the picture of an account', () => {
  test('is the glyph of the service that the issuer names', () => {
    expect(pictureOf(account, glyphs)).toEqual({ path: 'M1 1h2z' })
  })

  test('is letters where the service may have no glyph', () => {
    expect(pictureOf({ issuer: 'Amazon Web Services', account: 'root' }, glyphs)).toEqual({ letters: 'aws' })
  })

  test('is absent for an unknown issuer', () => {
    expect(pictureOf({ issuer: 'Nordhaven Bank', account: 'alice' }, glyphs)).toBeUndefined()
  })

  test('is the service chosen by hand, whatever the issuer', () => {
    expect(pictureOf({ ...account, icon: { service: 'gitlab' } }, glyphs)).toEqual({ path: 'M2 2h2z' })
    expect(pictureOf({ issuer: 'Work', account: 'alice', icon: { service: 'gitlab' } }, glyphs)).toEqual({
      path: 'M2 2h2z',
    })
  })

  test('is letters chosen by hand before anything else', () => {
    expect(pictureOf({ ...account, icon: { letters: 'WK', service: 'gitlab' } }, glyphs)).toEqual({ letters: 'WK' })
  })

  test('falls back to the issuer when a chosen service is no longer known', () => {
    expect(pictureOf({ ...account, icon: { service: 'gone' } }, glyphs)).toEqual({ path: 'M1 1h2z' })
    expect(pictureOf({ ...account, icon: { letters: '' } }, glyphs)).toEqual({ path: 'M1 1h2z' })
  })

  test('is absent while the glyph is', () => {
    expect(pictureOf(account, {})).toBeUndefined()
  })
})
