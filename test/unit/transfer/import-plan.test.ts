import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AccountDraft, AccountView } from '../../../src/account.ts'
import { equalBytes } from '../../../src/encoding/index.ts'
import {
  chosenPlan,
  planImport,
  type ImportEntry,
  type PlanVault,
  type RowChoice,
} from '../../../src/transfer/index.ts'
import { hotpDraft, manyDrafts, totpDraft } from '../../support/drafts.ts'

type Held = AccountDraft & { readonly id: string; readonly deletedAt?: number }

/** A vault that holds these. */
function vaultOf(...held: readonly Held[]): PlanVault {
  const views = held.map(({ secret: _secret, ...rest }): AccountView => {
    const times = { createdAt: 0, updatedAt: 0, useCount: 0, order: 0 }
    return { note: '', tags: [], pinned: false, hidden: false, ...times, ...rest }
  })
  return {
    accounts: () => views.filter(({ deletedAt }) => deletedAt === undefined),
    account: (id) => views.find((view) => view.id === id),
    holdersOf: ({ secret }) => views.filter((_, place) => equalBytes(held[place]?.secret ?? new Uint8Array(), secret)),
  }
}

const entry = (account: AccountDraft): ImportEntry => ({ outcome: 'account', account, dropped: [] })
const plan = (account: AccountDraft, ...held: readonly Held[]) => {
  const [row] = planImport([entry(account)], vaultOf(...held))
  return row ?? expect.fail('no row')
}
const otherSecret = new Uint8Array(20).fill(1)

describe('a row', () => {
  test('is new where nothing is like it', () => {
    const row = plan(totpDraft(), { ...totpDraft({ secret: otherSecret, issuer: 'Other' }), id: 'a' })
    expect(row).toMatchObject({ status: 'new', choices: ['add', 'skip'] })
  })

  test('is a duplicate where type, secret, parameters and names are the same', () => {
    expect(plan(totpDraft(), { ...totpDraft(), id: 'a' })).toMatchObject({ status: 'duplicate', differences: [] })
  })

  test('is a duplicate, too, where ours says more', () => {
    const ours = { ...totpDraft({ note: 'mine', tags: ['work'], pinned: true }), id: 'a' }
    expect(plan(totpDraft(), ours).status).toBe('duplicate')
  })

  test.each<[string, Partial<AccountDraft>, unknown]>([
    ['another issuer', { issuer: 'Hub' }, { field: 'issuer', ours: 'GitHub', theirs: 'Hub' }],
    ['other digits', { digits: 8 }, { field: 'digits', ours: 6, theirs: 8 }],
    ['another algorithm', { algorithm: 'SHA256' }, { field: 'algorithm', ours: 'SHA1', theirs: 'SHA256' }],
    ['a note', { note: 'hello' }, { field: 'note', ours: '', theirs: 'hello' }],
    ['a tag', { tags: ['work'] }, { field: 'tags', ours: [], theirs: ['work'] }],
    ['another secret under the same names', { secret: otherSecret }, { field: 'secret' }],
  ])('is a conflict for %s, said field by field', (_, members, difference) => {
    const row = plan(totpDraft(members), { ...totpDraft(), id: 'a' })
    expect(row).toMatchObject({ status: 'conflict', choices: ['keep-both', 'take-theirs', 'skip'] })
    expect(row.differences).toEqual([difference])
  })

  test('of our own backup is compared with the account of its id', () => {
    const theirs = { ...totpDraft({ issuer: 'New name', secret: otherSecret }), id: 'a' }
    const row = plan(theirs, { ...totpDraft(), id: 'a' })
    expect(row.differences.map(({ field }) => field)).toEqual(['issuer', 'secret'])
  })

  test('is compared with the closest of several that share its secret', () => {
    const held = [
      { ...totpDraft({ issuer: 'Far', account: 'away' }), id: 'a' },
      { ...totpDraft({ issuer: 'Near' }), id: 'b' },
    ]
    expect(plan(totpDraft(), ...held).ours?.id).toBe('b')
  })

  test('never shows a secret', () => {
    const row = plan(totpDraft({ secret: otherSecret }), { ...totpDraft(), id: 'a' })
    expect(row.differences).toEqual([{ field: 'secret' }])
  })

  test('that repeats an earlier one of the same import is a duplicate of it', () => {
    const rows = planImport([entry(totpDraft()), entry(hotpDraft()), entry(totpDraft())], vaultOf())
    expect(rows.map(({ status, repeats }) => [status, repeats])).toEqual([
      ['new', undefined],
      ['new', undefined],
      ['duplicate', 0],
    ])
  })

  test('that could not be read can only be skipped', () => {
    const unreadable = { outcome: 'unreadable', label: 'x', code: 'otp/invalid-secret', text: 'y' } as const
    expect(planImport([unreadable], vaultOf())).toEqual([
      { entry: unreadable, status: 'invalid', differences: [], choices: ['skip'] },
    ])
  })

  test('without names is not taken for another without names', () => {
    const nameless = totpDraft({ issuer: '', account: '', secret: otherSecret })
    expect(plan(nameless, { ...totpDraft({ issuer: '', account: '' }), id: 'a' }).status).toBe('new')
  })
})

