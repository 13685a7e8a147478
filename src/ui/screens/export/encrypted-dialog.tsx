import { createSignal, createUniqueId, onCleanup, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/choice.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
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
  const formId = createUniqueId()
  const [format, setFormat] = createSignal<EncryptedFormat>('aegis-encrypted')
  const planned = createPlan(workspace, props.choice, format)
  const password = createNewPassphrase(props.startWorker)
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string>()
  let field: HTMLInputElement | undefined
  onCleanup(update.guard(() => password.passphrase() !== ''))
  const nothing = (): boolean => planned()?.plan.included === 0

  const close = (): void => {
    if (!busy()) props.onClose()
  }
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
    <Dialog
      title={exportText().encrypted}
      text={exportText().encryptedText}
      onClose={close}
      foot={
        <>
          <Button disabled={busy()} onClick={close}>
            {exportText().cancel}
          </Button>
          <Button
            look="primary"
            type="submit"
            form={formId}
            disabled={!busy() && (nothing() || !password.usable())}
            aria-busy={busy()}
          >
            {busy() ? exportText().exporting : exportText().exportFile}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        class={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
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
        <FormAlert text={error()} />
      </form>
    </Dialog>
  )
}
