import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountView } from '../../../src/account.ts'
import { accountContent } from '../../../src/vault/account-record.ts'
import { newAccount } from '../../../src/vault/account-changes.ts'
import { createSearchIndex, prepareSearch } from '../../../src/vault/search.ts'
import type { TextRange } from '../../../src/vault/normalise.ts'
import { totpDraft } from '../../support/drafts.ts'

function viewOf(id: string, issuer: string, account = '', more: Partial<AccountView> = {}): AccountView {
  const { account: made } = newAccount(totpDraft({ issuer, account }), { id, now: 0, order: 0 })
  return accountContent({ ...made, ...more }, {}).view
}

const views = [
  viewOf('github', 'GitHub', 'ada@example.org', { tags: ['work'] }),
  viewOf('gitlab', 'GitLab', 'ada@example.org'),
  viewOf('bank', 'Crédit Agricole', 'a.lovelace', { note: 'joint account with Charles' }),
  viewOf('mail', 'Proton', 'git-notifications@example.org'),
  viewOf('plain', '', 'Straße 7'),
]
const idsFor = (query: string) =>
  createSearchIndex(views)
    .search(query)
    .map((hit) => hit.id)
const marked = (text: string, ranges: readonly TextRange[]) => ranges.map(([start, end]) => text.slice(start, end))

describe('search', () => {
  it.each([
    ['a part of the issuer', 'hub', ['github']],
    ['without regard to case', 'GITHUB', ['github']],
    ['without regard to accents', 'credit', ['bank']],
    ['accents in the query', 'prötón', ['mail']],
    ['words in any order', 'work github', ['github']],
    ['words in different fields', 'charles credit', ['bank']],
    ['a tag', 'work', ['github']],
    ['a note', 'joint', ['bank']],
    ['spelled out letters', 'strasse', ['plain']],
    ['white space around it', '  hub  ', ['github']],
  ])('finds %s', (_what, query, ids) => {
    expect(idsFor(query)).toEqual(ids)
  })

  it('puts those first whose issuer begins with a word of the query', () => {
    expect(idsFor('git')).toEqual(['github', 'gitlab', 'mail'])
  })

  it('puts what is found by name before what is found by note or tag', () => {
    const index = createSearchIndex([viewOf('note', 'A', 'b', { note: 'cat' }), viewOf('name', 'The cat')])
    expect(index.search('cat').map((hit) => hit.id)).toEqual(['name', 'note'])
  })

  it('keeps the order of the list among equals', () => {
    expect(idsFor('example')).toEqual(['github', 'gitlab', 'mail'])
  })

  it('finds no word across two fields', () => {
    expect(idsFor('githubada')).not.toContain('plain')
    expect(createSearchIndex([viewOf('x', 'ab', 'cd')]).search('bc')[0]?.issuer).toEqual([[1, 2]])
  })

  it('looks for the letters in order only when no word is found', () => {
    expect(idsFor('ghb')).toEqual(['github'])
    expect(idsFor('crdtagr')).toEqual(['bank'])
    expect(idsFor('zzz')).toEqual([])
  })

  it.each(['', '   '])('answers everything, unmarked, for the blank query %j', (query) => {
    const hits = createSearchIndex(views).search(query)
    expect(hits.map((hit) => hit.id)).toEqual(views.map((view) => view.id))
    expect(hits.flatMap((hit) => [...hit.issuer, ...hit.account])).toEqual([])
  })

  it('marks every occurrence in the names as they are written', () => {
    const [hit] = createSearchIndex([viewOf('x', 'Crédit crédit', 'CREDIT')]).search('credit')
    expect(marked('Crédit crédit', hit?.issuer ?? [])).toEqual(['Crédit', 'crédit'])
    expect(marked('CREDIT', hit?.account ?? [])).toEqual(['CREDIT'])
  })

  it('joins marks that touch or overlap', () => {
    const [hit] = createSearchIndex([viewOf('x', 'GitHub')]).search('git hub thu')
    expect(hit?.issuer).toEqual([[0, 6]])
  })

  it.each(['hub git', 'git hub'])('marks from left to right, in whatever order %j is typed', (query) => {
    const index = createSearchIndex([viewOf('x', 'GitHub'), viewOf('y', 'Git, a hub')])
    expect(index.search(query).map((hit) => hit.issuer)).toEqual(
      expect.arrayContaining([
        [[0, 6]],
        [
          [0, 3],
          [7, 10],
        ],
      ]),
    )
  })

  it('marks letters found one by one, going on in the account', () => {
    const [hit] = createSearchIndex([viewOf('x', 'GitHub', 'ada')]).search('gba')
    expect(marked('GitHub', hit?.issuer ?? [])).toEqual(['G', 'b'])
    expect(marked('ada', hit?.account ?? [])).toEqual(['a'])
  })

  it('finds any part of any name', () => {
    const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(names, names, fc.nat(), fc.nat(), (issuer, account, from, length) => {
        const index = createSearchIndex([viewOf('x', issuer, account)])
        const letters = [...new Intl.Segmenter().segment(issuer)].map(({ segment }) => segment)
        const query = letters.slice(from % letters.length, (from % letters.length) + 1 + (length % 3)).join('')
        return index.search(query).length === 1
      }),
    )
  })

  it('makes nothing of characters that mean something elsewhere', () => {
    expect(idsFor('.*')).toEqual([])
    expect(idsFor('(')).toEqual([])
  })
})

describe('an index that is typed into', () => {
  it('finds at each key what a fresh one finds', () => {
    const keys = fc.array(fc.constantFrom('a', 'd', 'g', 'i', 't', 'h', ' ', 'é', '.', 'x'), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 3 }), (queries) => {
        const index = createSearchIndex(views)
        for (const query of queries) {
          for (let length = 0; length <= query.length; length++) {
            const text = query.slice(0, length).join('')
            expect(index.search(text).map((hit) => hit.id)).toEqual(idsFor(text))
          }
        }
      }),
    )
  })

  it('finds the same when it was prepared', () => {
    const fresh = views.map((view) => ({ ...view }))
    prepareSearch(fresh)
    expect(createSearchIndex(fresh).search('credit')).toHaveLength(1)
  })
})
