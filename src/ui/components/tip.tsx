import { Show, type JSX } from 'solid-js'
import { Icon } from './icon.tsx'
import styles from './tip.module.css'

interface TipProps {
  /** One of the paths of `icon-paths.ts`. */
  readonly icon: string
  /** `care`: worth heeding before going on; `danger`: something would be lost. */
  readonly tone?: 'care' | 'danger'
  /** The first words, set strong. */
  readonly title?: string
  readonly children?: JSX.Element
}

/** A word of advice in the flow of a page. */
export function Tip(props: TipProps): JSX.Element {
  return (
    <p class={styles['tip']} data-tone={props.tone}>
      <Icon path={props.icon} size={20} />
      <span>
        <Show when={props.title}>
          <strong>{props.title}</strong>{' '}
        </Show>
        {props.children}
      </span>
    </p>
  )
}
