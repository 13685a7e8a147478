/** How long idleness is waited for, ms: a page that is never idle must not put off a check for ever. */
const latestMs = 1000

/** Resolves when the browser has nothing else to do; in a worker, or where it cannot say so, in the next task. */
export function whenPageIsIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: latestMs })
    else setTimeout(resolve)
  })
}
