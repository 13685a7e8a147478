/** Starts a one-shot timer (ms) and returns the function that stops it. */
export type StartTimer = (callback: () => void, ms: number) => () => void

/** The browser's timer. */
export const startSystemTimer: StartTimer = (callback, ms) => {
  const handle = setTimeout(callback, ms)
  return () => clearTimeout(handle)
}
