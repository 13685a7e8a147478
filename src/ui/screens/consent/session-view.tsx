import { createMemo, createSignal, createUniqueId, Index, Show, type JSX } from 'solid-js'
import type { AskingSite, SessionView as Session } from '../../../api/index.ts'
import type { LoggedRequest } from '../../../vault/index.ts'
import { Button } from '../../components/button.tsx'
import { consentText } from '../../messages/consent.ts'
import { formatTime } from '../../messages/format-time.ts'
import { PlainList } from './account-rows.tsx'
import { ConsentActions, ConsentHead, ConsentLine } from './consent-frame.tsx'
import { useConsent } from './consent-parts.tsx'
import styles from './consent.module.css'
import { UnlockForm } from './unlock-form.tsx'

/** Requests that are shown; the whole log is in the settings. */
const shownRequests = 20

interface SessionProps {
  readonly site: AskingSite
  readonly session: Session
}

/** Between questions: what the site may read, what it has read, and how to stop it. */
export function SessionView(props: SessionProps): JSX.Element {
  const { connection } = useConsent()
  const isShutOut = (): boolean => props.session.isGranted && props.session.isLocked
  return (
    <Show when={!isShutOut()} fallback={<ShutOut site={props.site} />}>
      <ConsentHead heading={headingOf(props.session)} site={props.site}>
        <ConsentLine>{lineOf(props.session)}</ConsentLine>
      </ConsentHead>
      <Show when={props.session.accounts.length > 0}>
        <section class={styles['part']}>
          <h2 class={styles['subhead']}>{consentText().session.mayUse}</h2>
          <PlainList label={consentText().session.mayUse} accounts={props.session.accounts} />
        </section>
      </Show>
      <Show when={props.session.requests.length > 0}>
        <RequestList requests={props.session.requests} />
      </Show>
      <ConsentActions>
        <Button size="big" wide onClick={connection.stop}>
          {consentText().stop}
        </Button>
        <Show when={!props.session.isGranted && denialsIn(props.session) > 0}>
          <BlockButton origin={props.site.origin} />
        </Show>
      </ConsentActions>
    </Show>
  )
}

/** The vault was locked under a session that may read: it goes on once the vault is open again. */
function ShutOut(props: { readonly site: AskingSite }): JSX.Element {
  const { connection } = useConsent()
  return (
    <>
      <ConsentHead heading={consentText().unlock.heading} site={props.site} keepsFocus>
        <ConsentLine>{consentText().unlock.again}</ConsentLine>
      </ConsentHead>
      <UnlockForm />
      <ConsentActions>
        <Button look="ghost" wide class={styles['deny'] ?? ''} onClick={connection.stop}>
          {consentText().stop}
        </Button>
      </ConsentActions>
    </>
  )
}

/** What a site has asked for, newest first. */
function RequestList(props: { readonly requests: readonly LoggedRequest[] }): JSX.Element {
  const headingId = createUniqueId()
  const newest = createMemo(() => props.requests.slice(-shownRequests).toReversed())
  return (
    <section class={styles['part']}>
      <h2 id={headingId} class={styles['subhead']}>
        {consentText().session.log}
      </h2>
      <ol class={styles['log']} role="list" aria-labelledby={headingId}>
        <Index each={newest()}>
          {(request) => (
            <li>
              <time dateTime={new Date(request().at).toISOString()}>{formatTime(request().at)}</time>
              <span>{consentText().session.request(request().method, request().accountIds.length)}</span>
              <span data-outcome={request().outcome}>
                {request().outcome === 'ok' ? consentText().session.given : consentText().session.notGiven}
              </span>
            </li>
          )}
        </Index>
      </ol>
    </section>
  )
}

/** After a no: the site need not be answered again, here or in another window. */
function BlockButton(props: { readonly origin: string }): JSX.Element {
  const { clock, status, vault, guard, isArmed } = useConsent()
  const [outcome, setOutcome] = createSignal<'blocked' | 'failed'>()
  const canBlock = (): boolean => {
    const now = status()
    return now.name === 'unlocked' && now.integrity.readOnlyBecause === null
  }
  const block = async (): Promise<void> => {
    try {
      const opened = await vault
      const known = opened.sites().find(({ origin }) => origin === props.origin)
      const { createdAt = clock.now(), lastUsedAt = 0, uses = 0 } = known ?? {}
      // What it may have read before is not to come back with the day it is unblocked.
      await opened.putSite({ origin: props.origin, accountIds: [], isBlocked: true, createdAt, lastUsedAt, uses })
      setOutcome('blocked')
    } catch {
      setOutcome('failed')
    }
  }
  const said = (): string => {
    if (outcome() === undefined) return ''
    return outcome() === 'blocked' ? consentText().session.blocked : consentText().session.blockFailed
  }
  return (
    <>
      <Show when={canBlock() && outcome() !== 'blocked'}>
        {/* It comes where the no was that somebody may just be clicking twice. */}
        <Button
          look="ghost"
          wide
          class={`${styles['deny']} ${styles['guarded']}`}
          aria-disabled={isArmed() ? undefined : 'true'}
          onClick={(event) => {
            if (guard.accepts(event)) void block()
          }}
        >
          {consentText().session.block}
        </Button>
      </Show>
      <p class={styles['foot']} role="status">
        {said()}
      </p>
    </>
  )
}

function denialsIn({ requests }: Session): number {
  return requests.filter(({ outcome }) => outcome === 'denied').length
}

function headingOf(session: Session): string {
  const text = consentText().session
  if (session.isGranted) return session.subscriptions > 0 ? text.reading : text.granted
  return denialsIn(session) > 0 ? text.denied : text.idle
}

function lineOf(session: Session): string {
  const text = consentText().session
  if (session.isGranted) return text.grantedLine
  const denials = denialsIn(session)
  if (denials > 1) return text.deniedTwice
  return denials === 1 ? text.deniedLine : text.idleLine
}
