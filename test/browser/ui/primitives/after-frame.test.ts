import { afterEach, describe, expect, test, vi } from 'vitest'
import { afterFrame } from '../../../../src/ui/primitives/after-frame.ts'

afterEach(() => vi.restoreAllMocks())

describe('after a frame', () => {
  test('comes what was put off, not before', async () => {
    const order: string[] = []
    const waiting = afterFrame().then(() => order.push('after'))
    requestAnimationFrame(() => order.push('frame'))
    await waiting
    expect(order).toEqual(['frame', 'after'])
  })

  test('comes soon, too, in a page that draws none', async () => {
    vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(0)
    await expect(afterFrame()).resolves.toBeUndefined()
  })
})
