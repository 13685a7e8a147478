import type { ReceivedShare } from './share-target.ts'

/** What was shared, between the form's arrival and the page that it is for. In the worker's memory and nowhere else. */
export interface ShareShelf {
  /**
   * Puts a share in place of the one before. Resolves when it is taken, forgotten or replaced: until then the worker must
   * live.
   */
  put(received: ReceivedShare): Promise<void>
  /** Gives the share, once. `undefined`: the browser has ended the worker meanwhile, or another page was quicker. */
  take(): ReceivedShare | undefined
}

/** The page asks as soon as it runs. What nobody asks for within this time is forgotten, ms. */
export const shareStaysMs = 60_000

/**
 * {@link ShareShelf} of a service worker.
 *
 * @param startTimer - Starts a one-shot timer (ms) and returns the function that stops it.
 */
export function createShareShelf(startTimer: (ring: () => void, ms: number) => () => void): ShareShelf {
  let shelf: { readonly received: ReceivedShare; readonly clear: () => void } | undefined
  return {
    put(received) {
      shelf?.clear()
      return new Promise((resolve) => {
        const clear = (): void => {
          stop()
          shelf = undefined
          resolve()
        }
        const stop = startTimer(clear, shareStaysMs)
        shelf = { received, clear }
      })
    },
    take() {
      const received = shelf?.received
      shelf?.clear()
      return received
    },
  }
}
