import { describe, expect, it, test } from 'vitest'
import { noticesText } from '../../../../src/ui/messages/notices.ts'

const { integrity, ...notices } = noticesText()

describe('notices', () => {
  test.each([
    [notices.storageTitle, notices.storageText],
    [notices.updateTitle, notices.updateText],
    [notices.offlineTitle, notices.offlineText],
  ])('%s %s', (title, text) => {
    for (const sentence of [title, text]) expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(`${title} ${text}`).not.toMatch(/please|oops|sorry|!/i)
  })

  it('can each be dismissed by a name of its own', () => {
    const names = [notices.dismissStorage, notices.dismissUpdate, notices.dismissOffline]
    expect(names).toEqual(['Dismiss storage warning', 'Dismiss update notice', 'Dismiss offline notice'])
  })
})

describe('findings in the vault', () => {
  test.each([
    ['missing', '1 entry is missing', '2 entries are missing'],
    ['extra', '1 entry was added', '2 entries were added'],
    ['altered', '1 entry was altered or is older', '2 entries were altered or are older'],
    ['unreadable', '1 entry cannot be read', '2 entries cannot be read'],
    ['damagedTitle', '1 entry of this vault cannot be read.', '2 entries of this vault cannot be read.'],
  ] as const)('are counted: %s', (member, one, two) => {
    expect(integrity[member](1)).toBe(one)
    expect(integrity[member](2)).toBe(two)
  })

  it('say what may be lost before the state is accepted', () => {
    expect(integrity.acceptWhy).toMatch(/stay lost/)
  })
})
