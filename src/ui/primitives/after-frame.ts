/** The longest that a frame is waited for, ms: a page in the background draws none. */
const latestMs = 200

/** Resolves when the next frame is on the screen: what nobody waits for must not hold it up. */
export function afterFrame(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, latestMs)
    requestAnimationFrame(() => setTimeout(resolve))
  })
}
