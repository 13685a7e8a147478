import { createEffect, createRoot } from 'solid-js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AccountDraft } from '../../../../src/account.ts'
import {
  createAccountsState,
  useAccounts,
  type AccountsState,
} from '../../../../src/ui/screens/accounts/accounts-state.tsx'
import { totpDraft } from '../../../support/drafts.ts'
import { openWorkspace, type WorkspaceRoot } from '../../../support/workspace-root.ts'

const drafts = [
  totpDraft({ issuer: 'Proton', account: 'ada', tags: ['Private'], pinned: true }),
  totpDraft({ issuer: 'github', account: 'ada', tags: ['Work', 'Code'] }),
  totpDraft({ issuer: 'Bank 10', account: 'ada', note: 'the blue token' }),
  totpDraft({ issuer: 'Bank 2', account: 'grace', tags: ['Private'] }),
]

interface Stage extends WorkspaceRoot {
  readonly accounts: AccountsState
  readonly id: (issuer: string) => string
  /** Issuers by section, in order. */
  readonly shown: () => Readonly<Record<string, readonly string[]>>
}

let open: WorkspaceRoot | undefined
afterEach(async () => {
  await open?.remove()
  open = undefined
})

async function setUp(some: readonly AccountDraft[] = drafts): Promise<Stage> {
  const root = await openWorkspace({ drafts: some })
  open = root
  const accounts = root.own(() => createAccountsState(root.workspace))
  const issuerOf = (id: string): string => root.workspace.account(id)?.issuer ?? 'gone'
  return {
    ...root,
    accounts,
    id: (issuer) => root.vault.accounts().find((account) => account.issuer === issuer)?.id ?? '',
    shown: () => Object.fromEntries(accounts.sections().map(({ name, ids }) => [name, ids.map(issuerOf)])),
  }
}

describe('the list', () => {
  test('has the pinned first, then the others, by name as people sort', async () => {
    const { shown, accounts } = await setUp()
    expect(shown()).toEqual({ pinned: ['Proton'], others: ['Bank 2', 'Bank 10', 'github'] })
    expect(accounts.pinnedCount()).toBe(1)
    expect(accounts.shownIds()).toHaveLength(4)
  })

  test('follows the order that is set', async () => {
    const { shown, workspace, vault } = await setUp()
    await vault.changeSettings({ sort: 'by-hand' })
    expect(workspace.settings().sort).toBe('by-hand')
    expect(shown()).toEqual({ pinned: ['Proton'], others: ['github', 'Bank 10', 'Bank 2'] })
  })

  test('does not move under the finger when a code is used; the use counts with the next order', async () => {
    const { shown, vault, id } = await setUp()
    await vault.changeSettings({ sort: 'last-used' })
    const before = shown()
    vi.advanceTimersByTime(1000)
    await vault.recordUse(id('github'))
    expect(shown()).toEqual(before)
    await vault.editMany([{ id: id('Bank 2'), edit: { note: 'edited' } }])
    expect(shown()['others']).toEqual(['github', 'Bank 2', 'Bank 10'])
  })
})

describe('filters', () => {
  test('show one flat list of a tag, or of the pinned', async () => {
    const { shown, accounts } = await setUp()
    accounts.setFilter({ kind: 'tag', tag: 'Private' })
    expect(shown()).toEqual({ results: ['Bank 2', 'Proton'] })
    accounts.setFilter({ kind: 'pinned' })
    expect(shown()).toEqual({ results: ['Proton'] })
    accounts.setFilter({ kind: 'all' })
    expect(accounts.sections().map(({ name }) => name)).toEqual(['pinned', 'others'])
  })

  test('are the tags in use, in alphabetical order, with their numbers', async () => {
    const { accounts, vault, id } = await setUp()
    expect(accounts.tags()).toEqual([
      { tag: 'Code', count: 1 },
      { tag: 'Private', count: 2 },
      { tag: 'Work', count: 1 },
    ])
    await vault.moveToBin([id('github')])
    expect(accounts.tags()).toEqual([{ tag: 'Private', count: 2 }])
  })

  test('of a tag that is gone show nothing', async () => {
    const { shown, accounts, vault, id } = await setUp()
    accounts.setFilter({ kind: 'tag', tag: 'Work' })
    await vault.moveToBin([id('github')])
    expect(shown()).toEqual({ results: [] })
  })
})

