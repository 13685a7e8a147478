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
