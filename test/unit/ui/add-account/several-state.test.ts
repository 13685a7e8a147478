import { describe, expect, it } from 'vitest'
import type { AccountDraft, AccountView } from '../../../../src/account.ts'
import { readFound } from '../../../../src/ui/screens/add-account/read-found.ts'
import { standings, wanted } from '../../../../src/ui/screens/add-account/several-state.ts'

const drafts = (...links: string[]): readonly AccountDraft[] =>
  readFound({ from: 'text', text: links.join('\n') }, 0).drafts

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const empty = { accounts: () => [], twinsOf: () => [] }

describe('placing what was found', () => {
  it('ticks what is new', () => {
    const found = standings(drafts(github, 'steam://MFRGGZDFMZTWQ2LK'), empty)
    expect(found.map(({ standing }) => standing)).toEqual(['new', 'new'])
    expect(wanted(found)).toEqual([true, true])
  })

  it('does not tick what the vault already has', () => {
    const view = { id: 'a' } as AccountView
    const found = standings(drafts(github), { ...empty, twinsOf: () => [view] })
    expect(found.map(({ standing }) => standing)).toEqual(['twin'])
    expect(wanted(found)).toEqual([false])
  })

  it('ticks an account once that comes twice in one text, whatever its name', () => {
    const found = standings(drafts(github, github.replace('alice', 'bob'), github.replace('JBSW', 'AAAA')), empty)
    expect(found.map(({ standing }) => standing)).toEqual(['new', 'repeated', 'new'])
    expect(wanted(found)).toEqual([true, false, true])
  })

  it('takes the same key with other parameters for another account', () => {
    const found = standings(
      drafts(github, `${github}&digits=8`, `${github}&period=60`, `${github}&algorithm=SHA256`),
      empty,
    )
    expect(found.map(({ standing }) => standing)).toEqual(['new', 'new', 'new', 'new'])
  })

  it('leaves the choice where a name is known under another key', () => {
    const known = { issuer: 'github', account: 'Alice' } as AccountView
    const found = standings(drafts(github), { ...empty, accounts: () => [known] })
    expect(found.map(({ standing }) => standing)).toEqual(['conflict'])
    expect(wanted(found)).toEqual([false])
  })
})
