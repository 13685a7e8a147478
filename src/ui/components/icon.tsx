import type { JSX } from 'solid-js'
import styles from './icon.module.css'

interface IconProps {
  /** One of the paths of `icon-paths.ts`. */
  readonly path: string
  /** Width and height, CSS px. Default 20. */
  readonly size?: number | undefined
  readonly class?: string | undefined
}

/** One icon in the colour of the text. Always decoration: the control says its own name. */
export function Icon(props: IconProps): JSX.Element {
  return (
    <svg
      class={props.class}
      classList={{ [styles['icon'] ?? '']: true, [styles['mirrors'] ?? '']: props.path.startsWith('m') }}
      viewBox="0 0 24 24"
      width={props.size ?? 20}
      height={props.size ?? 20}
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={props.path} />
    </svg>
  )
}
