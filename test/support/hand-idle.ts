/** Idleness that comes when the test says so. */
export interface HandIdle {
  readonly whenIdle: () => Promise<void>
  /** How many wait for it. */
  waiting(): number
  /** Lets those go on that wait, and from now on everybody at once. */
  release(): void
}

export function createHandIdle(): HandIdle {
  let isFree = false
  const waiting: (() => void)[] = []
  return {
    whenIdle: () =>
      new Promise((resolve) => {
        if (isFree) resolve()
        else waiting.push(resolve)
      }),
    waiting: () => waiting.length,
    release: () => {
      isFree = true
      for (const resolve of waiting.splice(0)) resolve()
    },
  }
}
