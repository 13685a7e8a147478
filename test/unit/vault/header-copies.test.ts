import { describe, expect, it } from 'vitest'
import { areHeadersWhole, isOfNewerFormat, needsNewerWriter, pickHeader } from '../../../src/vault/header-copies.ts'
import { headerOf } from '../../support/stored-change.ts'

describe('pickHeader', () => {
  it.each([
    ['the one with the higher epoch', [headerOf(4), headerOf(5)], 5],
    ['wherever it lies', [headerOf(5), headerOf(4)], 5],
    ['the one that can be read', ['torn', headerOf(4)], 4],
    ['the lower one where the higher cannot be read', [headerOf(4), { ...headerOf(9), mac: '' }], 4],
  ])('takes %s', (_which, copies, epoch) => {
    expect(pickHeader(copies)?.epoch).toBe(epoch)
  })

  it.each([[[]], [['torn', null]], [[{ ...headerOf(1), version: 2 }]]])('finds none in %j', (copies) => {
    expect(pickHeader(copies)).toBeUndefined()
  })
})

describe('areHeadersWhole', () => {
  it.each([
    ['two that say the same', [headerOf(4), headerOf(4)], true],
    [
      'the same with members in another order',
      [headerOf(4), Object.fromEntries(Object.entries(headerOf(4)).toReversed())],
      true,
    ],
    ['one', [headerOf(4)], false],
    ['none', [], false],
    ['one torn', [headerOf(4), 'torn'], false],
    ['both torn', ['torn', 'torn'], false],
    ['one older', [headerOf(4), headerOf(5)], false],
    ['one of a newer format', [headerOf(4), { ...headerOf(4), version: 2 }], false],
  ])('%s', (_which, copies, whole) => {
    expect(areHeadersWhole(copies)).toBe(whole)
  })
})

describe('isOfNewerFormat', () => {
  it('is so when a copy has a version above ours, not when it is torn', () => {
    expect(isOfNewerFormat(['torn', { ...headerOf(1), version: 2 }])).toBe(true)
    expect(isOfNewerFormat(['torn', headerOf(1)])).toBe(false)
  })
})

describe('needsNewerWriter', () => {
  it('goes by minWriter', () => {
    expect([1, 2].map((minWriter) => needsNewerWriter({ ...headerOf(1), minWriter }))).toEqual([false, true])
  })
})
