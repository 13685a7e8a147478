import type { JSX } from 'solid-js'
import styles from './backup-dialog.module.css'

interface ProgressProps {
  /** What goes on, for the bar. */
  readonly label: string
  /** Which part of it, announced at each change. */
  readonly said: string
  readonly help: string
}

/** Work of a length that nobody knows. */
export function Progress(props: ProgressProps): JSX.Element {
  return (
    <div class={styles['progress']}>
      <strong role="status">{props.said}</strong>
      <progress aria-label={props.label} />
      <p>{props.help}</p>
    </div>
  )
}
