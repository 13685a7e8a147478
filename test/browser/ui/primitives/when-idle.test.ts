import { afterEach, describe, expect, test, vi } from 'vitest'
import { whenIdle } from '../../../../src/ui/primitives/when-idle.ts'

const { requestIdleCallback } = window
afterEach(() => {
  vi.useRealTimers()
  window.requestIdleCallback = requestIdleCallback
})

describe('idleness', () => {
  test('comes', async () => {
    await expect(new Promise<void>((resolve) => whenIdle(() => resolve()))).resolves.toBeUndefined()
  })

  test('can be called off', async () => {
    const run = vi.fn<() => void>()
    whenIdle(run)()
    await new Promise<void>((resolve) => whenIdle(resolve))
    expect(run).not.toHaveBeenCalled()
  })

  test('is a while after now where the browser cannot tell', () => {
    vi.useFakeTimers()
    Reflect.deleteProperty(window, 'requestIdleCallback')
    const [run, calledOff] = [vi.fn<() => void>(), vi.fn<() => void>()]
    whenIdle(run)
    whenIdle(calledOff)()
    expect(run).not.toHaveBeenCalled()
    vi.runAllTimers()
    expect(run).toHaveBeenCalledOnce()
    expect(calledOff).not.toHaveBeenCalled()
  })
})
