import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type { Clock } from '../../clock.ts'

/**
 * Calls back with the clock's time (Unix ms) now and at each whole second while the page is visible. Hidden, it has no
 * timer at all; shown again, it calls back at once.
 *
 * @returns The function that stops it.
 */
export function makeTick(clock: Clock, page: Document, onTick: (now: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tick = (): void => {
    clearTimeout(timer)
    if (page.visibilityState === 'hidden') return
    const now = clock.now()
    onTick(now)
    timer = setTimeout(tick, 1000 - (now % 1000))
  }
  page.addEventListener('visibilitychange', tick)
  tick()
  return () => {
    clearTimeout(timer)
    page.removeEventListener('visibilitychange', tick)
  }
}

/** {@link makeTick} as a signal that lives as long as its owner. */
export function createTick(clock: Clock, page: Document = document): Accessor<number> {
  const [now, setNow] = createSignal(clock.now())
  onCleanup(makeTick(clock, page, setNow))
  return now
}
