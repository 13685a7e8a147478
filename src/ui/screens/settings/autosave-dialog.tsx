import { createSignal, onCleanup, type JSX } from 'solid-js'
import { newBackupRoot } from '../../../transfer/index.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { backupsText } from '../../messages/backups.ts'
import { errorText } from '../../messages/errors.ts'
import type { StrengthWorker } from '../../passphrase/estimator.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { createPassphraseChoice } from '../backup/passphrase-choice.ts'
import { PassphraseChoiceFields } from '../backup/passphrase-choice-fields.tsx'
import styles from '../backup/backup-dialog.module.css'

interface AutosaveDialogProps {
  /** Of the file or folder. */
  readonly name: string
  /** The key is kept. */
  readonly onReady: () => Promise<void>
  readonly onClose: () => void
  /** Test seam: what judges another passphrase. */
  readonly startWorker?: () => StrengthWorker
}

/** Asks once for the passphrase of all automatic backups, and keeps in the vault what the slow hash makes of it. */
export function AutosaveDialog(props: AutosaveDialogProps): JSX.Element {
  const { vault } = useWorkspace()
  const { kdf } = useServices()
  const choice = createPassphraseChoice()
  const running = new AbortController()
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string>()
  let ownField: HTMLInputElement | undefined
  onCleanup(() => running.abort())
  const text = () => backupsText().autosave

  const refuse = (why: string): void => {
    choice.refuseOwn(why)
    setBusy(false)
    ownField?.focus()
    ownField?.select()
  }
  const keepKey = async (): Promise<void> => {
    const slowHash = await kdf()
    try {
      const root = await newBackupRoot(choice.passphrase(), { kdf: slowHash, signal: running.signal })
      await vault.keepBackupKey(root)
      root.prk.fill(0)
    } finally {
      slowHash.dispose()
    }
  }
  const start = async (): Promise<void> => {
    if (busy() || !choice.usable()) return
    if (choice.passphrase() === '') {
      refuse(backupsText().dialog.missing)
      return
    }
    setBusy(true)
    setError(undefined)
    try {
      if (choice.kind() === 'own' && !(await vault.confirmPassphrase(choice.passphrase()))) {
        refuse(backupsText().dialog.wrong)
        return
      }
      await keepKey()
      await props.onReady()
      props.onClose()
    } catch (thrown) {
      setError(errorText(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <FormDialog
      title={text().dialogTitle}
      text={text().dialogText(props.name)}
      cancel={backupsText().dialog.cancel}
      submit={busy() ? text().starting : text().start}
      busy={busy()}
      blocked={!choice.usable()}
      formClass={styles['form']}
      error={error()}
      onSubmit={() => void start()}
      onClose={() => props.onClose()}
    >
      <PassphraseChoiceFields
        ref={(field) => (ownField = field)}
        choice={choice}
        disabled={busy()}
        startWorker={props.startWorker}
      />
    </FormDialog>
  )
}
