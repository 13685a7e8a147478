import type { JSX } from 'solid-js'
import { checkIcon, warningIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import styles from './about-section.module.css'

/** One word on how something stands, at the end of its row. */
export function Badge(props: { readonly text: string; readonly bad?: boolean }): JSX.Element {
  return (
    <span class={styles['badge']} data-tone={props.bad ? 'bad' : undefined}>
      <Icon path={props.bad ? warningIcon : checkIcon} size={14} />
      {props.text}
    </span>
  )
}
