import { expect, it } from 'vitest'
import { exportAccounts, openExports, type ExportFormat } from '../../../src/transfer/index.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'

const password = 'copper lantern'
const accounts = [totpDraft({ issuer: 'Harbour', account: 'alice' }), hotpDraft({ counter: 7 })]

it.each<[ExportFormat, number]>([
  ['mfa-backup', 2],
  ['self-opening', 2],
  ['key-uris', 2],
  ['google-migration', 2],
  ['aegis', 2],
  ['aegis-encrypted', 2],
  ['2fas', 2],
  ['bitwarden-csv', 1],
])('a browser writes %s, and reads it again', async (format, count) => {
  const { bytes, filename } = await exportAccounts(format, accounts, { password })
  const [opened] = await openExports([{ name: filename, bytes }])
  if (opened === undefined || opened.state === 'refused') throw new Error(opened?.code)
  const { entries } = opened.state === 'locked' ? await opened.unlock(password) : opened
  expect(entries.map(({ outcome }) => outcome)).toEqual(Array.from({ length: count }, () => 'account'))
})
