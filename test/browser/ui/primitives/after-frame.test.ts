import { afterEach, describe, expect, test, vi } from 'vitest'
import { afterFrame } from '../../../../src/ui/primitives/after-frame.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('after a frame', () => {
  test('comes what was put off, not before', async () => {
    const order: string[] = []
    const waiting = afterFrame().then(() => order.push('after'))
    requestAnimationFrame(() => order.push('frame'))
    await waiting
    expect(order).toEqual(['frame', 'after'])
  })

  test('comes the next step without a timer, which a browser may put off', async () => {
    vi.spyOn(window, 'setTimeout').mockReturnValue(0 as never)
    await expect(afterFrame()).resolves.toBeUndefined()
  })

  test('comes the next step at once in a hidden page, which makes no frames', async () => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    const observe = vi.spyOn(IntersectionObserver.prototype, 'observe')
    await expect(afterFrame()).resolves.toBeUndefined()
    expect(observe).not.toHaveBeenCalled()
  })

  test('comes the next step soon where no frame is made', async () => {
    vi.spyOn(IntersectionObserver.prototype, 'observe').mockReturnValue()
    await expect(afterFrame()).resolves.toBeUndefined()
  })
})
