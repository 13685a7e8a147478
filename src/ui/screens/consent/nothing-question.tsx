import type { JSX } from 'solid-js'
import type { NothingQuestion } from '../../../api/index.ts'
import { infoIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { consentText } from '../../messages/consent.ts'
import { ConsentActions, ConsentHead, ConsentLine } from './consent-frame.tsx'
import { DenyButton } from './deny-button.tsx'
import { OpenAppLink } from './open-app-link.tsx'
import type { StandingQuestion } from './question-desk.ts'

/** There is nothing to ask for. Denying is the only answer. */
export function NothingQuestionView(props: { readonly standing: StandingQuestion<NothingQuestion> }): JSX.Element {
  const { question } = props.standing
  const text = () => consentText().nothing
  const why = () => {
    if (question.because === 'blocked') return text().blocked
    return question.because === 'switched-off' ? text().switchedOff : text().noVault(question.status)
  }
  return (
    <>
      <ConsentHead heading={text().heading} site={question.site}>
        <ConsentLine>{consentText().asked(question.method)}</ConsentLine>
      </ConsentHead>
      <Tip icon={infoIcon} title={why().title}>
        {why().text}
      </Tip>
      <ConsentActions>
        <OpenAppLink />
        <DenyButton onDeny={() => props.standing.answer({ answer: 'deny' })} />
      </ConsentActions>
    </>
  )
}
