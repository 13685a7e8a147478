import { Show, type JSX } from 'solid-js'
import styles from './account-lines.module.css'

interface AccountLinesProps {
  readonly issuer: string
  /** The account's name at the issuer. */
  readonly account: string
  /** What stands there for an account without either. */
  readonly nameless: string
}

/** Who an account is with, over whose it is; where only one of them is known, that one alone. */
export function AccountLines(props: AccountLinesProps): JSX.Element {
  return (
    <span class={styles['lines']}>
      <span class={styles['issuer']} dir="auto">
        {props.issuer || props.account || props.nameless}
      </span>
      <Show when={props.issuer && props.account}>
        <span class={styles['name']} dir="auto">
          {props.account}
        </span>
      </Show>
    </span>
  )
}
