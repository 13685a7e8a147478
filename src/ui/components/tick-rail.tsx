import { Index, type JSX } from 'solid-js'
import styles from './tick-rail.module.css'

/** One tick under each digit: its share of the period. Decoration; the time left is said elsewhere. */
export function TickRail(props: {
  readonly lit: number
  readonly digits: number
  readonly class?: string
}): JSX.Element {
  const groupStart = (): number => (props.digits < 6 ? 0 : Math.floor(props.digits / 2))
  return (
    <span class={`${styles['rail']} ${props.class ?? ''}`} aria-hidden="true">
      <Index each={Array.from({ length: props.digits })}>
        {(_, index) => (
          <i
            data-lit={index < props.lit ? '' : undefined}
            data-group={index > 0 && index === groupStart() ? '' : undefined}
          />
        )}
      </Index>
    </span>
  )
}
