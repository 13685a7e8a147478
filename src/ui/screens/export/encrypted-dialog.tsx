import { createSignal, onCleanup, type JSX } from 'solid-js'
import { SelectField } from '../../components/choice.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { keyIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { errorText } from '../../messages/errors.ts'
import { exportText } from '../../messages/export.ts'
import type { StrengthWorker } from '../../passphrase/estimator.ts'
import { NewPassphraseFields, PassphraseAdvice } from '../../passphrase/new-passphrase-fields.tsx'
import { createNewPassphrase } from '../../passphrase/new-passphrase.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { createPlan } from './create-plan.ts'
import type { ExportChoice } from './export-choice.ts'
import styles from './export-dialogs.module.css'
import { PlanSummary } from './plan-summary.tsx'
import { saveExport } from './save-export.ts'

interface EncryptedProps {
  readonly choice: ExportChoice
  readonly onClose: () => void
  /** Test seam: what judges the password. */
  readonly startWorker?: (() => StrengthWorker) | undefined
}

/** Formats of other apps that are encrypted under a password. */
type EncryptedFormat = 'aegis-encrypted'

/** A file that only its password opens, in the format of another app. */
export function EncryptedDialog(props: EncryptedProps): JSX.Element {
  const workspace = useWorkspace()
  const { clock, update } = useServices()
  const [format, setFormat] = createSignal<EncryptedFormat>('aegis-encrypted')
  const planned = createPlan(workspace, props.choice, format)
  const password = createNewPassphrase(props.startWorker)
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string>()
  let field: HTMLInputElement | undefined
  onCleanup(update.guard(() => password.passphrase() !== ''))
  const nothing = (): boolean => planned()?.plan.included === 0

  const save = async (): Promise<void> => {
    if (busy() || nothing() || !password.usable()) return
    setBusy(true)
    setError(undefined)
    try {
      await saveExport(format(), props.choice, { workspace, clock, password: password.passphrase() })
      props.onClose()
    } catch (thrown) {
      setError(errorText(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <FormDialog
      title={exportText().encrypted}
      text={exportText().encryptedText}
      cancel={exportText().cancel}
      submit={busy() ? exportText().exporting : exportText().exportFile}
      busy={busy()}
      holds
      blocked={!busy() && (nothing() || !password.usable())}
      formClass={styles['form']}
      error={error()}
      onSubmit={() => void save()}
      onClose={() => props.onClose()}
    >
      <SelectField
        label={exportText().app}
        options={[{ value: 'aegis-encrypted', label: exportText().apps['aegis-encrypted'] }]}
        value={format()}
        disabled={busy()}
        onChange={setFormat}
      />
      <PlanSummary words={planned()?.words} />
      <NewPassphraseFields
        ref={(element) => {
          field = element
          element.dataset['autofocus'] = ''
        }}
        choice={password}
        label={exportText().filePassword}
        confirmLabel={exportText().confirmFilePassword}
        disabled={busy()}
      />
      <PassphraseAdvice
        choice={password}
        disabled={busy()}
        onSuggested={() => field?.focus({ preventScroll: true })}
        enough={
          <Tip icon={keyIcon} title={exportText().filePasswordTitle}>
            {exportText().filePasswordHelp}
          </Tip>
        }
      />
    </FormDialog>
  )
}
