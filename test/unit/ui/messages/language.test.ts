import { afterEach, describe, expect, it } from 'vitest'
import { accountsText } from '../../../../src/ui/messages/accounts.ts'
import { plural } from '../../../../src/ui/messages/format.ts'
import { language, messageGroup, setLanguage } from '../../../../src/ui/messages/language.ts'
import { shellText } from '../../../../src/ui/messages/shell.ts'

const english = language()

afterEach(() => {
  setLanguage(english)
})

describe('the language', () => {
  it('is English until another is set', () => {
    expect(language()).toMatchObject({ tag: 'en', direction: 'ltr' })
    expect(shellText().lockNow).toBe('Lock now')
  })

  it('brings the sentences of its groups, and English ones for groups that it lacks', () => {
    setLanguage({ tag: 'he', direction: 'rtl', groups: { shell: { ...shellText(), lockNow: 'נעילה' } } })
    expect(shellText().lockNow).toBe('נעילה')
    expect(accountsText().addAccount).toBe('Add account')
  })

  it('can be changed back', () => {
    setLanguage({ tag: 'he', direction: 'rtl', groups: { shell: { lockNow: 'נעילה' } } })
    setLanguage(english)
    expect(shellText().lockNow).toBe('Lock now')
  })

  it('may have counted sentences of its own', () => {
    const files = messageGroup('files', {
      found: (count: number) => plural(count, { one: '# file', other: '# files' }),
    })
    expect([files().found(1), files().found(2)]).toEqual(['1 file', '2 files'])
    const found = (count: number) => plural(count, { one: '# plik', few: '# pliki', other: '# plików' })
    setLanguage({ tag: 'pl', direction: 'ltr', groups: { files: { found } } })
    expect([1, 2, 5].map((count) => files().found(count))).toEqual(['1 plik', '2 pliki', '5 plików'])
  })
})
