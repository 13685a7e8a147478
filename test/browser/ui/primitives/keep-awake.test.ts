import { createRoot } from 'solid-js'
import { describe, expect, test, vi } from 'vitest'
import { keepAwake } from '../../../../src/ui/primitives/keep-awake.ts'

function stage(answer?: () => Promise<never>) {
  const held: { released: boolean; release: () => Promise<void> }[] = []
  const request = vi.fn(async () => {
    await answer?.()
    const sentinel = {
      released: false,
      release: () => {
        sentinel.released = true
        return Promise.resolve()
      },
    }
    held.push(sentinel)
    return sentinel as unknown as WakeLockSentinel
  })
  const seen: { visibilityState: DocumentVisibilityState } = { visibilityState: 'visible' }
  const document = Object.assign(new EventTarget(), seen)
  const show = (state: DocumentVisibilityState): void => {
    document.visibilityState = state
    document.dispatchEvent(new Event('visibilitychange'))
  }
  return { page: { document, navigator: { wakeLock: { request } } }, request, held, show }
}

describe('keeping the screen on', () => {
  test('lasts as long as its owner', async () => {
    const { page, request, held } = stage()
    const end = createRoot((dispose) => (keepAwake(page), dispose))
    await vi.waitFor(() => expect(held).toHaveLength(1))
    expect(request.mock.calls).toEqual([['screen']])
    end()
    expect(held[0]?.released).toBe(true)
  })

  test('is asked for anew when the page is seen again, and only where it has ended', async () => {
    const { page, request, held, show } = stage()
    const end = createRoot((dispose) => (keepAwake(page), dispose))
    await vi.waitFor(() => expect(held).toHaveLength(1))
    show('visible')
    expect(request).toHaveBeenCalledTimes(1)
    // Browsers let go by themselves when the page is hidden.
    await held[0]?.release()
    show('hidden')
    expect(request).toHaveBeenCalledTimes(1)
    show('visible')
    expect(request).toHaveBeenCalledTimes(2)
    end()
    show('visible')
    expect(request).toHaveBeenCalledTimes(2)
  })

  test('that is granted too late is let go at once', async () => {
    const { page, held } = stage()
    createRoot((dispose) => (keepAwake(page), dispose))()
    await vi.waitFor(() => expect(held[0]?.released).toBe(true))
  })

  test('is done without where the system refuses, or the browser cannot', async () => {
    const { page, request } = stage(() => Promise.reject(new DOMException('low battery', 'NotAllowedError')))
    const end = createRoot((dispose) => (keepAwake(page), dispose))
    await vi.waitFor(() => expect(request).toHaveBeenCalled())
    end()
    expect(() => createRoot((dispose) => (keepAwake({ ...page, navigator: {} }), dispose))()).not.toThrow()
  })
})
