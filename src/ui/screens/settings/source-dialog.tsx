import { createSignal, onMount, Show, type JSX } from 'solid-js'
import { TextLink } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { settingsText } from '../../messages/settings.ts'
import styles from './about-dialogs.module.css'

interface SourceProps {
  readonly onClose: () => void
  /** Test seam. */
  readonly loadAddress?: () => Promise<string | undefined>
}

const loadSourceAddress = async (): Promise<string | undefined> => (await import('./licences.ts')).sourceAddress

/** Which state of the source this build is, what one may do with it, and where it is, if the build knows. */
export function SourceDialog(props: SourceProps): JSX.Element {
  const [address, setAddress] = createSignal<string>()
  const text = () => settingsText().dialogs
  onMount(() => {
    const load = props.loadAddress ?? loadSourceAddress
    // Offline and not stored: the words below hold in that case as well.
    load().then(setAddress, () => setAddress(undefined))
  })
  return (
    <Dialog title={text().sourceTitle} onClose={() => props.onClose()}>
      <div class={styles['prose']}>
        <p>{text().sourceText(APP_VERSION, APP_COMMIT)}</p>
        <Show when={address()} fallback={<p>{text().sourceAsk}</p>}>
          {(url) => (
            <p>
              <TextLink href={url()} target="_blank" rel="noopener noreferrer">
                {url()}
              </TextLink>
            </p>
          )}
        </Show>
      </div>
    </Dialog>
  )
}
