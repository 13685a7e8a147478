/** The longest that a frame is waited for, ms. */
const latestMs = 200

/**
 * Resolves when the next frame has been made: what nobody waits for must not hold it up. A hidden page makes none, so
 * there is nothing to wait for.
 *
 * An observer tells, because its first report comes once a frame has been laid out, and in a task of its own: what an
 * animation frame calls back still belongs to the frame.
 */
export function afterFrame(): Promise<void> {
  if (document.hidden) return Promise.resolve()
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect()
      resolve()
    })
    observer.observe(document.documentElement)
    setTimeout(resolve, latestMs)
  })
}
