import { Show, type JSX } from 'solid-js'
import type { AskingSite, ConnectionState } from '../../../api/index.ts'
import { Button } from '../../components/button.tsx'
import { consentText } from '../../messages/consent.ts'
import { ConsentActions, ConsentHead, ConsentLine } from './consent-frame.tsx'
import { useConsent } from './consent-parts.tsx'
import styles from './consent.module.css'
import { OpenAppLink } from './open-app-link.tsx'

type Silent = Exclude<ConnectionState, { readonly phase: 'open' }>

interface TalkProps {
  readonly state: Silent
}

/** Before a site is known, and after it is gone: what this window is, and what became of the conversation. */
export function TalkView(props: TalkProps): JSX.Element {
  const { closeWindow } = useConsent()
  const words = () => wordsOf(props.state)
  return (
    <>
      <ConsentHead heading={words().heading} site={siteOf(props.state)}>
        <ConsentLine>{words().line}</ConsentLine>
        <Show when={words().help}>{(help) => <ConsentLine>{help()}</ConsentLine>}</Show>
      </ConsentHead>
      <ConsentActions near>
        <Show when={props.state.phase === 'no-opener'}>
          <OpenAppLink />
        </Show>
        <Show when={hasEnded(props.state)}>
          <Button size="big" wide onClick={closeWindow}>
            {consentText().closeWindow}
          </Button>
        </Show>
      </ConsentActions>
    </>
  )
}

/** The answer is on its way: a backup takes a moment. */
export function WorkingView(props: { readonly site: AskingSite; readonly isExport: boolean }): JSX.Element {
  return (
    <>
      <ConsentHead heading={props.isExport ? consentText().export.giving : consentText().working} site={props.site} />
      <div class={styles['working']} aria-busy="true" />
    </>
  )
}

function hasEnded({ phase }: Silent): boolean {
  return phase !== 'no-opener' && phase !== 'waiting'
}

function siteOf(state: Silent): AskingSite | undefined {
  if (state.phase === 'ended') return state.site
  return state.phase === 'refused' ? { origin: state.origin, name: undefined } : undefined
}

interface Words {
  readonly heading: string
  readonly line: string
  readonly help?: string
}

function wordsOf(state: Silent): Words {
  const text = consentText().talk
  switch (state.phase) {
    case 'no-opener':
      return { heading: text.noOpener, line: text.noOpenerLine, help: text.noOpenerHelp }
    case 'waiting':
      return { heading: text.waiting, line: text.waitingLine }
    case 'silent':
      return { heading: text.silent, line: text.silentLine }
    case 'failed':
      return { heading: text.failed, line: text.failedLine }
    case 'refused':
      return { heading: text.refused, line: text.refusedLine(state.reason) }
    case 'ended':
      return { heading: text.ended, line: text.endedLine(state.reason) }
  }
}
