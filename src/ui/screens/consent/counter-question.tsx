import type { JSX } from 'solid-js'
import type { CounterQuestion } from '../../../api/index.ts'
import { consentText } from '../../messages/consent.ts'
import { PlainList } from './account-rows.tsx'
import { ConsentActions, ConsentHead, ConsentLine } from './consent-frame.tsx'
import styles from './consent.module.css'
import { DenyButton } from './deny-button.tsx'
import { GuardedButton } from './guarded-button.tsx'
import type { StandingQuestion } from './question-desk.ts'

/** May the site have the next code of a counter? Asked every time. */
export function CounterQuestionView(props: { readonly standing: StandingQuestion<CounterQuestion> }): JSX.Element {
  const { question } = props.standing
  const text = () => consentText().counter
  return (
    <>
      <ConsentHead heading={text().heading} site={question.site}>
        <ConsentLine>{text().line}</ConsentLine>
      </ConsentHead>
      <section class={styles['part']}>
        <PlainList label={text().account} accounts={[question.account]} />
        <p class={styles['line']}>{text().counter(question.account.counter ?? 0)}</p>
      </section>
      <ConsentActions>
        <GuardedButton look="primary" onAllow={() => props.standing.answer({ answer: 'allow' })}>
          {consentText().allowOnce}
        </GuardedButton>
        <DenyButton onDeny={() => props.standing.answer({ answer: 'deny' })} />
      </ConsentActions>
    </>
  )
}
