import { describe, expect, it } from 'vitest'
import type { ClockReading } from '../../../src/pwa/index.ts'
import { readingAfterJump, watchClock, type WatchedPage } from '../../../src/pwa/page/watch-clock.ts'
import { createHandTimer } from '../../support/hand-timer.ts'
import { createSetClock } from '../../support/set-clock.ts'

const hour = 3_600_000
const unknown: ClockReading = { name: 'unknown' }

function measured(aheadMs: number, at = 0): ClockReading {
  return { name: 'measured', aheadMs, withinMs: 520, at }
}

/** A page that is watched; `answers` are given one after the other, the last one for good. */
function stage(...answers: readonly (ClockReading | ((clock: ReturnType<typeof createSetClock>) => ClockReading))[]) {
  const clock = createSetClock()
  const timer = createHandTimer()
  const published: ClockReading[] = []
  const listeners: ((event: 'visibility' | 'online') => void)[] = []
  let visible = true
  let asked = 0
  const page: WatchedPage = { isVisible: () => visible, subscribe: (listener) => void listeners.push(listener) }
  const check = watchClock({
    clock,
    page,
    startTimer: timer.startTimer,
    publish: (reading) => published.push(reading),
    measure: async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)] ?? unknown
      return typeof answer === 'function' ? answer(clock) : answer
    },
  })
  const tell = (event: 'visibility' | 'online'): void => {
    for (const listener of listeners) listener(event)
  }
  return {
    clock,
    timer,
    published,
    check,
    asked: () => asked,
    last: () => published.at(-1),
    show(now: boolean) {
      visible = now
      tell('visibility')
    },
    comeOnline: () => tell('online'),
    /** Lets what was begun come to its end. */
    settle: () => new Promise<void>((resolve) => setImmediate(resolve)),
  }
}

describe('watching the clock', () => {
  it('measures when it is asked to, once at a time, and publishes what it found', async () => {
    const { check, published, asked } = stage(measured(47_000))
    expect([published, asked()]).toEqual([[], 0])
    await Promise.all([check(), check()])
    expect([published, asked()]).toEqual([[measured(47_000)], 1])
  })

  it('says unknown where there is no answer, and keeps what it knew', async () => {
    const { check, last } = stage(unknown, measured(-90_000), unknown)
    await check()
    expect(last()).toEqual(unknown)
    await check()
    await check()
    expect(last()).toEqual(measured(-90_000))
  })

  it('looks while the page is visible, and has no timer while it is hidden', () => {
    const { timer, show } = stage()
    expect(timer.running()).toEqual([5000])
    timer.ring()
    expect(timer.running()).toEqual([5000])
    show(false)
    expect(timer.running()).toEqual([])
    show(true)
    expect(timer.running()).toEqual([5000])
  })

  it('asks nothing as time goes by', async () => {
    const { clock, timer, asked, settle } = stage(measured(0))
    for (let looks = 0; looks < 1000; looks++) {
      clock.advance(5000)
      timer.ring()
    }
    await settle()
    expect(asked()).toBe(0)
  })

  it('measures anew when the page is shown after an hour, and not before', async () => {
    const { clock, check, show, asked, settle } = stage(measured(0))
    await check()
    show(false)
    clock.advance(hour - 1)
    show(true)
    expect(asked()).toBe(1)
    show(false)
    clock.advance(1)
    show(true)
    await settle()
    expect(asked()).toBe(2)
  })

  it('measures when the network comes back, where nothing is known', async () => {
    const { check, comeOnline, asked, last, settle } = stage(unknown, measured(3000))
    await check()
    comeOnline()
    await settle()
    expect([asked(), last()]).toEqual([2, measured(3000)])
    comeOnline()
    await settle()
    expect(asked()).toBe(2)
  })
})

