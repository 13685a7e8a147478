import { Show, type JSX } from 'solid-js'
import type { ExportQuestion } from '../../../api/index.ts'
import { keyIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { consentText } from '../../messages/consent.ts'
import { NewPassphraseFields, PassphraseAdvice } from '../../passphrase/new-passphrase-fields.tsx'
import { createNewPassphrase } from '../../passphrase/new-passphrase.ts'
import { ConsentActions, ConsentHead, ConsentLine } from './consent-frame.tsx'
import styles from './consent.module.css'
import { DenyButton } from './deny-button.tsx'
import { GuardedButton } from './guarded-button.tsx'
import type { StandingQuestion } from './question-desk.ts'

/** May the site have a backup, under a passphrase that is chosen here? */
export function ExportQuestionView(props: { readonly standing: StandingQuestion<ExportQuestion> }): JSX.Element {
  const { question } = props.standing
  const choice = createNewPassphrase()
  let field: HTMLInputElement | undefined
  const text = () => consentText().export
  const give = (): void => {
    const passphrase = choice.passphrase()
    choice.clear()
    props.standing.answer({ answer: 'allow', passphrase })
  }
  return (
    <>
      <ConsentHead heading={text().heading} site={question.site}>
        <ConsentLine>{text().line(question.accounts)}</ConsentLine>
      </ConsentHead>
      <form class={styles['form']} aria-label={text().heading} onSubmit={(event) => event.preventDefault()}>
        <NewPassphraseFields
          ref={(element) => (field = element)}
          choice={choice}
          label={text().passphrase}
          confirmLabel={text().confirm}
        />
        <PassphraseAdvice
          choice={choice}
          onSuggested={() => field?.focus({ preventScroll: true })}
          enough={
            <Tip icon={keyIcon} title={text().tipTitle}>
              {text().tip}
            </Tip>
          }
        />
      </form>
      <ConsentActions>
        <GuardedButton look="primary" disabled={!choice.usable()} onAllow={give}>
          {text().give}
        </GuardedButton>
        <DenyButton onDeny={() => props.standing.answer({ answer: 'deny' })} />
        <Show when={!choice.usable()}>
          <p class={styles['foot']}>{text().notReady}</p>
        </Show>
      </ConsentActions>
    </>
  )
}
