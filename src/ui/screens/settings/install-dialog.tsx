import { For, type JSX } from 'solid-js'
import { installWayOf } from '../../../pwa/index.ts'
import { Dialog } from '../../components/dialog.tsx'
import { settingsText } from '../../messages/settings.ts'
import styles from './about-dialogs.module.css'

/** Where this browser keeps its own way to install, when it does not let the app ask. */
export function InstallDialog(props: { readonly onClose: () => void }): JSX.Element {
  const text = () => settingsText().dialogs
  return (
    <Dialog title={text().installTitle} text={text().installText} onClose={() => props.onClose()}>
      <div class={styles['prose']}>
        <For each={text().installWays[installWayOf(navigator)]}>{(sentence) => <p>{sentence}</p>}</For>
      </div>
    </Dialog>
  )
}
