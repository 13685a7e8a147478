import type { JSX } from 'solid-js'
import { refusalText } from '../../messages/refusal.ts'
import styles from './trouble.module.css'

/** All that another page gets to see of the app. Needs no services. */
export function FramedScreen(): JSX.Element {
  return <p class={styles['sentence']}>{refusalText().framed}</p>
}