describe('search', () => {
  test('shows one flat list of what it found, with what to mark', async () => {
    const { shown, accounts, id } = await setUp()
    accounts.setQuery('BANK')
    expect(shown()).toEqual({ results: ['Bank 2', 'Bank 10'] })
    expect(accounts.hit(id('Bank 2'))?.issuer).toEqual([[0, 4]])
    expect(accounts.hit(id('github'))).toBeUndefined()
  })

  test('goes through tags and notes', async () => {
    const { shown, accounts } = await setUp()
    accounts.setQuery('blue')
    expect(shown()).toEqual({ results: ['Bank 10'] })
    accounts.setQuery('work')
    expect(shown()).toEqual({ results: ['github'] })
  })

  test('goes through everything, whatever the filter', async () => {
    const { shown, accounts } = await setUp()
    accounts.setFilter({ kind: 'pinned' })
    accounts.setQuery('github')
    expect(shown()).toEqual({ results: ['github'] })
  })

  test('makes its first row the one that Enter copies', async () => {
    const { accounts, id } = await setUp()
    const hot = (): readonly string[] => ['Bank 2', 'Bank 10', 'github'].filter((issuer) => accounts.isHot(id(issuer)))
    expect(hot()).toEqual([])
    accounts.setQuery('bank')
    expect(hot()).toEqual(['Bank 2'])
    accounts.setQuery('nothing like it')
    expect(hot()).toEqual([])
  })

  test('of blanks is no search', async () => {
    const { accounts } = await setUp()
    accounts.setQuery('  ')
    expect(accounts.sections().map(({ name }) => name)).toEqual(['pinned', 'others'])
  })

  test('finds what is added meanwhile', async () => {
    const { shown, accounts, vault } = await setUp()
    accounts.setQuery('bank')
    await vault.add([totpDraft({ issuer: 'Bank 3' })])
    expect(shown()).toEqual({ results: ['Bank 2', 'Bank 3', 'Bank 10'] })
  })
})

describe('marks on a row', () => {
  test('"copied" holds for 1.6 s, on one row at a time', async () => {
    const { accounts } = await setUp()
    accounts.markCopied('a')
    vi.advanceTimersByTime(1000)
    accounts.markCopied('b')
    expect([accounts.isCopied('a'), accounts.isCopied('b')]).toEqual([false, true])
    vi.advanceTimersByTime(1599)
    expect(accounts.isCopied('b')).toBe(true)
    vi.advanceTimersByTime(1)
    expect(accounts.isCopied('b')).toBe(false)
  })

  test('a hidden code that was tapped shows for 10 s', async () => {
    const { accounts } = await setUp()
    accounts.reveal('a')
    vi.advanceTimersByTime(9999)
    expect(accounts.isRevealed('a')).toBe(true)
    vi.advanceTimersByTime(1)
    expect(accounts.isRevealed('a')).toBe(false)
  })

  test('tell only the rows that they come to and leave', async () => {
    const { accounts } = await setUp()
    const told: string[] = []
    createRoot(() => {
      for (const id of ['a', 'b', 'c']) createEffect(() => told.push(`${id} ${accounts.isCopied(id)}`))
    })
    told.length = 0
    accounts.markCopied('a')
    accounts.markCopied('b')
    expect(told.toSorted()).toEqual(['a false', 'a true', 'b true'])
  })

  test('keep the code that "Next" gave', async () => {
    const { accounts } = await setUp()
    expect(accounts.counterCode('a')).toBeUndefined()
    accounts.setCounterCode('a', { code: '755224', counter: 0 })
    accounts.setCounterCode('b', { code: '287082', counter: 1 })
    expect(accounts.counterCode('a')).toEqual({ code: '755224', counter: 0 })
  })
})

describe('selecting', () => {
  test('is on with the first account, and takes each one in and out', async () => {
    const { accounts } = await setUp()
    expect(accounts.selection()).toBeUndefined()
    accounts.toggleSelected('a')
    accounts.toggleSelected('b')
    expect([...(accounts.selection() ?? [])]).toEqual(['a', 'b'])
    accounts.toggleSelected('a')
    expect([accounts.isSelected('a'), accounts.isSelected('b')]).toEqual([false, true])
    accounts.toggleSelected('b')
    expect(accounts.selection()).toEqual(new Set())
    accounts.setSelection(undefined)
    expect(accounts.isSelected('b')).toBe(false)
  })
})

describe('at lock', () => {
  test('no timer is left', async () => {
    const { accounts, dispose } = await setUp()
    accounts.markCopied('a')
    accounts.reveal('a')
    dispose()
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('the state of the screen is refused to what stands outside of it', () => {
  expect(() => useAccounts()).toThrow(/AccountsStateProvider/)
})
