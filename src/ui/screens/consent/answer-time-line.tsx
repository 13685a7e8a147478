import { createMemo, Show, type JSX } from 'solid-js'
import { consentText } from '../../messages/consent.ts'
import { shownFromSeconds } from './answer-time.ts'
import styles from './consent.module.css'
import { useConsent } from './consent-parts.tsx'

/**
 * How long the question still stands, near its end. Its place is kept free from the start, so that no answer moves under
 * a pointer. Read out once, when it appears.
 */
export function AnswerTimeLine(): JSX.Element {
  const { answerLeft } = useConsent()
  const said = createMemo((before: string) => {
    const seconds = answerLeft()
    if (seconds === undefined) return ''
    return before === '' ? consentText().closesIn(seconds) : before
  }, '')
  return (
    <>
      <p class={styles['timeLeft']}>
        <span aria-hidden="true" class={styles['longest']}>
          {consentText().closesIn(shownFromSeconds)}
        </span>
        <Show when={answerLeft() !== undefined}>
          <span role="timer">{consentText().closesIn(answerLeft() ?? 0)}</span>
        </Show>
      </p>
      <p role="status" class="visually-hidden">
        {said()}
      </p>
    </>
  )
}
