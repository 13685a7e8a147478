import { createMemo, onCleanup, type Accessor } from 'solid-js'

/**
 * A memo that lets go of its value with its owner, and says `after` from then on. Solid leaves the last value in a memo
 * that is gone, for whoever still holds a way to read it.
 */
export function createPassingMemo<T>(compute: (before: T | undefined) => T, after: T): Accessor<T> {
  let latest: { held: T } | undefined
  const read = createMemo<{ held: T }>((before: { held: T } | undefined) => {
    const held = compute(before?.held)
    return before !== undefined && before.held === held ? before : (latest = { held })
  })
  onCleanup(() => {
    if (latest) latest.held = after
  })
  return () => read().held
}
