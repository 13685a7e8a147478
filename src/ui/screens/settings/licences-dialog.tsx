import { createSignal, For, onMount, Show, type JSX } from 'solid-js'
import { Dialog } from '../../components/dialog.tsx'
import { chevronRightIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { settingsText } from '../../messages/settings.ts'
import styles from './about-dialogs.module.css'
import type { licences } from './licences.ts'

type Licences = typeof licences

interface LicencesProps {
  readonly onClose: () => void
  /** Test seam. */
  readonly load?: () => Promise<Licences>
}

const loadLicences = async (): Promise<Licences> => (await import('./licences.ts')).licences

/** The packages that the build holds, each with its licence's text. */
export function LicencesDialog(props: LicencesProps): JSX.Element {
  const [licences, setLicences] = createSignal<Licences>()
  const [failed, setFailed] = createSignal(false)
  const text = () => settingsText().dialogs
  onMount(() => {
    const load = props.load ?? loadLicences
    load().then(setLicences, () => setFailed(true))
  })
  return (
    <Dialog wide title={text().licencesTitle} onClose={() => props.onClose()}>
      <Show
        when={licences()}
        fallback={<p role="status">{failed() ? text().licencesFailed : text().licencesLoading}</p>}
      >
        {(list) => (
          <>
            <p class={styles['lead']}>{text().licencesText(list().length)}</p>
            <ul class={styles['list']}>
              <For each={list()}>
                {(entry) => (
                  <li>
                    <details class={styles['entry']}>
                      <summary>
                        <Icon path={chevronRightIcon} size={18} />
                        <span class={styles['name']}>
                          {entry.name} {entry.version}
                        </span>
                        <span class={styles['licence']}>{entry.licence}</span>
                      </summary>
                      <pre tabindex={0} aria-label={`${entry.name}: ${entry.licence}`} role="region">
                        {entry.text}
                      </pre>
                    </details>
                  </li>
                )}
              </For>
            </ul>
          </>
        )}
      </Show>
    </Dialog>
  )
}
