import type { JSX } from 'solid-js'
import styles from './keycap.module.css'

/** A key of the keyboard. */
export function Keycap(props: { readonly large?: boolean; readonly children: JSX.Element }): JSX.Element {
  return (
    <kbd class={styles['key']} data-large={props.large ? '' : undefined}>
      {props.children}
    </kbd>
  )
}

/** A key drawn in a control that has a name: a picture, so that it is no part of what the control says. */
export function KeyPicture(props: { readonly keycap: string; readonly class?: string }): JSX.Element {
  return <kbd class={props.class ?? styles['key']} data-keycap={props.keycap} aria-hidden="true" />
}
