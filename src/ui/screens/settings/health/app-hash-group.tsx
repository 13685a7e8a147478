import { createSignal, onMount, Show, type JSX } from 'solid-js'
import { appHash } from '../../../../health/index.ts'
import { IconButton } from '../../../components/button.tsx'
import { checkIcon, copyIcon } from '../../../components/icon-paths.ts'
import { healthText } from '../../../messages/health.ts'
import { useWorkspace } from '../../../workspace.tsx'
import { SettingsGroup } from '../settings-group.tsx'
import styles from './health.module.css'

/** The hash of the app's page as this device has it. */
export const pageHash = (): Promise<string | undefined> =>
  appHash((address, options) => fetch(address, options), location.href)

/** The hash of this build, to be compared with the one that somebody else computed. */
export function AppHashGroup(): JSX.Element {
  const workspace = useWorkspace()
  const [hash, setHash] = createSignal<{ readonly digits: string | undefined }>()
  const text = () => healthText().build
  onMount(() => void pageHash().then((found) => setHash({ digits: found })))
  const digits = (): string | undefined => hash()?.digits
  const copy = async (digits: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(digits)
      workspace.toasts.show({ text: text().copied, icon: checkIcon })
    } catch {
      workspace.toasts.show({ text: text().notCopied, stayMs: 8000 })
    }
  }
  return (
    <SettingsGroup title={text().title} lead={text().lead} note={text().note}>
      <div class={styles['hashRow']}>
        <span>
          <span class={styles['label']}>{text().hash}</span>
          <Show
            when={digits()}
            fallback={<span class={styles['plain']}>{hash() ? text().noHash : text().hashing}</span>}
          >
            {(known) => <span class={styles['hash']}>{known().match(/.{8}/g)?.join(' ')}</span>}
          </Show>
        </span>
        <Show when={digits()}>
          {(known) => <IconButton icon={copyIcon} label={text().copy} onClick={() => void copy(known())} />}
        </Show>
      </div>
    </SettingsGroup>
  )
}
