import { beforeEach, describe, expect, it } from 'vitest'
import { makeAutoLock, type AutoLock } from '../../../src/vault/auto-lock.ts'
import { createHandTimer, type HandTimer } from '../../support/hand-timer.ts'
import { createSetClock, type SetClock } from '../../support/set-clock.ts'

const minute = 60_000
let clock: SetClock
let timer: HandTimer
let page: EventTarget & { visibilityState: string }
let view: EventTarget
let limits: { lockAfterMs: number | null; lockWhenHidden: boolean }
let log: string[]
let autoLock: AutoLock

function start(): void {
  autoLock = makeAutoLock({
    clock,
    page,
    view,
    startTimer: timer.startTimer,
    limits: () => limits,
    onWarn: (msLeft) => log.push(`warn ${msLeft}`),
    onCalm: () => log.push('calm'),
    onLock: (reason) => log.push(`lock ${reason}`),
  })
}

beforeEach(() => {
  clock = createSetClock()
  timer = createHandTimer()
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  view = new EventTarget()
  limits = { lockAfterMs: 5 * minute, lockWhenHidden: false }
  log = []
})

/** Lets the running timer come to its end. */
function ring(): void {
  clock.advance(timer.running()[0] ?? 0)
  timer.ring()
}
const happens = (target: EventTarget, type: string) => target.dispatchEvent(new Event(type))

describe('the idle lock', () => {
  it('warns 20 s before, then locks, then is quiet', () => {
    start()
    expect(timer.running()).toEqual([5 * minute - 20_000])
    ring()
    expect(log).toEqual(['warn 20000'])
    ring()
    expect(log).toEqual(['warn 20000', 'lock idle'])
    expect(timer.running()).toEqual([])
    happens(page, 'keydown')
    clock.advance(minute * 60)
    autoLock.look()
    expect(log).toHaveLength(2)
  })

  it.each(['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])('starts anew at %s', (type) => {
    start()
    clock.advance(4 * minute)
    happens(page, type)
    clock.advance(4 * minute)
    timer.ring()
    expect(log).toEqual([])
    expect(timer.running()).toEqual([minute - 20_000])
  })

  it('calls the warning off when something is done', () => {
    start()
    ring()
    happens(page, 'pointermove')
    expect(log).toEqual(['warn 20000', 'calm'])
    ring()
    expect(log).toEqual(['warn 20000', 'calm'])
    ring()
    ring()
    expect(log).toEqual(['warn 20000', 'calm', 'warn 20000', 'lock idle'])
  })

  it('does not restart its timer for every movement', () => {
    start()
    const before = timer.running()
    for (let moves = 0; moves < 100; moves++) happens(page, 'pointermove')
    expect(timer.running()).toEqual(before)
  })

  it('warns half way where the limit is short', () => {
    limits.lockAfterMs = 10_000
    start()
    ring()
    expect(log).toEqual(['warn 5000'])
  })

  it('has no timer without a limit', () => {
    limits.lockAfterMs = null
    start()
    expect(timer.running()).toEqual([])
    clock.advance(1000 * minute)
    happens(page, 'keydown')
    expect(log).toEqual([])
  })

  it('goes by a shorter limit as soon as it is told to look', () => {
    start()
    clock.advance(2 * minute)
    limits.lockAfterMs = minute
    autoLock.look()
    expect(log).toEqual(['lock idle'])
  })

  it('starts a timer when a limit is set after there was none', () => {
    limits.lockAfterMs = null
    start()
    limits.lockAfterMs = minute
    autoLock.look()
    expect(timer.running()).toEqual([minute - 20_000])
  })

  it('asks no timer for more than browsers can count', () => {
    limits.lockAfterMs = 100 * 24 * 60 * minute
    start()
    expect(timer.running()).toEqual([2 ** 31 - 1])
  })
})

describe('fault 68: after sleep', () => {
  it('a first movement locks instead of counting as activity', () => {
    start()
    clock.sleep(10 * minute)
    happens(page, 'pointermove')
    expect(log).toEqual(['lock idle'])
  })

  it.each(['focus', 'pageshow'])('the window’s %s compares the deadline', (type) => {
    start()
    clock.sleep(10 * minute)
    happens(view, type)
    expect(log).toEqual(['lock idle'])
  })

  it.each(['visibilitychange', 'resume'])('the document’s %s compares the deadline', (type) => {
    start()
    clock.sleep(10 * minute)
    happens(page, type)
    expect(log).toEqual(['lock idle'])
  })

  it('monotonic time counts where the wall clock was set back a little', () => {
    start()
    clock.advance(5 * minute)
    clock.set(clock.now() - 1500)
    happens(view, 'focus')
    expect(log).toEqual(['lock idle'])
  })

  it('coming back in time is no activity by itself', () => {
    start()
    clock.advance(4 * minute)
    happens(view, 'focus')
    clock.advance(minute)
    timer.ring()
    expect(log).toEqual(['lock idle'])
  })
})

describe('the wall clock', () => {
  it('locks when it was set back by more than 2 s', () => {
    start()
    clock.set(clock.now() - 2001)
    happens(page, 'keydown')
    expect(log).toEqual(['lock clock'])
  })

  it('may be corrected by 2 s', () => {
    start()
    clock.set(clock.now() - 2000)
    happens(page, 'keydown')
    expect(log).toEqual([])
  })

  it('locks when it is set back after it had gone on', () => {
    start()
    clock.advance(minute)
    happens(page, 'keydown')
    clock.set(clock.now() - 30_000)
    happens(view, 'focus')
    expect(log).toEqual(['lock clock'])
  })

  it('locks when it was set forward beyond the limit', () => {
    start()
    clock.set(clock.now() + 24 * 60 * minute)
    happens(page, 'keydown')
    expect(log).toEqual(['lock idle'])
  })
})

describe('a hidden page', () => {
  const hide = () => {
    page.visibilityState = 'hidden'
    happens(page, 'visibilitychange')
  }

  it('locks at once where that is wanted', () => {
    limits.lockWhenHidden = true
    start()
    hide()
    expect(log).toEqual(['lock hidden'])
  })

  it('stays open otherwise, and the idle clock goes on', () => {
    start()
    hide()
    expect(log).toEqual([])
    ring()
    ring()
    expect(log).toEqual(['warn 20000', 'lock idle'])
  })

  it('does not lock for being shown', () => {
    limits.lockWhenHidden = true
    start()
    happens(page, 'visibilitychange')
    expect(log).toEqual([])
  })
})

describe('stop', () => {
  it('ends timer and listeners', () => {
    start()
    autoLock.stop()
    expect(timer.running()).toEqual([])
    clock.advance(10 * minute)
    happens(page, 'keydown')
    happens(view, 'focus')
    expect(log).toEqual([])
  })
})
