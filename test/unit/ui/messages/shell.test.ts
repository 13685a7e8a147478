import { expect, test } from 'vitest'
import { shellText } from '../../../../src/ui/messages/shell.ts'

test('the names of the frame are those that people and tests go by', () => {
  expect(shellText()).toMatchObject({
    skip: 'Skip to accounts',
    main: 'Main',
    tags: 'Tags',
    allAccounts: 'All accounts',
    pinned: 'Pinned',
    bin: 'Bin',
    settings: 'Settings',
    shortcuts: 'Keyboard shortcuts',
    menu: 'Menu',
    details: 'Account details',
    lockNow: 'Lock now',
    close: 'Close',
    undo: 'Undo',
    backToAccounts: 'Back to accounts',
    stayUnlocked: 'Stay unlocked',
  })
})

test('the time until the vault locks is said in seconds', () => {
  expect(shellText().lockingIn(20)).toBe('Locking in 20 s')
})
