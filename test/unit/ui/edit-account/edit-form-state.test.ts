import { describe, expect, it } from 'vitest'
import type { AccountView } from '../../../../src/account.ts'
import {
  addTags,
  editFormOf,
  isEdited,
  suggestTags,
  readEdit,
  type EditForm,
} from '../../../../src/ui/screens/edit-account/edit-form-state.ts'

const view: AccountView = {
  id: 'a',
  type: 'totp',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  issuer: 'GitHub',
  account: 'alice',
  note: 'In the blue folder',
  tags: ['Work', 'Code'],
  pinned: false,
  hidden: false,
  order: 0,
  createdAt: 1,
  updatedAt: 2,
  useCount: 3,
}
const counterView: AccountView = { ...view, type: 'hotp', counter: 7 }
const form = editFormOf(view)

const edit = (change: Partial<EditForm>, revealed: string | null = null, from = view) =>
  readEdit({ ...editFormOf(from), secret: revealed, ...change }, from, revealed)

describe('reading the edit form', () => {
  it('changes nothing when nothing was changed', () => {
    expect(readEdit(form, view, null)).toEqual({ edit: {}, problems: {} })
  })

  it.each<[Partial<EditForm>, object]>([
    [{ issuer: ' GitLab\u200b ' }, { issuer: 'GitLab' }],
    [{ account: '' }, { account: '' }],
    [{ tags: ['Work'] }, { tags: ['Work'] }],
    [{ tags: ['Code', 'Work'] }, { tags: ['Code', 'Work'] }],
    [{ tagText: 'Travel' }, { tags: ['Work', 'Code', 'Travel'] }],
    [{ tagText: 'work, ' }, {}],
    [{ note: 'one\r\ntwo  ' }, { note: 'one\ntwo' }],
    [{ hidden: true }, { hidden: true }],
    [{ icon: { letters: 'GH' } }, { icon: { letters: 'GH' } }],
    [{ period: '60' }, { type: 'totp', algorithm: 'SHA1', digits: 6, period: 60 }],
    [
      { type: 'hotp', counter: '5' },
      { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 5 },
    ],
    [{ type: 'steam' }, { type: 'steam', algorithm: 'SHA1', digits: 5, period: 30 }],
    [
      { type: 'motp', pin: '1234' },
      { type: 'motp', algorithm: 'SHA1', digits: 6, period: 10, pin: '1234' },
    ],
  ])('says only what %o changes', (change, expected) => {
    expect(edit(change)).toEqual({ edit: expected, problems: {} })
  })

  it('does not write a counter back that it did not change', () => {
    expect(edit({ issuer: 'X' }, null, counterView).edit).toEqual({ issuer: 'X' })
    expect(edit({ counter: '8' }, null, counterView).edit).toMatchObject({ counter: 8 })
  })

  it('takes an icon away', () => {
    const from = { ...view, icon: { service: 'github' } }
    expect(edit({ icon: null }, null, from).edit).toEqual({ icon: null })
    expect(edit({}, null, from).edit).toEqual({})
  })

  it('changes the secret only when its bytes change', () => {
    const revealed = 'JBSW Y3DP EHPK 3PXP'
    expect(edit({}, revealed).edit).toEqual({})
    expect(edit({ secret: 'jbswy3dpehpk3pxp' }, revealed).edit).toEqual({})
    const changed = edit({ secret: 'MFRG GZDF' }, revealed).edit
    expect([...(changed.secret ?? [])]).toEqual([97, 98, 99, 100, 101])
  })

  it.each<[Partial<EditForm>, object]>([
    [{ issuer: '', account: ' ' }, { issuer: 'nameless' }],
    [{ issuer: 'x'.repeat(1025) }, { issuer: 'name-too-long' }],
    [{ tagText: 'x'.repeat(1025) }, { tags: 'name-too-long' }],
    [{ note: 'x'.repeat(10_001) }, { note: 'note-too-long' }],
    [{ period: '0' }, { period: 'period' }],
    [{ secret: '' }, { secret: 'secret-empty' }],
    [{ secret: 'JBSW 0' }, { secret: 'secret-wrong-character' }],
    [{ type: 'yandex' }, { pin: 'pin-missing' }],
  ])('stops at %o', (change, problems) => {
    expect(edit(change)).toEqual({ edit: {}, problems })
  })
})

describe('tags', () => {
  it('come from a text with commas, cleaned, each once whatever its case', () => {
    expect(addTags(['Work'], ' travel ,WORK,, Travel\u200b,Café ')).toEqual(['Work', 'travel', 'Café'])
    expect(addTags([], '')).toEqual([])
  })

  it('are refused when one is too long', () => {
    expect(addTags(['Work'], `ok,${'x'.repeat(1025)}`)).toBeUndefined()
  })
})

describe('tags that are offered', () => {
  const known = ['Work', 'Money', 'Home', 'music', 'One', 'Two', 'Three', 'Four']

  it('begin with what is typed and are not there yet, whatever their case', () => {
    expect(suggestTags(known, ['MONEY'], ' m')).toEqual(['music'])
    expect(suggestTags(known, [], 'zz')).toEqual([])
  })

  it('are a handful', () => {
    expect(suggestTags(known, [], '')).toHaveLength(6)
  })
})

describe('whether the form was touched', () => {
  it.each<Partial<EditForm>>([
    { issuer: 'x' },
    { tags: ['Work'] },
    { tagText: 't' },
    { icon: { letters: 'x' } },
    { hidden: true },
    { period: '31' },
    { secret: 'JBSW' },
    { pin: '1' },
  ])('sees %o', (change) => expect(isEdited({ ...form, ...change }, view, null)).toBe(true))

  it('sees nothing in a form that is as it was opened, secret shown or not', () => {
    expect(isEdited(form, view, null)).toBe(false)
    expect(isEdited({ ...form, secret: 'JBSW' }, view, 'JBSW')).toBe(false)
  })
})
