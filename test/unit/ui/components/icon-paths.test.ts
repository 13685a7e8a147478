import { describe, expect, test } from 'vitest'
import { roundPath } from '../../../../build/round-path.ts'
import * as iconPaths from '../../../../src/ui/components/icon-paths.ts'

const icons = Object.entries(iconPaths)

describe('the icons', () => {
  test.each(icons)('%s is path data', (_, path) => {
    expect(() => roundPath(path, 2)).not.toThrow()
  })

  test('are finished: none needs more than three places', () => {
    expect(icons.filter(([, path]) => /\.\d{4}/.test(path))).toEqual([])
  })

  test('all differ', () => {
    expect(new Set(icons.map(([, path]) => path)).size).toBe(icons.length)
  })

  test('that point in the direction of reading are the mirrored ones', () => {
    const mirrored = icons.filter(([, path]) => path.startsWith('m')).map(([name]) => name)
    expect(mirrored.toSorted()).toEqual([
      'arrowRightIcon',
      'chevronLeftIcon',
      'chevronRightIcon',
      'enterIcon',
      'skipIcon',
      'undoIcon',
    ])
  })
})
