import { onMount, Show, type JSX } from 'solid-js'
import type { AskingSite } from '../../../api/index.ts'
import { originParts } from '../../../api/index.ts'
import { globeIcon, lockIcon, unlockIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { Mark } from '../../components/mark.tsx'
import { consentText } from '../../messages/consent.ts'
import { AnswerTimeLine } from './answer-time-line.tsx'
import styles from './consent.module.css'
import { useConsent } from './consent-parts.tsx'

/** The page of the popup: whose it is, whether the vault is open, and one thing at a time. */
export function ConsentFrame(props: { readonly children: JSX.Element }): JSX.Element {
  const { status } = useConsent()
  const isOpen = (): boolean => status().name === 'unlocked'
  return (
    <main id="main" class={styles['page']}>
      <div class={styles['top']}>
        <span class={styles['brand']}>
          <Mark size={24} />
          <span>{consentText().product}</span>
        </span>
        <Show when={isOpen() || status().name === 'locked'}>
          <span class={styles['pill']}>
            <Icon path={isOpen() ? unlockIcon : lockIcon} size={16} />
            <span>{isOpen() ? consentText().unlocked : consentText().locked}</span>
          </span>
        </Show>
      </div>
      {props.children}
    </main>
  )
}

interface HeadProps {
  readonly heading: string
  readonly site?: AskingSite | undefined
  readonly children?: JSX.Element
  /** Something below takes the focus. */
  readonly keepsFocus?: boolean
}

/** What is asked, by whom, and what it means. Takes the focus, so that each new question is read out from its start. */
export function ConsentHead(props: HeadProps): JSX.Element {
  let heading: HTMLHeadingElement | undefined
  onMount(() => {
    if (!props.keepsFocus) heading?.focus({ preventScroll: true })
  })
  return (
    <div class={styles['head']}>
      <h1 ref={heading} class={styles['heading']} tabindex={-1}>
        {props.heading}
      </h1>
      <Show when={props.site}>{(site) => <SiteLine site={site()} />}</Show>
      {props.children}
    </div>
  )
}

/** The site's origin in full, as the browser gives it: what it is called by whoever registered it stands out. */
function SiteLine(props: { readonly site: AskingSite }): JSX.Element {
  const parts = () => originParts(props.site.origin)
  return (
    <>
      <p class={styles['origin']}>
        <Icon path={globeIcon} size={20} />
        <bdi dir="ltr">
          <span class={styles['dim']}>{parts().scheme}</span>
          <span class={styles['sub']}>{parts().subdomain}</span>
          <strong>{parts().registrable}</strong>
          <span class={styles['sub']}>{parts().port}</span>
        </bdi>
      </p>
      <Show when={props.site.name}>
        {(name) => (
          <p class={styles['name']}>
            <bdi>{consentText().callsItself(name())}</bdi>
          </p>
        )}
      </Show>
    </>
  )
}

/** A sentence under the heading. */
export function ConsentLine(props: { readonly children: JSX.Element }): JSX.Element {
  return <p class={styles['line']}>{props.children}</p>
}

/** The answers, at the foot of the window, and how long they are waited for; `near`: right below the words. */
export function ConsentActions(props: { readonly near?: boolean; readonly children: JSX.Element }): JSX.Element {
  const { desk } = useConsent()
  return (
    <div classList={{ [styles['actions'] ?? '']: true, [styles['near'] ?? '']: props.near ?? false }}>
      {props.children}
      <Show when={desk.standing()}>
        <AnswerTimeLine />
      </Show>
    </div>
  )
}
