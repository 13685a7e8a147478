import { describe, expect, it } from 'vitest'
import { newAccount } from '../../../src/vault/account-changes.ts'
import { formatBlock, parseBlock, portionsOf } from '../../../src/vault/snapshot-block.ts'
import { createState, type Row } from '../../../src/vault/vault-state.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import { headerOf, idOf, recordOf } from '../../support/stored-change.ts'

const accountRow = (number: number, issuer: string): Row => {
  const draft = number % 2 ? totpDraft({ issuer, tags: ['a'] }) : hotpDraft({ issuer })
  return {
    entry: { id: idOf(number), v: number, tag: 'A'.repeat(22) },
    content: newAccount(draft, { id: idOf(number), now: 1, order: 0 }),
  }
}
const acceptedRow: Row = {
  entry: { id: idOf(9), v: 1, tag: 'A'.repeat(22) },
  content: { kind: 'accepted', ids: ['x'], rest: { later: 1 } },
}
const stateOf = (rows: readonly Row[]) =>
  createState({ header: headerOf(1), rows: new Map(rows.map((row) => [row.entry.id, row])), malformed: [] })

const rows = [accountRow(3, 'Arbor'), acceptedRow, accountRow(1, 'Cobalt'), accountRow(2, 'Basalt')]

describe('portionsOf', () => {
  it('sorts rows by id and gives accounts their place in the list, everything else the last', () => {
    const [portion = []] = portionsOf(stateOf(rows))
    expect(portion.map(({ row, rank }) => [row.entry.id, rank])).toEqual([
      [idOf(1), 2],
      [idOf(2), 1],
      [idOf(3), 0],
      [idOf(9), 3],
    ])
  })

  it('cuts at 256 records', () => {
    const many = Array.from({ length: 600 }, (_, index): Row => ({
      entry: { id: String(index), v: 1, tag: '' },
      content: acceptedRow.content ?? { kind: 'other' },
    }))
    expect(portionsOf(stateOf(many)).map((portion) => portion.length)).toEqual([256, 256, 88])
  })

  it.each<readonly [string, Row]>([
    [
      'does not open',
      { entry: { id: idOf(5), v: 1, tag: '' }, content: undefined, sealed: recordOf(5), isAuthentic: false },
    ],
    ['is of a newer version', { entry: { id: idOf(5), v: 1, tag: '' }, content: { kind: 'other' } }],
  ])('makes none where something %s', (_what, row) => {
    expect(portionsOf(stateOf([...rows, row]))).toEqual([])
  })
})

describe('a block', () => {
  const [portion = []] = portionsOf(stateOf(rows))

  it('comes back as it was written', () => {
    expect(parseBlock(formatBlock(portion))).toEqual(portion)
  })

  it('may be padded with spaces', () => {
    expect(parseBlock(formatBlock(portion) + ' '.repeat(9))).toEqual(portion)
  })

  it.each<readonly [string, (lists: Record<string, unknown[]>) => unknown]>([
    ['a list is missing', ({ ranks: _ranks, ...rest }) => rest],
    ['a list is too short', (lists) => ({ ...lists, tags: lists['tags']?.slice(1) })],
    [
      'a record is not understood',
      (lists) => ({ ...lists, records: lists['records']?.map(() => ({ kind: 'account' })) }),
    ],
    ['it is no object', () => []],
  ])('is none when %s', (_what, change) => {
    const lists = JSON.parse(formatBlock(portion)) as Record<string, unknown[]>
    expect(parseBlock(JSON.stringify(change(lists)))).toBeUndefined()
  })

  it('is none when it is not JSON', () => {
    expect(parseBlock('{')).toBeUndefined()
  })
})
