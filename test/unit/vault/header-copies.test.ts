import { describe, expect, it } from 'vitest'
import { VaultError } from '../../../src/vault/errors.ts'
import {
  areHeadersWhole,
  headersIn,
  isOfNewerFormat,
  needsNewerWriter,
  openFirst,
  pickHeader,
} from '../../../src/vault/header-copies.ts'
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

describe('headersIn', () => {
  it('has each once, the highest epoch first', () => {
    const copies = [headerOf(4), 'torn', headerOf(5), headerOf(4)]
    expect(headersIn(copies).map(({ epoch }) => epoch)).toEqual([5, 4])
  })
})

describe('openFirst', () => {
  const headers = [headerOf(5), headerOf(4)]
  const damaged = new VaultError('vault/damaged', 'a slot')

  it('gives what opens first, and by which header', async () => {
    const found = await openFirst(headers, ({ epoch }) => Promise.resolve(epoch))
    expect(found).toEqual({ header: headers[0], opened: 5 })
  })

  it.each([
    ['fits nothing', () => Promise.resolve(undefined)],
    ['is damaged', () => Promise.reject(damaged)],
  ])('goes on where the first %s', async (_what, first) => {
    const found = await openFirst(headers, ({ epoch }) => (epoch === 5 ? first() : Promise.resolve(epoch)))
    expect(found).toEqual({ header: headers[1], opened: 4 })
  })

  it('gives nothing where nothing fits, and the damage where one was damaged', async () => {
    expect(await openFirst(headers, () => Promise.resolve(undefined))).toBeUndefined()
    const open = ({ epoch }: { readonly epoch: number }) =>
      epoch === 5 ? Promise.reject(damaged) : Promise.resolve(undefined)
    await expect(openFirst(headers, open)).rejects.toBe(damaged)
  })

  it('asks nobody else after any other failure', async () => {
    const asked: number[] = []
    const aborted = new DOMException('gone', 'AbortError')
    const open = ({ epoch }: { readonly epoch: number }) => {
      asked.push(epoch)
      return Promise.reject(aborted)
    }
    await expect(openFirst(headers, open)).rejects.toBe(aborted)
    expect(asked).toEqual([5])
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
