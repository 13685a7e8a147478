import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountView } from '../../../src/account.ts'
import { compareAccounts, sortAccounts } from '../../../src/vault/account-order.ts'
import type { SortOrder } from '../../../src/vault/index.ts'
import { newAccount } from '../../../src/vault/account-changes.ts'
import { totpDraft } from '../../support/drafts.ts'

function viewOf(id: string, members: Partial<AccountView>): AccountView {
  return { ...newAccount(totpDraft({ issuer: '', account: '' }), { id, now: 0, order: 0 }).view, ...members }
}

function sorted(order: SortOrder, views: readonly AccountView[]): readonly string[] {
  return views.toSorted(compareAccounts(order)).map((view) => view.id)
}

describe('compareAccounts', () => {
  it('sorts names as people do: numbers by value, no regard to case and accents', () => {
    const views = ['Item 10', 'item 2', 'Éclair', 'eclair 2', 'Zoo'].map((issuer) => viewOf(issuer, { issuer }))
    expect(sorted('name', views)).toEqual(['Éclair', 'eclair 2', 'item 2', 'Item 10', 'Zoo'])
  })

  it('lists an account without an issuer under its own name', () => {
    const views = [viewOf('b', { issuer: 'B' }), viewOf('c', { account: 'C' }), viewOf('a', { account: 'A' })]
    expect(sorted('name', views)).toEqual(['a', 'b', 'c'])
  })

  it('breaks ties by account, then by id', () => {
    const views = [
      viewOf('3', { issuer: 'X', account: 'b' }),
      viewOf('2', { issuer: 'x', account: 'a' }),
      viewOf('1', { issuer: 'X', account: 'a' }),
    ]
    expect(sorted('name', views)).toEqual(['1', '2', '3'])
  })

  it.each([
    ['last-used', [{ lastUsedAt: 1 }, { lastUsedAt: 3 }, {}], ['1', '0', '2']],
    ['most-used', [{ useCount: 1 }, { useCount: 3 }, {}], ['1', '0', '2']],
    ['date-added', [{ createdAt: 1 }, { createdAt: 3 }, {}], ['1', '0', '2']],
    ['by-hand', [{ order: 1.5 }, { order: -3 }, { order: 7 }], ['1', '0', '2']],
  ] as const)('sorts by %s', (order, members, ids) => {
    expect(
      sorted(
        order,
        members.map((one, index) => viewOf(String(index), one)),
      ),
    ).toEqual(ids)
  })

  it.each(['name', 'last-used', 'most-used', 'date-added', 'by-hand'] as const)(
    'is the same order however the list came: %s',
    (order) => {
      const member = fc.record({ issuer: fc.constantFrom('a', 'A', 'b'), useCount: fc.nat(2), order: fc.nat(2) })
      fc.assert(
        fc.property(fc.array(member, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (members, numbers) => {
          const views = members.map((one, index) => viewOf(String(index), one))
          const shuffled = views
            .map((view) => ({ view, key: numbers.next().value ?? 0 }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ view }) => view)
          expect(sorted(order, shuffled)).toEqual(sorted(order, views))
        }),
      )
    },
  )
})

describe('sortAccounts', () => {
  const member = fc.record({ issuer: fc.constantFrom('a', 'B', 'c 2', 'c 10', 'd'), useCount: fc.nat(3) })
  const list = fc.array(member, { maxLength: 12 })
  const anyOrder = fc.constantFrom<SortOrder[]>('name', 'most-used', 'by-hand')
  const viewsOf = (members: readonly Partial<AccountView>[], first = 0) =>
    members.map((one, index) => viewOf(String(first + index).padStart(3, '0'), one))

  it('gives the order of the comparison, whatever was there before', () => {
    fc.assert(
      fc.property(list, list, anyOrder, anyOrder, fc.nat(12), (members, more, order, orderBefore, gone) => {
        const views = viewsOf(members)
        const before = sortAccounts(views, orderBefore)
        const now = [...viewsOf(more, 100), ...views.slice(gone)]
        expect(sortAccounts(now, order, before)).toEqual({ order, views: now.toSorted(compareAccounts(order)) })
      }),
    )
  })

  it('puts one changed account in its place among many', () => {
    const views = viewsOf(Array.from({ length: 50 }, (_, index) => ({ issuer: `Item ${index}` })))
    const before = sortAccounts(views, 'name')
    const changed = views.map((view) => (view.id === '020' ? { ...view, issuer: 'Item 7b' } : view))
    const names = sortAccounts(changed, 'name', before).views.map((view) => view.issuer)
    expect(names.slice(6, 10)).toEqual(['Item 6', 'Item 7', 'Item 7b', 'Item 8'])
    expect(names).toHaveLength(50)
  })
})
