import type { Clock } from '../../clock.ts'
import type { ClockReading } from '../clock-check.ts'
import { jumpMs } from './measure-clock.ts'

/** How often the two clocks are compared while the page is visible, ms. */
export const lookEveryMs = 5000
/** How far the two may drift apart by themselves: systems let the wall clock run slower or faster to put it right. */
const driftShare = 0.001
/** After this time away, a page that is shown again measures anew, ms. */
export const staleAfterMs = 60 * 60_000

/** The page, as far as the clock depends on it. */
export interface WatchedPage {
  isVisible(): boolean
  /** Calls back when the page is shown, hidden, or the network is there again. */
  subscribe(listener: (event: 'visibility' | 'online') => void): void
}

/** What {@link watchClock} needs. */
export interface WatchParts {
  readonly clock: Clock
  readonly page: WatchedPage
  /** Asks the host. Never rejects. */
  readonly measure: () => Promise<ClockReading>
  readonly publish: (reading: ClockReading) => void
  /** Starts a one-shot timer (ms) and returns the function that stops it. */
  readonly startTimer: (ring: () => void, ms: number) => () => void
}

/**
 * What is known after the wall clock has gone another way than the monotonic one. Sleep lets the monotonic one stand still
 * on some systems, so only what went back was set for certain; what went ahead leaves a measurement in doubt.
 */
export function readingAfterJump(reading: ClockReading, byMs: number): ClockReading {
  if (byMs < 0 && reading.name === 'measured') {
    return { ...reading, aheadMs: Math.round(reading.aheadMs + byMs), at: Math.round(reading.at + byMs) }
  }
  if (reading.name === 'measured') return { name: 'unknown' }
  const { changedByMs = 0 } = reading
  if (byMs > 0 && changedByMs === 0) return reading
  const sum = Math.round(changedByMs + byMs)
  if (Math.abs(sum) <= jumpMs) return { name: 'unknown' }
  // Set back, then ahead by more: that was sleep, at least in part.
  return byMs < 0 ? { name: 'unknown', changedByMs: sum } : reading
}

/**
 * Watches this device's clock for as long as the page lives: compares it with the monotonic one, and has it measured where
 * they part, after a long absence, and when the network comes back.
 *
 * @returns What measures now; resolves when that is published.
 */
export function watchClock({ clock, page, measure, publish, startTimer }: WatchParts): () => Promise<void> {
  const moment = () => ({ wall: clock.now(), monotonic: clock.monotonic() })
  let anchor = moment()
  let asked = anchor
  let reading: ClockReading = { name: 'unknown' }
  let running: Promise<void> | undefined
  // Ahead: kept until the host has been asked, because a sleep changes nothing.
  let doubted = 0

  /** How far the wall clock has left the monotonic one since the last look, ms; 0 within the tolerance. */
  const takeJump = (): number => {
    const now = moment()
    const byMs = now.wall - anchor.wall - (now.monotonic - anchor.monotonic)
    const drift = (now.monotonic - anchor.monotonic) * driftShare
    anchor = now
    return Math.abs(byMs) > jumpMs + drift ? byMs : 0
  }
  const noteJump = (byMs: number): void => {
    if (byMs > 0) doubted += byMs
    else reading = readingAfterJump(reading, byMs)
  }
  const measured = async (): Promise<void> => {
    for (let tries = 0; tries < 2; tries++) {
      asked = moment()
      const found = await measure()
      const byMs = takeJump()
      if (byMs === 0 && found.name === 'measured') {
        reading = found
        doubted = 0
      }
      if (byMs === 0) break
      noteJump(byMs)
    }
    if (doubted > 0) reading = readingAfterJump(reading, doubted)
    doubted = 0
    publish(reading)
  }
  const check = (): Promise<void> => {
    running ??= measured().finally(() => (running = undefined))
    return running
  }
  const look = (): void => {
    const byMs = running ? 0 : takeJump()
    if (byMs === 0) return
    noteJump(byMs)
    if (byMs < 0) publish(reading)
    void check()
  }
  const awayMs = (): number => {
    const now = moment()
    return Math.max(now.wall - asked.wall, now.monotonic - asked.monotonic)
  }

  let stopTimer = (): void => undefined
  const keepLooking = (): void => {
    stopTimer()
    if (!page.isVisible()) return
    look()
    stopTimer = startTimer(keepLooking, lookEveryMs)
  }
  page.subscribe((event) => {
    keepLooking()
    if (event === 'online' ? reading.name === 'unknown' : page.isVisible() && awayMs() >= staleAfterMs) void check()
  })
  keepLooking()
  return check
}
