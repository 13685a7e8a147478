import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roundPath } from '../../../../build/round-path.ts'

describe('a rounded path', () => {
  test.each([
    ['M1.234 5.678L9.876 5.432', 'M1.23 5.68 9.88 5.43'],
    ['M0 0l.123-.456', 'M0 0l.12-.46'],
    ['M1,1 L2,2', 'M1 1 2 2'],
    ['m1 1l1 1-1 1', 'm1 1 1 1-1 1'],
    ['M1 1l2 2m1 1L2 2', 'M1 1l2 2m1 1L2 2'],
    ['M1 1h.5.5v.25H3V1z', 'M1 1h.5.5v.25H3V1z'],
    ['M0 0zm1 1zz', 'M0 0zm1 1zz'],
    ['M1e1 5E-1', 'M10 .5'],
    ['M0 0a5 5 0 01.5.5', 'M0 0a5 5 0 01.5.5'],
    ['M0 0a5 5 0 0 1 .5 .5', 'M0 0a5 5 0 01.5.5'],
    ['M0 0A5.001 5.001 30 1 0 4.004-4.004', 'M0 0A5 5 30 104-4'],
    ['M0 0c.111.222.333.444.556.664s1 1 2 2q1 1 2 2t1 1', 'M0 0c.11.22.33.44.56.66s1 1 2 2q1 1 2 2t1 1'],
    ['M-.001 0', 'M0 0'],
  ])('%s becomes %s', (path, rounded) => {
    expect(roundPath(path, 2)).toBe(rounded)
  })

  test('does not drift: a hundred short steps end where they should', () => {
    const path = `M0 0${'l.0049.0051'.repeat(100)}`
    const [x, y] = corners(roundPath(path, 2)).at(-1) ?? []
    expect(x).toBeCloseTo(0.49, 5)
    expect(y).toBeCloseTo(0.51, 5)
  })

  test('keeps a half circle a half circle', () => {
    const circle = 'M11.998 20.486a1.757 1.757 0 1 1 0 3.514 1.757 1.757 0 0 1 0-3.514z'
    expect(roundPath(circle, 2)).toBe('M12 20.49a1.757 1.757 0 110 3.514 1.757 1.757 0 010-3.514z')
  })

  test('keeps a circle whose ends almost meet', () => {
    expect(roundPath('M1 1a5 5 0 1 0 .004-.003', 2)).toBe('M1 1a5 5 0 10.004-.003')
    expect(roundPath('M1.001 1A5 5 0 1 0 1.005.997', 2)).toBe('M1 1A5 5 0 101.004.997')
  })

  test.each(['1 2', 'M1', 'M1 2 3', 'x', 'M0 0a1 1 0 2 0 1 1', 'M0 0z1'])('%j is refused', (path) => {
    expect(() => roundPath(path, 2)).toThrow(/at \d+/)
  })
})

describe('any path of lines', () => {
  const value = fc.integer({ min: -24_000, max: 24_000 }).map((thousandths) => thousandths / 1000)
  const steps = fc.array(fc.tuple(fc.constantFrom('l', 'L'), value, value), { maxLength: 40 })

  test('passes within half a hundredth of every corner', () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        const path = `M0 0${drawn.map(([letter, x, y]) => `${letter}${x} ${y}`).join('')}`
        const [exact, rounded] = [corners(path), corners(roundPath(path, 2))]
        expect(rounded.length).toBe(exact.length)
        rounded.forEach(([x, y], index) => {
          expect(Math.abs(x - (exact[index]?.[0] ?? NaN))).toBeLessThanOrEqual(0.005 + 1e-9)
          expect(Math.abs(y - (exact[index]?.[1] ?? NaN))).toBeLessThanOrEqual(0.005 + 1e-9)
        })
      }),
    )
  })

  test('does not change when it is rounded again', () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        const once = roundPath(`M0 0${drawn.map(([letter, x, y]) => `${letter}${x} ${y}`).join('')}`, 2)
        expect(roundPath(once, 2)).toBe(once)
      }),
    )
  })
})

/** The corners of a path of M, L and l, read by another way than the code under test. */
function corners(path: string): readonly (readonly [number, number])[] {
  const found: [number, number][] = []
  for (const [, letter = '', values = ''] of path.matchAll(/([MLl])([^MLl]*)/g)) {
    const numbers = (values.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number)
    for (let index = 0; index < numbers.length; index += 2) {
      const [x = 0, y = 0] = numbers.slice(index, index + 2)
      const [baseX, baseY] = letter === 'l' ? (found.at(-1) ?? [0, 0]) : [0, 0]
      found.push([baseX + x, baseY + y])
    }
  }
  return found
}
