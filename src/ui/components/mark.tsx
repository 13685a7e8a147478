import type { JSX } from 'solid-js'
import styles from './mark.module.css'

interface MarkProps {
  /** Width and height, CSS px; absent: the class decides. */
  readonly size?: number | undefined
  readonly class?: string | undefined
  /**
   * Absent: the logo beside the product's name. `hero`: the logo on the welcome colour. `giant`: the big decoration on
   * that colour. `ghost`: the big one on the page, hardly there, without a hand.
   */
  readonly tone?: 'hero' | 'giant' | 'ghost' | undefined
}

/** The logo: six ticks as an asterisk, one of them the hand of a clock. Decoration; the name stands beside it. */
export function Mark(props: MarkProps): JSX.Element {
  return (
    <svg
      class={props.class}
      classList={{
        [styles['mark'] ?? '']: true,
        [styles['hero'] ?? '']: props.tone === 'hero',
        [styles['giant'] ?? '']: props.tone === 'giant',
        [styles['ghost'] ?? '']: props.tone === 'ghost',
      }}
      viewBox="-24 -24 48 48"
      width={props.size}
      height={props.size}
      aria-hidden="true"
    >
      <path class={styles['arm']} d="M0-19.5v39M0 0 16.9 9.75M0 0-16.9 9.75M0 0-16.9-9.75" />
      <path class={styles['hand']} d="M0 0 16.9-9.75" />
    </svg>
  )
}
