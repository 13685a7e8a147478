import type { JSX } from 'solid-js'
import type { UnlockQuestion } from '../../../api/index.ts'
import { consentText } from '../../messages/consent.ts'
import { ConsentActions, ConsentHead, ConsentLine } from './consent-frame.tsx'
import { DenyButton } from './deny-button.tsx'
import type { StandingQuestion } from './question-desk.ts'
import { UnlockForm } from './unlock-form.tsx'

/** The vault is locked: the site stays in view, and nothing is shown of what the vault holds. */
export function UnlockQuestionView(props: { readonly standing: StandingQuestion<UnlockQuestion> }): JSX.Element {
  const { question } = props.standing
  return (
    <>
      <ConsentHead heading={consentText().unlock.heading} site={question.site} keepsFocus>
        <ConsentLine>
          {consentText().asked(question.method)} {consentText().unlock.line}
        </ConsentLine>
      </ConsentHead>
      <UnlockForm />
      <ConsentActions>
        <DenyButton onDeny={() => props.standing.answer({ answer: 'deny' })} />
      </ConsentActions>
    </>
  )
}
