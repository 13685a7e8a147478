import type { Clock } from '../clock.ts'

/** Calls a function at each full second of the clock. Answers what ends it. */
export function eachSecond(clock: Clock, run: () => void): () => void {
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (): void => {
    timer = setTimeout(
      () => {
        run()
        if (!stopped) wait()
      },
      1000 - (clock.now() % 1000),
    )
  }
  wait()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
