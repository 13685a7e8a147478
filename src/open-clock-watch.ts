import { systemClock } from './clock.ts'
import type { ClockReading } from './pwa/index.ts'
import { measureClock, watchClock, type WatchedPage } from './pwa/page/index.ts'

/** A file that every host of a build has, in whatever folder, and no service worker answers for. */
const hostFile = './version.json'

const browserPage: WatchedPage = {
  isVisible: () => document.visibilityState === 'visible',
  subscribe(listener) {
    document.addEventListener('visibilitychange', () => listener('visibility'))
    window.addEventListener('online', () => listener('online'))
  },
}

/** Watches this browser's clock. In a file of its own so that it loads when nothing else is to be done. */
export function watchBrowserClock(publish: (reading: ClockReading) => void): () => Promise<void> {
  return watchClock({
    clock: systemClock,
    page: browserPage,
    measure: () =>
      measureClock({
        clock: systemClock,
        fetch: (address, options) => fetch(address, options),
        address: hostFile,
        isOnline: () => navigator.onLine,
      }),
    publish,
    startTimer(ring, ms) {
      const timer = setTimeout(ring, ms)
      return () => clearTimeout(timer)
    },
  })
}
