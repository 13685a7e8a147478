import * as fc from 'fast-check'
import { batch } from 'solid-js'
import { afterEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { rowWindow, type ListGeometry } from '../../../../src/ui/screens/accounts/virtual-list.tsx'
import { manyIds, stageList, type ListStage } from '../../../support/list-stage.tsx'

let stage: ListStage | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
})

function setUp(count: number, geometry?: ListGeometry): ListStage {
  stage = stageList(count, geometry)
  return stage
}

/** Two frames: scroll events and observers come with the first. */
async function settle(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
}

const rows: ListGeometry = { columns: 1, rowHeight: 50, gap: 0 }
const cards: ListGeometry = { columns: 3, rowHeight: 138, gap: 12 }

describe('the window of rows', () => {
  test.each([
    ['at the top', rows, 1000, { top: 0, height: 600 }, [0, 18]],
    ['in the middle', rows, 1000, { top: 20_000, height: 600 }, [394, 418]],
    ['at the end', rows, 1000, { top: 49_400, height: 600 }, [982, 1000]],
    ['of a list shorter than the screen', rows, 3, { top: 0, height: 600 }, [0, 3]],
    ['of a list below the screen', rows, 1000, { top: -2000, height: 600 }, [0, 0]],
    ['of an empty list', rows, 0, { top: 0, height: 600 }, [0, 0]],
    ['of cards, three in a row', cards, 100, { top: 1500, height: 600 }, [4, 20]],
    ['with a last row that is not full', cards, 100, { top: 4400, height: 600 }, [23, 34]],
  ] as const)('%s', (_, geometry, count, view, [first, last]) => {
    expect(rowWindow(geometry, count, view)).toEqual({ first, last })
  })

  test('has every row in it that is on the screen, and never more than exist', () => {
    fc.assert(
      fc.property(
        fc.record({
          columns: fc.integer({ min: 1, max: 6 }),
          rowHeight: fc.double({ min: 20, max: 300, noNaN: true }),
          gap: fc.integer({ min: 0, max: 20 }),
        }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: -5000, max: 500_000 }),
        fc.integer({ min: 0, max: 4000 }),
        (geometry, count, top, height) => {
          const { first, last } = rowWindow(geometry, count, { top, height })
          const all = Math.ceil(count / geometry.columns)
          expect(first).toBeGreaterThanOrEqual(0)
          expect(last).toBeLessThanOrEqual(all)
          expect(first).toBeLessThanOrEqual(last)
          const pitch = geometry.rowHeight + geometry.gap
          const onScreen = [Math.floor(top / pitch), Math.floor((top + height) / pitch)]
          for (const row of onScreen.filter((each) => each >= 0 && each < all)) {
            expect(row).toBeGreaterThanOrEqual(first)
            expect(row).toBeLessThan(last)
          }
        },
      ),
    )
  })
})

describe('a long list', () => {
  test('is a list by role and name, with the rows near the screen only', async () => {
    const { drawn, scroller, row } = setUp(1000)
    await settle()
    await expect.element(page.getByRole('list', { name: 'Accounts' })).toBeVisible()
    await expect.poll(drawn).toEqual(manyIds(18))
    expect(scroller.scrollHeight).toBe(40 + 1000 * 50)
    expect(row('id-3').getAttribute('aria-posinset')).toBe('4')
    expect(row('id-3').getAttribute('aria-setsize')).toBe('1000')
  })

  test('draws what is scrolled to, in its place', async () => {
    const { drawn, scroller, topOf, row } = setUp(1000)
    await settle()
    scroller.scrollTo({ top: 25_040 })
    await settle()
    expect(drawn()).toHaveLength(24)
    expect(topOf('id-500')).toBe(25_040)
    expect(row('id-500').getAttribute('aria-posinset')).toBe('501')
    scroller.scrollTo({ top: scroller.scrollHeight })
    await settle()
    expect(drawn().at(-1)).toBe('id-999')
    expect(topOf('id-999')).toBe(40 + 999 * 50)
  })

  test('keeps the elements of rows that stay', async () => {
    const { scroller, row } = setUp(1000)
    await settle()
    const before = row('id-10')
    scroller.scrollTo({ top: 250 })
    await settle()
    expect(row('id-10')).toBe(before)
    expect(row('id-20')).toBeDefined()
  })

  test('of cards has them in columns, with the same gap on all sides', async () => {
    const { scroller, topOf, drawn } = setUp(1000, cards)
    await settle()
    expect(topOf('id-0')).toBe(40)
    expect(topOf('id-2')).toBe(40)
    expect(topOf('id-3')).toBe(40 + 150)
    expect(scroller.scrollHeight).toBe(40 + 334 * 150 - 12)
    scroller.scrollTo({ top: 15_000 })
    await settle()
    expect(topOf('id-300')).toBe(40 + 100 * 150)
    expect(drawn().length % 3).toBe(0)
  })

  test('sees what stands above it grow', async () => {
    const { head, scroller, drawn, topOf } = setUp(1000)
    await settle()
    head.style.blockSize = '5000px'
    await settle()
    scroller.scrollTo({ top: 5000 })
    await settle()
    expect(drawn()).toEqual(manyIds(18))
    expect(topOf('id-0')).toBe(5000)
  })

  test('sees another list come above it as it loses a row', async () => {
    const { head, setIds, scroller, drawn } = setUp(1000)
    await settle()
    const pinned = document.createElement('div')
    pinned.style.blockSize = '3000px'
    head.after(pinned)
    setIds(manyIds(999))
    await settle()
    scroller.scrollTo({ top: 3040 })
    await settle()
    expect(drawn()).toEqual(manyIds(18))
  })

  test('follows another layout at once', async () => {
    const { setGeometry, drawn, scroller } = setUp(1000)
    await settle()
    setGeometry(cards)
    expect(drawn()).toHaveLength(30)
    await settle()
    expect(scroller.scrollHeight).toBe(40 + 334 * 150 - 12)
  })

  test('loses and gains rows', async () => {
    const { setIds, drawn } = setUp(1000)
    await settle()
    setIds(manyIds(1000).filter((id) => id !== 'id-2'))
    expect(drawn().slice(0, 4)).toEqual(['id-0', 'id-1', 'id-3', 'id-4'])
    setIds([])
    expect(drawn()).toEqual([])
  })
})

describe('a short list', () => {
  test('is there as a whole once the browser has time: find-in-page sees all of it', async () => {
    const { drawn } = setUp(100)
    expect(drawn()).toEqual(manyIds(15))
    await expect.poll(drawn).toEqual(manyIds(100))
  })

  test('is drawn as far as the screen goes when it is of something else, and as a whole again afterwards', async () => {
    const { drawn, setIds, setSubject } = setUp(100)
    await expect.poll(drawn).toHaveLength(100)
    batch(() => {
      setSubject('query')
      setIds(manyIds(60))
    })
    expect(drawn()).toEqual(manyIds(15))
    await expect.poll(drawn).toEqual(manyIds(60))
  })

  test('stays whole while rows come and go', async () => {
    const { drawn, setIds } = setUp(100)
    await expect.poll(drawn).toHaveLength(100)
    setIds(manyIds(99))
    expect(drawn()).toEqual(manyIds(99))
  })

  test('of cards, too', async () => {
    const { drawn } = setUp(100, cards)
    await expect.poll(drawn).toEqual(manyIds(100))
  })

  test('of one account more is a long one', async () => {
    const { drawn } = setUp(101)
    await new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 1000 }))
    await settle()
    expect(drawn()).toHaveLength(18)
  })
})
