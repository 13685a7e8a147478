import { createMemo, createResource, Show, untrack, type JSX } from 'solid-js'
import type { AccountDraft } from '../../../account.ts'
import type { AddQuestion } from '../../../api/index.ts'
import { periodOf } from '../../../otp/index.ts'
import { CodeText } from '../../components/code-text.tsx'
import { infoIcon } from '../../components/icon-paths.ts'
import { TickRail } from '../../components/tick-rail.tsx'
import { Tip } from '../../components/tip.tsx'
import { accountName } from '../../messages/accounts.ts'
import { consentText } from '../../messages/consent.ts'
import { formatList } from '../../messages/format.ts'
import { createCountdowns } from '../../primitives/countdown.ts'
import { createTick } from '../../primitives/tick.ts'
import { AccountWords } from './account-rows.tsx'
import { ConsentActions, ConsentHead, ConsentLine } from './consent-frame.tsx'
import { useConsent } from './consent-parts.tsx'
import styles from './consent.module.css'
import { DenyButton } from './deny-button.tsx'
import { GuardedButton } from './guarded-button.tsx'
import type { StandingQuestion } from './question-desk.ts'

/** May the site add this account? It is looked at first, as a scanned one is, with the code that it gives. */
export function AddQuestionView(props: { readonly standing: StandingQuestion<AddQuestion> }): JSX.Element {
  const { question } = props.standing
  const { twins } = question
  const text = () => consentText().add
  return (
    <>
      <ConsentHead heading={text().heading} site={question.site}>
        <ConsentLine>{text().line}</ConsentLine>
      </ConsentHead>
      <section class={styles['preview']} aria-label={text().preview}>
        <div class={styles['person']}>
          <AccountWords account={question.draft} />
        </div>
        <LiveCode draft={question.draft} />
        <p class={styles['line']}>{factsOf(question.draft)}</p>
      </section>
      <Show when={twins.length > 0}>
        <Tip icon={infoIcon} title={text().there}>
          {text().thereHelp(formatList(twins.map((twin) => accountName(twin) || text().nameless)))}
        </Tip>
      </Show>
      <ConsentActions>
        <GuardedButton look="primary" onAllow={() => props.standing.answer({ answer: 'allow' })}>
          {twins.length > 0 ? consentText().goOn : text().add}
        </GuardedButton>
        <DenyButton onDeny={() => props.standing.answer({ answer: 'deny' })} />
      </ConsentActions>
    </>
  )
}

function LiveCode(props: { readonly draft: AccountDraft }): JSX.Element {
  const { clock, correctionMs, vault } = useConsent()
  const [opened] = createResource(() => vault)
  const now = createTick(clock)
  const codeNow = createMemo(() => now() - correctionMs())
  const countdown = createCountdowns(codeNow)
  const period = periodOf(props.draft)
  const code = createMemo(() => {
    if (period !== undefined) countdown(period).step()
    return opened.latest?.previewCode(props.draft, untrack(codeNow))
  })
  return (
    <Show when={code()}>
      {(shown) => (
        <div class={styles['code']}>
          <CodeText class={styles['digits'] ?? ''} code={shown()} part="code" />
          <Show when={period}>
            {(seconds) => <TickRail lit={countdown(seconds()).lit(shown().length)} digits={shown().length} />}
          </Show>
        </div>
      )}
    </Show>
  )
}

function factsOf(draft: AccountDraft): string {
  const { facts, every } = consentText().add
  const period = periodOf(draft)
  const words = facts(draft.type, draft.digits, draft.algorithm)
  return period === undefined ? words : `${words} · ${every(period)}`
}
