import { describe, expect, test } from 'vitest'
import type { AccountView } from '../../../../../src/account.ts'
import { exportText } from '../../../../../src/ui/messages/export.ts'
import { isChosen } from '../../../../../src/ui/screens/export/export-choice.ts'
import { planWords } from '../../../../../src/ui/screens/export/plan-words.ts'

const named = (id: string, issuer: string): AccountView => ({
  id,
  issuer,
  account: '',
  type: 'totp',
  algorithm: 'SHA1',
  digits: 6,
  note: '',
  tags: ['Work'],
  pinned: false,
  hidden: false,
  order: 0,
  createdAt: 0,
  updatedAt: 0,
  useCount: 0,
})
const accounts = [named('a', 'Apple'), named('b', 'Bank'), named('c', ''), named('d', 'Delta')]

describe('what a plan says', () => {
  test('is how many go out, and by reason whom it leaves', () => {
    const words = planWords(
      {
        included: 1,
        omitted: [
          { account: 'a', reason: 'type' },
          { account: 'b', reason: 'period' },
          { account: 'c', reason: 'type' },
        ],
        reduced: [],
      },
      accounts,
      'google-migration',
    )
    expect(words).toEqual({
      fits: '1 of 4 accounts can go out.',
      leftOut: [
        { names: ['Apple', 'No name'], why: 'Google Authenticator has no codes of that kind.' },
        { names: ['Bank'], why: 'Google Authenticator would change codes at another pace.' },
      ],
      leftOutCount: 3,
      lost: [],
    })
  })

  test('counts what is not carried over, by kind', () => {
    const { lost } = planWords(
      {
        included: 4,
        omitted: [],
        reduced: [
          { account: 'a', lost: ['note', 'tags'] },
          { account: 'b', lost: ['note'] },
        ],
      },
      accounts,
      '2fas',
    )
    expect(lost).toEqual(['the notes of 2 accounts', 'tags of 1 account'])
  })

  test.each([
    [0, '0 of 4 accounts can go out.'],
    [4, 'All 4 accounts go out.'],
  ])('with %i of four', (included, fits) => {
    expect(planWords({ included, omitted: [], reduced: [] }, accounts, 'aegis').fits).toBe(fits)
  })

  test('has a sentence for each reason and each target', () => {
    const { reasons, apps } = exportText()
    for (const reason of Object.values(reasons)) {
      for (const app of Object.values(apps)) expect(reason(app)).toMatch(/^[\w ]+\.$/)
    }
  })
})

describe('a choice of accounts', () => {
  const [apple] = accounts as [AccountView]
  test.each([
    [{ kind: 'all' }, true],
    [{ kind: 'tag', tag: 'Work' }, true],
    [{ kind: 'tag', tag: 'Home' }, false],
    [{ kind: 'some', ids: new Set(['a']) }, true],
    [{ kind: 'some', ids: new Set(['b']) }, false],
  ] as const)('%o', (chosen, is) => {
    expect(isChosen(apple, chosen)).toBe(is)
  })
})