describe('a clock that is set while the app is open', () => {
  it.each([47_000, -47_000, 2006, -2006, 400 * 24 * hour])('by %i ms is measured anew', async (byMs) => {
    const { clock, timer, check, asked, last, settle } = stage(measured(0), measured(byMs))
    await check()
    clock.advance(5000)
    clock.set(clock.now() + byMs)
    timer.ring()
    await settle()
    expect([asked(), last()]).toEqual([2, measured(byMs)])
  })

  it.each([2000, -2000])('by %i ms is not noticed', async (byMs) => {
    const { clock, timer, asked, settle } = stage(measured(0))
    clock.set(clock.now() + byMs)
    timer.ring()
    await settle()
    expect(asked()).toBe(0)
  })

  it('is noticed when the page is shown again', async () => {
    const { clock, show, asked, settle } = stage(measured(0))
    show(false)
    clock.set(clock.now() - 60_000)
    show(true)
    await settle()
    expect(asked()).toBe(1)
  })

  it('is no clock that is put right little by little', async () => {
    const { clock, show, asked, settle } = stage(measured(0))
    show(false)
    clock.advance(hour - 1000)
    clock.set(clock.now() - 3000)
    show(true)
    await settle()
    expect(asked()).toBe(0)
  })

  it('back is known exactly without a network, from what was measured before', async () => {
    const { clock, timer, check, last, settle } = stage(measured(1000, hour), unknown)
    await check()
    clock.set(clock.now() - 60_000)
    timer.ring()
    expect(last()).toEqual(measured(-59_000, hour - 60_000))
    await settle()
    expect(last()).toEqual(measured(-59_000, hour - 60_000))
  })

  it('back is told without a network and without a measurement', async () => {
    const { clock, timer, check, last, settle } = stage(unknown)
    await check()
    clock.set(clock.now() - 60_000)
    timer.ring()
    await settle()
    clock.set(clock.now() - 30_000)
    timer.ring()
    await settle()
    expect(last()).toEqual({ name: 'unknown', changedByMs: -90_000 })
    clock.set(clock.now() + 90_000)
    timer.ring()
    await settle()
    expect(last()).toEqual(unknown)
  })

  it('ahead may be sleep: nothing is said of it without a network, and what was measured is in doubt', async () => {
    const { clock, timer, check, published, last, settle } = stage(measured(47_000), unknown)
    await check()
    clock.sleep(8 * hour)
    timer.ring()
    expect(published).toHaveLength(1)
    await settle()
    expect(last()).toEqual(unknown)
  })

  it('ahead, which was sleep, leaves what was measured as it was once the host says so', async () => {
    const { clock, timer, check, published, settle } = stage(measured(47_000))
    await check()
    clock.sleep(8 * hour)
    timer.ring()
    await settle()
    expect(published).toEqual([measured(47_000), measured(47_000)])
  })

  it('during a measurement makes that one void, and another is made', async () => {
    const setBack = (clock: ReturnType<typeof createSetClock>): ClockReading => {
      clock.set(clock.now() - 60_000)
      return measured(0)
    }
    const { check, asked, published } = stage(setBack, measured(-60_000))
    await check()
    expect([asked(), published]).toEqual([2, [measured(-60_000)]])
  })
})

describe('what is known after a jump', () => {
  it.each([
    ['set back by a minute', measured(0, 90_000), -60_000, measured(-60_000, 30_000)],
    ['set ahead, or asleep, after a measurement', measured(0), 60_000, unknown],
    ['set ahead, or asleep, before any', unknown, 60_000, unknown],
    ['set back before any', unknown, -60_000, { name: 'unknown', changedByMs: -60_000 }],
    ['set back and ahead again', { name: 'unknown', changedByMs: -60_000 }, 60_000, unknown],
    [
      'set back, then asleep',
      { name: 'unknown', changedByMs: -60_000 },
      hour,
      { name: 'unknown', changedByMs: -60_000 },
    ],
  ] satisfies readonly (readonly [string, ClockReading, number, ClockReading])[])('%s', (_, before, byMs, after) => {
    expect(readingAfterJump(before, byMs)).toEqual(after)
  })
})
