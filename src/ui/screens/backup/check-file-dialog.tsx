import { createSignal, onCleanup, Show, type JSX } from 'solid-js'
import { compareBackup, type Comparison } from '../../../backups/index.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PassphraseField } from '../../components/field.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { checkIcon, fileLockIcon, infoIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { backupsText } from '../../messages/backups.ts'
import { errorText } from '../../messages/errors.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { FileButton } from '../import/file-button.tsx'
import styles from './backup-dialog.module.css'
import { openBackupFile } from './open-backup-file.ts'

/** Opens a backup that lies somewhere, to see that it is good and what it lacks. Nothing is changed. */
export function CheckFileDialog(props: { readonly onClose: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const { kdf } = useServices()
  const [file, setFile] = createSignal<File>()
  const [passphrase, setPassphrase] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [found, setFound] = createSignal<Comparison>()
  const [error, setError] = createSignal<string>()
  const [fieldError, setFieldError] = createSignal<string>()
  const running = new AbortController()
  let field: HTMLInputElement | undefined
  onCleanup(() => running.abort())
  const text = () => backupsText().check

  const refuse = (why: string): void => {
    setFieldError(why)
    field?.focus()
    field?.select()
  }
  const choose = (chosen: readonly File[]): void => {
    setFile(chosen[0])
    setFound(undefined)
    setError(undefined)
    queueMicrotask(() => field?.focus())
  }
  const check = async (): Promise<void> => {
    const chosen = file()
    if (busy() || !chosen) return
    if (passphrase() === '') {
      refuse(text().missing)
      return
    }
    setError(undefined)
    setFound(undefined)
    setBusy(true)
    try {
      const accounts = await openBackupFile(chosen, passphrase(), { kdf, signal: running.signal })
      setFound(compareBackup(accounts, [...workspace.vault.accounts(), ...workspace.vault.bin()]))
      setPassphrase('')
    } catch (thrown) {
      if (isWrongPassphrase(thrown)) refuse(errorText(thrown))
      else setError(errorText(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <FormDialog
      title={text().title}
      text={text().text}
      cancel={found() ? text().close : text().cancel}
      submit={busy() ? text().checking : text().check}
      busy={busy()}
      blocked={!file()}
      onSubmit={() => void check()}
      onClose={() => props.onClose()}
      formClass={styles['form']}
    >
      <div class={styles['file']}>
        <Show when={file()}>
          {(chosen) => (
            <p>
              <Icon path={fileLockIcon} size={20} />
              <bdi>{chosen().name}</bdi>
            </p>
          )}
        </Show>
        <FileButton single look="quiet" data-autofocus="" onFiles={choose}>
          {file() ? text().another : text().choose}
        </FileButton>
      </div>
      <PassphraseField
        ref={(element) => (field = element)}
        label={text().passphrase}
        autocomplete="off"
        value={passphrase()}
        readOnly={busy()}
        error={fieldError()}
        onInput={(typed) => {
          setPassphrase(typed)
          setFieldError(undefined)
        }}
      />
      <FormAlert text={error()} />
      <div role="status">
        <Show when={found()}>{(comparison) => <Found comparison={comparison()} />}</Show>
      </div>
    </FormDialog>
  )
}

function Found(props: { readonly comparison: Comparison }): JSX.Element {
  const isCurrent = (): boolean => props.comparison.missing === 0 && props.comparison.older === 0
  return (
    <div class={styles['done']}>
      <span class={styles['sign']} data-tone={isCurrent() ? undefined : 'care'}>
        <Icon path={isCurrent() ? checkIcon : infoIcon} size={26} />
      </span>
      <p>
        <strong>{backupsText().check.good}</strong>
        <span>{backupsText().check.compared(props.comparison)}</span>
      </p>
    </div>
  )
}

function isWrongPassphrase(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'backup/passphrase'
}
