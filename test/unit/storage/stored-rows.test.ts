import { describe, expect, it } from 'vitest'
import { headerCopies, snapshotIn, sortEntries, sortRows } from '../../../src/storage/stored-rows.ts'
import { idOf, recordOf } from '../../support/stored-change.ts'

describe('sortRows', () => {
  it('keeps sealed records as they are', () => {
    const rows = [recordOf(1), recordOf(2, Number.MAX_SAFE_INTEGER)]
    expect(sortRows(rows)).toEqual({ records: rows, malformed: [] })
  })

  it.each([
    ['an id that is too short', { ...recordOf(1), id: 'AAAA' }],
    ['an id with a line feed, which would forge a line of the manifest', { ...recordOf(1), id: `${idOf(1)}\n` }],
    ['an id that is a number', { ...recordOf(1), id: 7 }],
    ['a version of 0', { ...recordOf(1), v: 0 }],
    ['a version with a fraction', { ...recordOf(1), v: 1.5 }],
    ['a version that cannot be counted', { ...recordOf(1), v: 2 ** 53 }],
    ['a version as text', { ...recordOf(1), v: '1' }],
    ['no nonce', { ...recordOf(1), n: undefined }],
    ['a ciphertext that is an array', { ...recordOf(1), c: [1, 2, 3] }],
    ['null', null],
    ['a text', 'row'],
  ])('sets aside %s', (_what, row) => {
    expect(sortRows([row])).toMatchObject({ records: [], malformed: [{ value: row }] })
  })

  it('names a malformed row by its key where that is a text', () => {
    const { malformed } = sortRows([{ id: 'odd' }, { id: 7 }])
    expect(malformed.map((row) => row.id)).toEqual(['odd', '?'])
  })
})

describe('sortEntries', () => {
  it('drops what is not a line of a manifest', () => {
    const entry = { id: idOf(1), v: 1, tag: 'AA' }
    expect(sortEntries([entry, { ...entry, v: -1 }, { ...entry, tag: 1 }, { ...entry, id: '' }, null])).toEqual([entry])
  })
})

describe('snapshotIn', () => {
  const block = { n: new Uint8Array(12), c: new Uint8Array(16) }

  it('answers what has the shape of a snapshot, without its key', () => {
    expect(snapshotIn({ id: 0, epoch: 3, blocks: [block] })).toEqual({ epoch: 3, blocks: [block] })
  })

  it.each([
    ['nothing', undefined],
    ['no epoch', { blocks: [block] }],
    ['blocks that are no list', { epoch: 3, blocks: 'x' }],
    ['a block without a nonce', { epoch: 3, blocks: [{ c: block.c }] }],
    ['a block that is text', { epoch: 3, blocks: [{ ...block, c: 'x' }] }],
  ])('takes %s for none', (_what, row) => {
    expect(snapshotIn(row)).toBeUndefined()
  })
})

describe('headerCopies', () => {
  it('answers whatever lies in the rows', () => {
    expect(headerCopies([{ copy: 0, header: { a: 1 } }, { copy: 1 }, 'row', null])).toEqual([
      { a: 1 },
      undefined,
      undefined,
      undefined,
    ])
  })
})
