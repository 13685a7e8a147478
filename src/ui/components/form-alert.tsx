import { Show, type JSX } from 'solid-js'
import styles from './form-alert.module.css'
import { warningIcon } from './icon-paths.ts'
import { Icon } from './icon.tsx'

/** What stopped a form as a whole, announced when it appears; nothing while there is no text. */
export function FormAlert(props: { readonly text: string | undefined }): JSX.Element {
  return (
    <Show when={props.text}>
      <p class={styles['alert']} role="alert">
        <Icon path={warningIcon} size={18} />
        <span>{props.text}</span>
      </p>
    </Show>
  )
}
