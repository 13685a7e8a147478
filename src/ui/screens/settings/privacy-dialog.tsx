import { For, type JSX } from 'solid-js'
import { Dialog } from '../../components/dialog.tsx'
import { settingsText } from '../../messages/settings.ts'
import styles from './about-dialogs.module.css'

/** What leaves this device, in plain words: nothing of yours. */
export function PrivacyDialog(props: { readonly onClose: () => void }): JSX.Element {
  return (
    <Dialog prose title={settingsText().dialogs.privacyTitle} onClose={() => props.onClose()}>
      <div class={styles['prose']}>
        <For each={settingsText().dialogs.privacy}>
          {(part) => (
            <p>
              <strong>{part.title}</strong> {part.text}
            </p>
          )}
        </For>
      </div>
    </Dialog>
  )
}
