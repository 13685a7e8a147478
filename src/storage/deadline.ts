import { StorageError } from './errors.ts'

/** How long IndexedDB may take to open or delete a database before the person is told, ms. */
export const answerWithinMs = 3000

/** Starts a one-shot timer (ms) and returns the function that stops it. Tests put one in its place that they fire. */
export type StartTimer = (callback: () => void, ms: number) => () => void

/** The browser's timer. */
export const startSystemTimer: StartTimer = (callback, ms) => {
  const handle = setTimeout(callback, ms)
  return () => clearTimeout(handle)
}

/**
 * Waits for a request that some browsers never answer (Lockdown Mode, a database held open by a frozen tab).
 *
 * @param onLate - Called when the deadline passes first, to drop what may still arrive.
 * @throws {@link StorageError} with `storage/blocked` after {@link answerWithinMs}; otherwise what `work` rejects with.
 */
export async function withinDeadline<T>(work: Promise<T>, startTimer: StartTimer, onLate?: () => void): Promise<T> {
  let stopTimer = () => {}
  const deadline = new Promise<never>((_, reject) => {
    stopTimer = startTimer(() => {
      reject(new StorageError('storage/blocked', `IndexedDB did not answer within ${answerWithinMs} ms`))
      onLate?.()
    }, answerWithinMs)
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    stopTimer()
  }
}
