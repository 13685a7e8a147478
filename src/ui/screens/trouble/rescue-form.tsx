import { createSignal, type JSX } from 'solid-js'
import { WideSubmit } from '../../components/button.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { gateStack } from '../../components/gate.tsx'
import { keyIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { errorText } from '../../messages/errors.ts'
import { troubleText } from '../../messages/trouble.ts'
import type { StrengthWorker } from '../../passphrase/estimator.ts'
import { NewPassphraseFields, PassphraseAdvice } from '../../passphrase/new-passphrase-fields.tsx'
import { createNewPassphrase } from '../../passphrase/new-passphrase.ts'
import { saveFile } from '../../primitives/save-file.ts'
import { useServices } from '../../services.tsx'
import { writeRescueBackup } from './rescue-backup.ts'
import styles from './trouble.module.css'

interface RescueFormProps {
  readonly startWorker?: (() => StrengthWorker) | undefined
}

/** Saves the accounts that are only in this tab's memory any more. */
export function RescueForm(props: RescueFormProps): JSX.Element {
  const services = useServices()
  const choice = createNewPassphrase(props.startWorker)
  const [saving, setSaving] = createSignal(false)
  const [saved, setSaved] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  let field: HTMLInputElement | undefined

  const save = async (): Promise<void> => {
    if (saving() || !choice.usable()) return
    setSaving(true)
    setSaved(false)
    setProblem(undefined)
    try {
      const vault = await services.vault
      saveFile(
        await writeRescueBackup(vault, choice.passphrase(), { clock: services.clock, kdf: await services.kdf() }),
      )
      setSaved(true)
    } catch (thrown) {
      setProblem(errorText(thrown))
    } finally {
      setSaving(false)
    }
  }

  return (
    <form
      class={gateStack}
      aria-label={troubleText().saveBackup}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <NewPassphraseFields
        ref={(element) => (field = element)}
        choice={choice}
        label={troubleText().backupPassphrase}
        confirmLabel={troubleText().confirmPassphrase}
        disabled={saving()}
      />
      <PassphraseAdvice
        choice={choice}
        disabled={saving()}
        onSuggested={() => field?.focus({ preventScroll: true })}
        enough={
          <Tip icon={keyIcon} title={troubleText().backupTipTitle}>
            {troubleText().backupTip}
          </Tip>
        }
      />
      <FormAlert text={problem()} />
      <WideSubmit busy={saving()} blocked={!choice.usable()}>
        {saving() ? troubleText().savingBackup : troubleText().saveBackup}
      </WideSubmit>
      <p class={styles['said']} role="status">
        {saved() ? troubleText().savedBackup : ''}
      </p>
    </form>
  )
}
