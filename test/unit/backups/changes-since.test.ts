import { expect, test } from 'vitest'
import type { AccountView } from '../../../src/account.ts'
import { changesSince } from '../../../src/backups/index.ts'

const view = (members: Partial<AccountView>): AccountView => ({
  id: '',
  type: 'totp',
  algorithm: 'SHA1',
  digits: 6,
  issuer: '',
  account: '',
  note: '',
  tags: [],
  pinned: false,
  hidden: false,
  order: 0,
  createdAt: 1,
  updatedAt: 1,
  useCount: 0,
  ...members,
})

test('each account counts once: as binned, else as added, else as changed', () => {
  const accounts = [
    view({}),
    view({ lastUsedAt: 99 }),
    view({ updatedAt: 11 }),
    view({ createdAt: 11, updatedAt: 12 }),
    view({ createdAt: 11, updatedAt: 12, deletedAt: 13 }),
    view({ deletedAt: 9 }),
    view({ updatedAt: 10, createdAt: 10 }),
  ]
  expect(changesSince(accounts, 10)).toEqual({ added: 1, changed: 1, binned: 1 })
})

test('nothing has happened to nothing', () => {
  expect(changesSince([], 0)).toEqual({ added: 0, changed: 0, binned: 0 })
})
