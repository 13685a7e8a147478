import { createSignal, onCleanup, type JSX } from 'solid-js'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PassphraseField } from '../../components/field.tsx'
import { keyIcon } from '../../components/icon-paths.ts'
import { errorText } from '../../messages/errors.ts'
import { settingsText } from '../../messages/settings.ts'
import type { StrengthWorker } from '../../passphrase/estimator.ts'
import { NewPassphraseFields, PassphraseAdvice } from '../../passphrase/new-passphrase-fields.tsx'
import { createNewPassphrase } from '../../passphrase/new-passphrase.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'

interface ChangeProps {
  readonly onClose: () => void
  /** Test seam: what judges the passphrase. */
  readonly startWorker?: () => StrengthWorker
}

/** A new passphrase for the vault. A wrong current one changes nothing, and what was typed stays. */
export function ChangePassphraseDialog(props: ChangeProps): JSX.Element {
  const workspace = useWorkspace()
  const { update } = useServices()
  const choice = createNewPassphrase(props.startWorker)
  const [current, setCurrent] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [currentError, setCurrentError] = createSignal<string>()
  const [error, setError] = createSignal<string>()
  let currentField: HTMLInputElement | undefined
  let newField: HTMLInputElement | undefined
  const text = () => settingsText().passphraseDialogs
  onCleanup(update.guard(() => current() !== '' || choice.passphrase() !== ''))

  const refuseCurrent = (why: string): void => {
    setCurrentError(why)
    setBusy(false)
    currentField?.focus()
    currentField?.select()
  }
  const change = async (): Promise<void> => {
    if (busy() || !choice.usable()) return
    setError(undefined)
    setCurrentError(undefined)
    if (current() === '') {
      refuseCurrent(text().currentMissing)
      return
    }
    setBusy(true)
    try {
      await workspace.vault.changePassphrase(current(), choice.passphrase())
      workspace.toasts.show({ text: text().changed, icon: keyIcon })
      props.onClose()
    } catch (thrown) {
      if (isWrongPassphrase(thrown)) refuseCurrent(errorText(thrown))
      else setError(errorText(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <FormDialog
      bare
      title={settingsText().security.change}
      text={text().changeText}
      cancel={text().cancel}
      submit={busy() ? text().setting : text().set}
      busy={busy()}
      holds
      blocked={!busy() && !choice.usable()}
      error={error()}
      onSubmit={() => void change()}
      onClose={() => props.onClose()}
    >
      <PassphraseField
        ref={(element) => (currentField = element)}
        label={text().current}
        autocomplete="current-password"
        value={current()}
        disabled={busy()}
        error={currentError()}
        onInput={(typed) => {
          setCurrent(typed)
          setCurrentError(undefined)
        }}
      />
      <NewPassphraseFields
        ref={(element) => (newField = element)}
        choice={choice}
        label={text().next}
        confirmLabel={text().confirm}
        disabled={busy()}
      />
      <PassphraseAdvice choice={choice} disabled={busy()} onSuggested={() => newField?.focus()} />
    </FormDialog>
  )
}

function isWrongPassphrase(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'vault/wrong-passphrase'
}
