import { createSignal, Show, type Accessor, type JSX } from 'solid-js'
import { DiscardDialog, type DiscardWords } from '../../components/discard-dialog.tsx'

/** What a route asks before it goes away from a form. */
export interface LeaveGuard {
  readonly isDirty: Accessor<boolean>
  /** Resolves to true when the form may go: it was untouched, or the person discards it. One question at a time. */
  confirmLeave(): Promise<boolean>
}

interface OwnLeaveGuard extends LeaveGuard {
  /** Place it in the form: the question, while it is asked. */
  readonly Question: () => JSX.Element
}

/**
 * A guard over a form, or over other unsaved work.
 *
 * @param isDirty - Whether there is something to lose.
 * @param discard - Called on the answer `Discard`, before {@link LeaveGuard.confirmLeave} resolves.
 * @param words - The question, where it is not about a form.
 */
export function createLeaveGuard(
  isDirty: Accessor<boolean>,
  discard: () => void,
  words?: Accessor<DiscardWords>,
): OwnLeaveGuard {
  const [asked, setAsked] = createSignal<PromiseWithResolvers<boolean>>()
  const answer = (leave: boolean): void => {
    const question = asked()
    setAsked(undefined)
    if (leave) discard()
    question?.resolve(leave)
  }
  return {
    isDirty,
    confirmLeave() {
      if (!isDirty()) return Promise.resolve(true)
      const pending = asked()
      if (pending) return pending.promise
      const question = withResolvers<boolean>()
      setAsked(question)
      return question.promise
    },
    Question: () => (
      <Show when={asked()}>
        <DiscardDialog words={words?.()} onDiscard={() => answer(true)} onKeep={() => answer(false)} />
      </Show>
    ),
  }
}

interface PromiseWithResolvers<Value> {
  readonly promise: Promise<Value>
  readonly resolve: (value: Value) => void
}

function withResolvers<Value>(): PromiseWithResolvers<Value> {
  let resolve: (value: Value) => void = () => undefined
  const promise = new Promise<Value>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
