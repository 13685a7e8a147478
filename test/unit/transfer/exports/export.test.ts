import { describe, expect, it, test } from 'vitest'
import { exportAccounts, planExport, type ExportFormat } from '../../../../src/transfer/index.ts'
import { hotpDraft, totpDraft } from '../../../support/drafts.ts'
import { exported, exportedAt } from '../../../support/exported.ts'
import { nodeKdf } from '../../../support/kdf.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const password = 'copper lantern'
const backup = { kdf: nodeKdf() }

test.each<[ExportFormat, string, string]>([
  ['mfa-backup', 'mfa-manager-2026-11-22.mfabackup', 'application/vnd.mfa-manager.backup+json'],
  ['self-opening', 'mfa-manager-2026-11-22.html', 'text/html'],
  ['key-uris', 'mfa-manager-2026-11-22-key-uris.txt', 'text/plain'],
  ['google-migration', 'mfa-manager-2026-11-22-google-migration.txt', 'text/plain'],
  ['aegis', 'mfa-manager-2026-11-22-aegis.json', 'application/json'],
  ['aegis-encrypted', 'mfa-manager-2026-11-22-aegis-encrypted.json', 'application/json'],
  ['2fas', 'mfa-manager-2026-11-22.2fas', 'application/json'],
  ['bitwarden-csv', 'mfa-manager-2026-11-22-bitwarden.csv', 'text/csv'],
])('%s is called %s, whatever is in it', async (format, filename, mediaType) => {
  const file = await exported(format, [totpDraft({ issuer: 'Secret Club' })], { password, backup })
  expect(file).toMatchObject({ filename, mediaType, included: 1, omitted: [], reduced: [] })
})

describe('exportAccounts', () => {
  it('names accounts by their ids, or by their places where they have none', async () => {
    const id = 'AAAAAAAAAAAAAAAAAAAAAA'
    const accounts = [totpDraft(), totpDraft({ period: 60 }), { ...totpDraft({ digits: 7 }), id }]
    const { omitted, included } = await exported('google-migration', accounts)
    expect(included).toBe(1)
    expect(omitted).toEqual([
      { account: 1, reason: 'period' },
      { account: id, reason: 'digits' },
    ])
  })

  it.each<ExportFormat>(['key-uris', 'google-migration', 'aegis', 'aegis-encrypted', '2fas', 'bitwarden-csv'])(
    'leaves what lies in the bin out of %s',
    async (format) => {
      const accounts = [totpDraft({ issuer: 'Kept' }), totpDraft({ issuer: 'Thrown away', deletedAt: 1 })]
      const { omitted } = await exported(format, accounts, { password })
      expect(omitted).toEqual([{ account: 1, reason: 'in-bin' }])
    },
  )

  it('says what accounts lose', async () => {
    const account = totpDraft({ note: 'n', tags: ['a', 'b'], pinned: true })
    const motp = totpDraft({ type: 'motp', pin: '1234' })
    const lost = async (format: ExportFormat) => (await planExport(format, [account, motp])).reduced
    expect(await lost('key-uris')).toEqual([
      { account: 0, lost: ['note', 'tags', 'pinned'] },
      { account: 1, lost: ['pin'] },
    ])
    expect(await lost('aegis')).toEqual([])
    expect(await lost('2fas')).toEqual([{ account: 0, lost: ['note', 'tags', 'pinned'] }])
    expect(await lost('bitwarden-csv')).toEqual([{ account: 0, lost: ['tags'] }])
  })

  it('tells the same before anything is written', async () => {
    const accounts = [totpDraft(), hotpDraft(), totpDraft({ deletedAt: 1 })]
    const { included, omitted, reduced } = await exported('bitwarden-csv', accounts)
    expect(await planExport('bitwarden-csv', accounts)).toEqual({ included, omitted, reduced })
  })

  it('writes no file without an account in it', async () => {
    expect(await outcomeOf(() => exportAccounts('aegis', []))).toBe('transfer/nothing-to-write')
    expect(await outcomeOf(() => exportAccounts('google-migration', [totpDraft({ type: 'steam' })]))).toBe(
      'transfer/nothing-to-write',
    )
  })

  it('refuses parameters that no code comes from', async () => {
    expect(await outcomeOf(() => exportAccounts('key-uris', [totpDraft({ digits: 100 })]))).toBe('otp/invalid-digits')
  })

  it('changes nothing about the accounts', async () => {
    const account = Object.freeze(totpDraft({ tags: Object.freeze(['a']) }))
    for (const format of ['key-uris', 'google-migration', 'aegis', '2fas', 'bitwarden-csv'] as const) {
      await exportAccounts(format, [account], { now: exportedAt })
    }
    expect(account).toEqual(totpDraft({ tags: ['a'] }))
  })
})
