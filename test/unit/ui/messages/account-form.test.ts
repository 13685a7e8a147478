import { describe, expect, it } from 'vitest'
import { accountFormText } from '../../../../src/ui/messages/account-form.ts'
import { readSecret } from '../../../../src/ui/screens/add-account/secret-reading.ts'

const wrong = (text: string): string => accountFormText().problem('secret-wrong-character', readSecret(text, 'totp'))

describe('what the form says about a wrong character', () => {
  it.each([
    ['JBSW Y3DP EHP1 K3PX', 'The digit 1 is never part of a key. Did the site show I or L?', 'character 12'],
    ['0BSW', 'The digit 0 is never part of a key. Did the site show O?', 'character 1.'],
    ['JBSW8', 'The digit 8 is never part of a key. Did the site show B?', 'character 5'],
    ['JBSW9', 'The digit 9 is never part of a key. Did the site show g or q?', 'character 5'],
    ['JB!', '“!” is never part of a key.', 'character 3'],
  ])('explains %j: which, where, and that nothing is saved', (text, which, where) => {
    expect(wrong(text)).toContain(which)
    expect(wrong(text)).toContain(where)
    expect(wrong(text)).toContain('Nothing is saved yet.')
  })
})

describe('counted sentences', () => {
  it('have a singular', () => {
    const { several } = accountFormText()
    expect(several.title(1)).toBe('1 account found')
    expect(several.title(6)).toBe('6 accounts found')
    expect(several.add(1)).toBe('Add 1 account')
    expect(several.add(4)).toBe('Add 4 accounts')
    expect(several.counts(4, 1, 1, 0)).toBe('4 new, 1 already here, 1 to decide.')
    expect(several.counts(2, 0, 0, 3)).toBe('2 new, 3 not readable.')
  })
})
