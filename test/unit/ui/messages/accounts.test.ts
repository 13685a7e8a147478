import { describe, expect, it, test } from 'vitest'
import { accountName, accountsText } from '../../../../src/ui/messages/accounts.ts'

const text = accountsText()

describe('the name of an account', () => {
  test.each([
    ['GitHub', 'alice', 'GitHub (alice)'],
    ['GitHub', '', 'GitHub'],
    ['', 'alice', 'alice'],
    ['GitHub (work)', 'a (b)', 'GitHub (work) (a (b))'],
  ])('with issuer %j and account %j is %j', (issuer, account, name) => {
    expect(accountName({ issuer, account })).toBe(name)
  })
})

describe('the names of controls, which people with screen readers and tests go by', () => {
  test.each([
    [text.copyCodeFor('GitHub (alice)'), 'Copy code for GitHub (alice)'],
    [text.showCodeFor('GitHub (alice)'), 'Show code for GitHub (alice)'],
    [text.nextCodeFor('GitHub (alice)'), 'Next code for GitHub (alice)'],
    [text.moreFor('GitHub (alice)'), 'More for GitHub (alice)'],
    [text.selectFor('GitHub (alice)'), 'Select GitHub (alice)'],
    [text.menu.title('GitHub (alice)'), 'Actions for GitHub (alice)'],
    [text.noResult('gihtub'), 'No account matches “gihtub”'],
    [text.addNamed('gihtub'), 'Add “gihtub”'],
    [text.selecting.heading(1), '1 selected'],
    [text.selecting.heading(3), '3 selected'],
    [text.selecting.tagDialog(1), 'Tag 1 account'],
    [text.selecting.tagDialog(3), 'Tag 3 accounts'],
    [text.codesChangeIn(1), 'Codes change in 1 second'],
    [text.codesChangeIn(12), 'Codes change in 12 seconds'],
  ])('%s', (name, expected) => {
    expect(name).toBe(expected)
  })

  it('of the menus and the view options are as agreed', () => {
    const { copyNext, open, pin, unpin, edit, qr, select, bin } = text.menu
    expect([copyNext, open, pin, unpin, edit, qr, select, bin]).toEqual([
      'Copy next code',
      'Open details',
      'Pin',
      'Unpin',
      'Edit',
      'Show QR code',
      'Select',
      'Move to bin',
    ])
    expect([text.view.title, text.view.sortBy, text.view.hide, text.view.select]).toEqual([
      'View options',
      'Sort by',
      'Hide codes until tapped',
      'Select accounts',
    ])
  })
})

describe('what is said of a copy', () => {
  it('names the time until the clipboard is cleared, where it is', () => {
    expect(text.copied(30_000)).toBe('Code copied. Clipboard clears in 30 s.')
    expect(text.copied(90_000)).toBe('Code copied. Clipboard clears in 90 s.')
    expect(text.copied(null)).toBe('Code copied.')
  })

  it('has the code in it where the browser refused', () => {
    expect(text.copyRefused('123456')).toContain('123456')
  })
})

describe('what is said of actions', () => {
  it('names a single account, and counts several', () => {
    expect(text.moved(1, 'GitHub (alice)')).toBe('GitHub (alice) moved to bin')
    expect(text.moved(2, 'GitHub (alice)')).toBe('2 accounts moved to bin')
    expect(text.pinnedSaid(1, 'GitHub (alice)')).toBe('GitHub (alice) pinned')
    expect(text.pinnedSaid(2, 'GitHub (alice)')).toBe('2 accounts pinned')
    expect(text.unpinnedSaid('GitHub (alice)')).toBe('GitHub (alice) unpinned')
    expect([text.tagged(1), text.tagged(2)]).toEqual(['1 account tagged', '2 accounts tagged'])
  })

  it('counts results of all', () => {
    expect(text.results(1, 1)).toBe('1 of 1 account')
    expect(text.results(0, 1200)).toBe('0 of 1,200 accounts')
  })

  it('counts on with separators', () => {
    expect(text.counter(42)).toBe('Counter 42')
    expect(text.counter(12_345)).toBe('Counter 12,345')
  })
})
