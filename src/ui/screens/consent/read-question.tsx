import { createSignal, on, createEffect, Show, type JSX } from 'solid-js'
import type { ReadQuestion } from '../../../api/index.ts'
import { IconButton, TextLink } from '../../components/button.tsx'
import { keptFromManagers } from '../../components/field.tsx'
import { closeIcon, searchIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { consentText } from '../../messages/consent.ts'
import { createAccountChoice, type AccountChoice } from './account-choice.ts'
import { PickList, PlainList } from './account-rows.tsx'
import { ConsentActions, ConsentHead, ConsentLine } from './consent-frame.tsx'
import { useConsent } from './consent-parts.tsx'
import styles from './consent.module.css'
import { DenyButton } from './deny-button.tsx'
import { GuardedButton } from './guarded-button.tsx'
import type { StandingQuestion } from './question-desk.ts'

interface QuestionProps {
  readonly standing: StandingQuestion<ReadQuestion>
}

/** May the site read codes, and of which accounts? A remembered site needs one click. */
export function ReadQuestionView(props: QuestionProps): JSX.Element {
  const { guard } = useConsent()
  const [isChoosing, setChoosing] = createSignal(props.standing.question.remembered === undefined)
  // The buttons are others then.
  createEffect(on(isChoosing, guard.rearm, { defer: true }))
  return (
    <Show when={isChoosing()} fallback={<Remembered standing={props.standing} onChange={() => setChoosing(true)} />}>
      <Choosing standing={props.standing} />
    </Show>
  )
}

function Remembered(props: QuestionProps & { readonly onChange: () => void }): JSX.Element {
  const { question } = props.standing
  const granted = new Set(question.granted)
  const text = () => consentText().read
  return (
    <>
      <ConsentHead heading={text().heading} site={question.site}>
        <Show when={question.remembered}>
          {(site) => <ConsentLine>{text().remembered(site().createdAt, site().uses)}</ConsentLine>}
        </Show>
      </ConsentHead>
      <section class={styles['part']}>
        <h2 class={styles['subhead']}>{text().accounts}</h2>
        <PlainList label={text().list} accounts={question.accounts.filter(({ id }) => granted.has(id))} />
        <TextLink
          href="#"
          onClick={(event) => {
            event.preventDefault()
            props.onChange()
          }}
        >
          {text().change}
        </TextLink>
      </section>
      <ConsentActions>
        <GuardedButton look="primary" onAllow={() => props.standing.answer({ answer: 'continue' })}>
          {consentText().goOn}
        </GuardedButton>
        <DenyButton onDeny={() => props.standing.answer({ answer: 'deny' })} />
      </ConsentActions>
    </>
  )
}

function Choosing(props: QuestionProps): JSX.Element {
  const { question } = props.standing
  const choice = createAccountChoice(question.accounts, question.granted)
  const text = () => consentText().read
  const give = (answer: 'once' | 'always'): void => props.standing.answer({ answer, accountIds: choice.ticked() })
  const isEmpty = (): boolean => choice.ticked().length === 0
  const foot = (): string => {
    if (isEmpty()) return text().tickFirst
    return question.canRemember ? text().foot : text().footOnce
  }
  return (
    <>
      <ConsentHead heading={text().heading} site={question.site}>
        <ConsentLine>{text().line}</ConsentLine>
      </ConsentHead>
      <Show when={question.accounts.length > 0} fallback={<p class={styles['part']}>{text().none}</p>}>
        <Accounts choice={choice} />
      </Show>
      <ConsentActions>
        <Show when={question.accounts.length > 0}>
          <GuardedButton look="primary" disabled={isEmpty()} onAllow={() => give('once')}>
            {consentText().allowOnce}
          </GuardedButton>
          <Show when={question.canRemember}>
            <GuardedButton disabled={isEmpty()} onAllow={() => give('always')}>
              {consentText().alwaysAllow}
            </GuardedButton>
          </Show>
        </Show>
        <DenyButton onDeny={() => props.standing.answer({ answer: 'deny' })} />
        <Show when={question.accounts.length > 0}>
          <p class={styles['foot']}>{foot()}</p>
        </Show>
      </ConsentActions>
    </>
  )
}

function Accounts(props: { readonly choice: AccountChoice }): JSX.Element {
  const text = () => consentText().read
  return (
    <section class={styles['part']}>
      <div class={styles['split']}>
        <h2 class={styles['subhead']}>{text().accounts}</h2>
        <span class={styles['subhead']} role="status">
          {text().ticked(props.choice.ticked().length)}
        </span>
      </div>
      <Show when={props.choice.hasSearch}>
        <Search choice={props.choice} />
      </Show>
      <Show when={props.choice.shown().length > 0} fallback={<p class={styles['line']}>{text().noMatch}</p>}>
        <PickList choice={props.choice} />
      </Show>
      <Show when={props.choice.hidden() > 0}>
        <p class={styles['line']}>{text().more(props.choice.hidden())}</p>
      </Show>
    </section>
  )
}

function Search(props: { readonly choice: AccountChoice }): JSX.Element {
  let field: HTMLInputElement | undefined
  const text = () => consentText().read
  return (
    <div class={styles['search']} role="search">
      <Icon path={searchIcon} size={20} />
      <input
        ref={field}
        type="search"
        aria-label={text().search}
        placeholder={text().search}
        {...keptFromManagers}
        value={props.choice.query()}
        onInput={(event) => props.choice.setQuery(event.currentTarget.value)}
      />
      <Show when={props.choice.query() !== ''}>
        <IconButton
          icon={closeIcon}
          label={text().clearSearch}
          onClick={() => {
            props.choice.setQuery('')
            field?.focus()
          }}
        />
      </Show>
    </div>
  )
}
