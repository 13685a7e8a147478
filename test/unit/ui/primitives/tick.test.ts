import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Clock } from '../../../../src/clock.ts'
import { createTick, makeTick } from '../../../../src/ui/primitives/tick.ts'

const start = Date.UTC(2026, 10, 22, 10, 0, 0, 250)

/** Wall time that goes on with the fake timers. */
const clock: Clock = { now: () => Date.now(), monotonic: () => Date.now() - start }

class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible'

  become(state: DocumentVisibilityState): void {
    this.visibilityState = state
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

function startTick() {
  const page = new FakePage()
  const told: number[] = []
  const stop = makeTick(clock, page as unknown as Document, (now) => told.push(now - start))
  return { page, told, stop }
}

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the tick', () => {
  it('comes at once, then at each whole second', () => {
    const { told } = startTick()
    expect(told).toEqual([0])
    vi.advanceTimersByTime(749)
    expect(told).toEqual([0])
    vi.advanceTimersByTime(1)
    expect(told).toEqual([0, 750])
    vi.advanceTimersByTime(3000)
    expect(told).toEqual([0, 750, 1750, 2750, 3750])
  })

  it('is back on whole seconds after a late timer', () => {
    const { told } = startTick()
    // The device was busy: the timer that was due at 750 ms comes when the clock shows 400 ms more.
    vi.setSystemTime(start + 400)
    vi.advanceTimersByTime(750)
    expect(told).toEqual([0, 1150])
    vi.advanceTimersByTime(600)
    expect(told).toEqual([0, 1150, 1750])
  })

  it('tells a clock that was set within a second', () => {
    const { told } = startTick()
    vi.setSystemTime(start - 3_600_000)
    vi.advanceTimersByTime(750)
    expect(told).toEqual([0, -3_600_000 + 750])
  })

  it('has no timer while the page is hidden', () => {
    const { page, told } = startTick()
    page.become('hidden')
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(60_000)
    expect(told).toEqual([0])
  })

  it('comes at once when the page is shown again, and goes on from there', () => {
    const { page, told } = startTick()
    page.become('hidden')
    vi.advanceTimersByTime(60_100)
    page.become('visible')
    expect(told).toEqual([0, 60_100])
    vi.advanceTimersByTime(650)
    expect(told).toEqual([0, 60_100, 60_750])
  })

  it('waits for a page that starts hidden', () => {
    const page = new FakePage()
    page.visibilityState = 'hidden'
    const onTick = vi.fn<(now: number) => void>()
    makeTick(clock, page as unknown as Document, onTick)
    expect(onTick).not.toHaveBeenCalled()
    page.become('visible')
    expect(onTick).toHaveBeenCalledExactlyOnceWith(start)
  })

  it('never has more than one timer', () => {
    const { page, told } = startTick()
    for (let count = 0; count < 5; count += 1) page.become('visible')
    expect(vi.getTimerCount()).toBe(1)
    told.length = 0
    vi.advanceTimersByTime(1000)
    expect(told).toEqual([750])
  })

  it('leaves nothing behind when it is stopped', () => {
    const { page, told, stop } = startTick()
    stop()
    page.become('visible')
    vi.advanceTimersByTime(5000)
    expect(told).toEqual([0])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('the tick as a signal', () => {
  it('is the time of the last whole second, and ends with its owner', () => {
    const page = new FakePage()
    const { now, dispose } = createRoot((dispose) => ({ now: createTick(clock, page as unknown as Document), dispose }))
    expect(now()).toBe(start)
    vi.advanceTimersByTime(1000)
    expect(now()).toBe(start + 750)
    dispose()
    expect(vi.getTimerCount()).toBe(0)
    page.become('visible')
    expect(now()).toBe(start + 750)
  })
})
