import type { JSX } from 'solid-js'
import styles from './gate.module.css'
import { Mark } from './mark.tsx'

/** A page of one question, before a vault is open: a narrow column with the mark large and faint behind it. */
export function Gate(props: { readonly children: JSX.Element }): JSX.Element {
  return (
    <div class={styles['page']}>
      <Mark tone="ghost" class={styles['ghost']} />
      <main class={styles['column']} id="main">
        {props.children}
      </main>
    </div>
  )
}

interface GateHeadProps {
  readonly heading: string
  /** For a form or region that is named by the heading. */
  readonly headingId?: string
  readonly line?: string
}

/** The mark, the page's heading, and a line that says why this page is here. */
export function GateHead(props: GateHeadProps): JSX.Element {
  return (
    <header class={styles['head']}>
      <Mark size={64} />
      <div>
        <h1 id={props.headingId} class={styles['heading']}>
          {props.heading}
        </h1>
        <p class={styles['line']}>{props.line}</p>
      </div>
    </header>
  )
}

/** What a {@link Gate} holds below its head: a form, or help and buttons. */
export const gateStack = styles['stack'] ?? ''

/** Links at the foot of a {@link Gate}. */
export const gateLinks = styles['links'] ?? ''

/** A sentence in the middle of a {@link Gate}. */
export const gateNote = styles['note'] ?? ''
