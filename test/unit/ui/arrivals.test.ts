import { describe, expect, test } from 'vitest'
import { createArrivals } from '../../../src/ui/arrivals.ts'

describe('arrivals', () => {
  test('wait in their order until they are taken, once', () => {
    const arrivals = createArrivals()
    const files = [new File(['x'], 'x')]
    arrivals.bring({ what: 'files', files })
    arrivals.bring({ what: 'restore-wish' })
    expect(arrivals.waiting()).toEqual([{ what: 'files', files }, { what: 'restore-wish' }])
    expect(arrivals.take()).toEqual([{ what: 'files', files }, { what: 'restore-wish' }])
    expect([arrivals.waiting(), arrivals.take()]).toEqual([[], []])
  })

  test('know whether files are held over the page', () => {
    const arrivals = createArrivals()
    arrivals.setOver(true)
    expect(arrivals.over()).toBe(true)
  })
})
