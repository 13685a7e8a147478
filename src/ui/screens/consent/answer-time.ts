import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { answerWithinMs } from '../../../api/index.ts'
import type { Clock } from '../../../clock.ts'
import { makeTick } from '../../primitives/tick.ts'

/** Time left from which on it is shown, s: early enough to hurry nobody. */
export const shownFromSeconds = 30

/**
 * Whole seconds until a question counts as denied; `undefined` while there is none, and while there is plenty of time.
 * Lives as long as its owner.
 *
 * @param question - What is asked; each new one has its own time.
 */
export function createAnswerTime(clock: Clock, question: Accessor<unknown>): Accessor<number | undefined> {
  const [left, setLeft] = createSignal<number>()
  createEffect(
    on(question, (asked) => {
      setLeft(undefined)
      if (asked === undefined) return
      // The wall clock may be set while this counts, so the other one measures.
      const until = clock.monotonic() + answerWithinMs
      const look = (): void => {
        const seconds = Math.max(0, Math.ceil((until - clock.monotonic()) / 1000))
        setLeft(seconds <= shownFromSeconds ? seconds : undefined)
      }
      onCleanup(makeTick(clock, document, look))
    }),
  )
  return left
}
