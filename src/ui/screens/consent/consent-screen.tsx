import { createEffect, createMemo, ErrorBoundary, Match, on, Show, Switch, type JSX } from 'solid-js'
import type { ConnectionState } from '../../../api/index.ts'
import { consentText } from '../../messages/consent.ts'
import { createCover, Cover } from '../../shell/cover.tsx'
import { createDocumentLanguage } from '../../primitives/document-language.ts'
import { CrashedScreen } from '../trouble/crashed.tsx'
import { ConsentFrame } from './consent-frame.tsx'
import { ConsentProvider, useConsent, type ConsentParts } from './consent-parts.tsx'
import styles from './consent.module.css'
import { QuestionView } from './question-view.tsx'
import { SessionView } from './session-view.tsx'
import { TalkView, WorkingView } from './talk-views.tsx'
import { createVaultCare } from './vault-care.ts'

/** The popup: one question at a time, and between questions what the site gets. */
export function ConsentScreen(props: { readonly parts: ConsentParts }): JSX.Element {
  createDocumentLanguage()
  const covered = createCover()
  createEffect(() => {
    document.title = consentText().title
  })
  return (
    <ErrorBoundary fallback={<CrashedScreen />}>
      <ConsentProvider parts={props.parts}>
        <ConsentFrame>
          <Content />
        </ConsentFrame>
        <Show when={covered()}>
          <Cover />
        </Show>
      </ConsentProvider>
    </ErrorBoundary>
  )
}

type Open = Extract<ConnectionState, { readonly phase: 'open' }>
type Silent = Exclude<ConnectionState, Open>

function Content(): JSX.Element {
  const { state, desk, guard } = useConsent()
  const { lockingIn } = createVaultCare()
  // Whatever is asked now was not asked when the last click was begun.
  createEffect(on(desk.standing, guard.rearm, { defer: true }))
  const open = createMemo((): Open | undefined => {
    const now = state()
    return now.phase === 'open' ? now : undefined
  })
  const silent = createMemo((): Silent | undefined => {
    const now = state()
    return now.phase === 'open' ? undefined : now
  })
  return (
    <>
      <Show when={lockingIn()}>
        {(seconds) => (
          <p class={styles['warning']} role="status">
            {consentText().lockingIn(seconds())}
          </p>
        )}
      </Show>
      <Switch>
        <Match when={silent()}>{(now) => <PhaseView state={now()} />}</Match>
        <Match when={desk.standing()} keyed>
          {(standing) => (
            <>
              <QuestionView standing={standing} />
              <TooSmall />
            </>
          )}
        </Match>
        <Match when={open()}>{(now) => <OpenView state={now()} />}</Match>
      </Switch>
    </>
  )
}

/** A new heading for each phase, so that each is read out. */
function PhaseView(props: { readonly state: Silent }): JSX.Element {
  const phase = createMemo(() => props.state.phase)
  return (
    <Show when={phase()} keyed>
      <TalkView state={props.state} />
    </Show>
  )
}

function OpenView(props: { readonly state: Open }): JSX.Element {
  const { desk } = useConsent()
  return (
    <Show when={desk.answered()} fallback={<SessionView site={props.state.site} session={props.state.session} />}>
      {(question) => <WorkingView site={props.state.site} isExport={question().kind === 'export'} />}
    </Show>
  )
}

/** Shown by the style sheet where the window is too small for a yes to count. */
function TooSmall(): JSX.Element {
  return <p class={styles['tooSmall']}>{consentText().cannotAnswer}</p>
}
