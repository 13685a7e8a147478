import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byHandForm, recognisable } from '../../../../../src/ui/screens/import/by-hand-form.ts'
import { rowLines, rowName, unreadableReason } from '../../../../../src/ui/screens/import/row-words.ts'
import { anyUrl } from '../../../../support/any-url.ts'
import { totpDraft } from '../../../../support/drafts.ts'
import { entryOf, openExportOf, rowsOf, unreadableEntry } from '../../../../support/import-rows.ts'

const entry = (text: string, label = 'line 3') => {
  const made = unreadableEntry(label, text)
  if (made.outcome !== 'unreadable') throw new Error('it is unreadable')
  return made
}

describe('what can be made out of an entry', () => {
  test.each([
    ['otpauth://totp/GitHub:alice?secret=JBSW0&issuer=GitHub', ['GitHub', 'alice', 'JBSW0']],
    ['otpauth://totp/Old%20server?secret=JBSW0', ['', 'Old server', 'JBSW0']],
    ['otpauth://totp/A%zz:b?issuer=A%20B', ['A B', 'b', '']],
    ['otpauth://nonsense', ['', '', '']],
    ['{"issuer":"Bank","name":"bob","secret":"x"}', ['Bank', 'bob', 'x']],
    ['{"name":"Only a name","otp":{"account":"me","link":"x"},"secret":""}', ['Only a name', 'me', '']],
    ['{"service":"Shop","Login":"bob@example.org","shared_secret":"abc="}', ['Shop', 'bob@example.org', 'abc=']],
    ['{"name":"Same"}', ['Same', '', '']],
    ['not JSON', ['', '', '']],
    ['[1,2]', ['', '', '']],
  ])('%s', (text, expected) => {
    const { issuer, account, secret } = recognisable(entry(text))
    expect([issuer, account, secret]).toEqual(expected)
  })

  test('is nothing at worst, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), anyUrl()), (text) => {
        expect(typeof byHandForm(entry(text)).issuer).toBe('string')
      }),
    )
  })
})

describe('the form for it', () => {
  test('has the entry’s own label where no name is in it', () => {
    expect(byHandForm(entry('garbage', 'Old server'))).toMatchObject({ issuer: 'Old server', account: '', secret: '' })
  })

  test('has its names where there are some', () => {
    expect(byHandForm(entry('{"issuer":"Bank","account":"bob"}'))).toMatchObject({ issuer: 'Bank', account: 'bob' })
  })
})

describe('the words of a row', () => {
  const rows = rowsOf([
    openExportOf([
      entryOf(totpDraft({ issuer: 'GitHub', account: 'alice' })),
      entryOf(totpDraft({ issuer: '', account: 'alice' })),
      entryOf(totpDraft({ issuer: '', account: '' })),
      entry('otpauth://totp/Old%20server?secret=JBSW0', 'line 4'),
      entry('garbage', ' '),
      entry('{"name":"Bank"}', 'Bank'),
    ]),
  ])

  test('name the account, or what can be made out, and where it was', () => {
    expect(rows.map(rowLines)).toEqual([
      ['GitHub', 'alice'],
      ['alice', ''],
      ['No name', ''],
      ['Old server', 'line 4'],
      ['Entry 5', ''],
      ['Bank', ''],
    ])
    expect(rows.map(rowName)).toEqual(['GitHub (alice)', 'alice', 'No name', 'Old server (line 4)', 'Entry 5', 'Bank'])
  })

  test('name the character that no key has', () => {
    expect(unreadableReason(entry('otpauth://totp/a?secret=JBSW0'))).toBe('The key contains “0”, which no key can')
    expect(unreadableReason(entry('garbage'))).toBe('The key has a character that no key has')
    expect(unreadableReason({ ...entry('x'), code: 'entry/bound' })).toMatch(/never leaves the device/)
  })
})
