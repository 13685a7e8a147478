import { expect, it } from 'vitest'
import type { BackupAccount } from '../../../src/transfer/backup/index.ts'
import { createSearch } from '../../../src/viewer/search.ts'
import { totpDraft } from '../../support/drafts.ts'

const account = (issuer: string, name: string, more: Partial<BackupAccount> = {}): BackupAccount => ({
  ...totpDraft({ issuer, account: name }),
  id: issuer,
  note: '',
  tags: [],
  pinned: false,
  hidden: false,
  order: 0,
  createdAt: 0,
  updatedAt: 0,
  useCount: 0,
  ...more,
})

const search = createSearch([
  account('Häfen', 'rosa@sea.example'),
  account('GitHub', 'alice', { tags: ['Work'], note: 'spare keys' }),
])
const found = (query: string) => search(query).map(({ issuer }) => issuer)

it.each([
  ['', ['Häfen', 'GitHub']],
  ['  ', ['Häfen', 'GitHub']],
  ['hafen', ['Häfen']],
  ['HÄF SEA', ['Häfen']],
  ['alice git', ['GitHub']],
  ['work', ['GitHub']],
  ['keys spare', ['GitHub']],
  ['hafen git', []],
])('finds %j in names, tags and notes', (query, issuers) => {
  expect(found(query)).toEqual(issuers)
})
