import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { listGeometry } from '../../../../../src/ui/screens/accounts/list-geometry.ts'

const desktop = { phone: false, desktop: true, width: 860, rem: 16, digitScale: 1 }
const tablet = { ...desktop, desktop: false, width: 600 }
const phone = { phone: true, desktop: false, width: 358, rem: 16, digitScale: 1 }

describe('rows', () => {
  test.each([
    ['list', desktop, 72],
    ['list', tablet, 72],
    ['list', phone, 74],
    ['compact', desktop, 50],
    ['compact', phone, 52],
    ['grid', desktop, 138],
    ['grid', phone, 126],
  ] as const)('of the layout %s at %o are %i px high', (density, around, height) => {
    expect(listGeometry(density, around).rowHeight).toBe(height)
  })

  it('grow with the text size of the person', () => {
    for (const density of ['list', 'compact', 'grid'] as const) {
      const usual = listGeometry(density, phone).rowHeight
      expect(listGeometry(density, { ...phone, rem: 20 }).rowHeight).toBe(usual * 1.25)
    }
  })

  test.each([
    ['list', { ...phone, rem: 24 }, 159],
    ['compact', { ...phone, rem: 24 }, 120],
    ['list', { ...phone, width: 163 }, 106],
  ] as const)('of the layout %s at %o have the code under the names', (density, around, height) => {
    expect(listGeometry(density, around)).toMatchObject({ folded: true, rowHeight: height })
  })

  it('have the code beside the names where there is room, and on cards, which have it below anyway', () => {
    expect(listGeometry('list', { ...phone, width: 256 }).folded).toBe(false)
    expect(listGeometry('compact', desktop).folded).toBe(false)
    expect(listGeometry('grid', { ...phone, width: 163 }).folded).toBe(false)
  })

  it('grow with the size of the digits', () => {
    for (const density of ['list', 'compact', 'grid'] as const) {
      const heights = [1, 1.2, 1.45].map((digitScale) => listGeometry(density, { ...phone, digitScale }).rowHeight)
      expect(heights).toEqual(heights.toSorted((a, b) => a - b))
      expect(new Set(heights).size).toBe(3)
    }
  })
})

describe('columns', () => {
  it('of the list are one, whatever the width', () => {
    for (const around of [phone, tablet, { ...desktop, width: 3000 }]) {
      expect(listGeometry('list', around).columns).toBe(1)
    }
  })

  it('of compact rows are two on a desktop that has the room', () => {
    expect(listGeometry('compact', { ...desktop, width: 860 }).columns).toBe(2)
    expect(listGeometry('compact', { ...desktop, width: 700 }).columns).toBe(1)
    expect(listGeometry('compact', { ...desktop, width: 860, rem: 24 }).columns).toBe(1)
    expect(listGeometry('compact', phone).columns).toBe(1)
  })

  it('of cards are two on a phone, one where it is very narrow or the text very large', () => {
    expect(listGeometry('grid', phone).columns).toBe(2)
    expect(listGeometry('grid', { ...phone, width: 288 }).columns).toBe(1)
    expect(listGeometry('grid', { ...phone, rem: 24 }).columns).toBe(1)
  })

  it('of cards are as many as fit at 216 px each elsewhere', () => {
    expect(listGeometry('grid', { ...desktop, width: 200 }).columns).toBe(1)
    expect(listGeometry('grid', { ...desktop, width: 443 }).columns).toBe(1)
    expect(listGeometry('grid', { ...desktop, width: 444 }).columns).toBe(2)
    expect(listGeometry('grid', { ...desktop, width: 860 }).columns).toBe(3)
  })

  it('of cards leave none narrower than 216 px at any width, except a single one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (width) => {
        const { columns, gap } = listGeometry('grid', { ...desktop, width })
        const card = (width - (columns - 1) * gap) / columns
        return columns >= 1 && (columns === 1 || card >= 216)
      }),
    )
  })
})