describe('what was chosen', () => {
  test('is added, or changes ours, or is left out', () => {
    const drafts = ['A', 'B', 'C', 'D'].map((issuer) => totpDraft({ issuer, note: 'theirs', tags: ['new'] }))
    const held = drafts.map((draft, place) => ({ ...draft, note: 'ours', tags: ['old'], id: `${place}` }))
    const distinct = drafts.map((draft, place) => ({ ...draft, secret: new Uint8Array(20).fill(place + 1) }))
    const rows = planImport(
      distinct.map(entry),
      vaultOf(...held.map((each, place) => ({ ...each, secret: distinct[place]?.secret ?? otherSecret }))),
    )
    const { adds, edits } = chosenPlan(rows, ['keep-both', 'take-theirs', 'skip', 'add'])
    expect(adds.map(({ issuer }) => issuer)).toEqual(['A'])
    expect(edits).toEqual([{ id: '1', edit: expect.objectContaining({ note: 'theirs', tags: ['old', 'new'] }) }])
  })

  test('taking theirs says nothing of what they do not say', () => {
    const held = { ...totpDraft({ issuer: 'Old', note: 'keep', tags: ['keep'], pinned: true }), id: 'a' }
    const { edits } = chosenPlan(planImport([entry(totpDraft())], vaultOf(held)), ['take-theirs'])
    for (const name of ['note', 'tags', 'pinned', 'createdAt', 'order']) expect(edits[0]?.edit).not.toHaveProperty(name)
  })

  test('is what the row offers, or nothing', () => {
    const choice = fc.constantFrom<RowChoice>('add', 'skip', 'keep-both', 'take-theirs')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), choice)), (picks) => {
        const drafts = manyDrafts(6)
        const held = drafts.slice(0, 3).map((draft, place) => ({ ...draft, digits: 8, id: `${place}` }))
        const rows = planImport(
          picks.map(([place]) => entry(drafts[place] ?? totpDraft())),
          vaultOf(...held),
        )
        const { adds, edits } = chosenPlan(
          rows,
          picks.map(([, picked]) => picked),
        )
        const offered = rows.filter((row, place) => row.choices.includes(picks[place]?.[1] ?? 'skip'))
        expect(adds.length + edits.length).toBeLessThanOrEqual(offered.length)
      }),
    )
  })
})

test('ten thousand entries against ten thousand accounts are compared without comparing each with each', () => {
  const drafts = manyDrafts(10_000)
  const held = drafts.map((draft, place) => ({ ...draft, id: `${place}` }))
  const byId = new Map(
    vaultOf(...held)
      .accounts()
      .map((view) => [view.issuer, view]),
  )
  let asked = 0
  const vault: PlanVault = {
    accounts: () => [...byId.values()],
    account: () => undefined,
    holdersOf: ({ issuer }) => {
      asked += 1
      return [byId.get(issuer) ?? expect.fail('unknown')]
    },
  }
  expect(planImport(drafts.map(entry), vault).every(({ status }) => status === 'duplicate')).toBe(true)
  expect(asked).toBe(10_000)
})
