/** How long idleness is waited for, ms. */
const latestMs = 1000

/** Where the browser cannot tell, ms: after the frames that somebody waits for. */
const fallbackMs = 200

/** Calls back once the browser has nothing else to do. Returns the function that calls it off. */
export function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, fallbackMs)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(run, { timeout: latestMs })
  return () => cancelIdleCallback(handle)
}
