import { createSignal, type JSX } from 'solid-js'
import { FormDialog } from '../../components/form-dialog.tsx'
import { checkIcon } from '../../components/icon-paths.ts'
import { errorText } from '../../messages/errors.ts'
import { recoveryText } from '../../messages/recovery.ts'
import { useWorkspace } from '../../workspace.tsx'
import { CodeField } from './code-field.tsx'
import { createCodeReading } from './code-reading.ts'

interface TestProps {
  /** It was typed back before. */
  readonly isConfirmed: boolean
  readonly onClose: () => void
}

/** Whether a stored code is the vault's: nothing depends on it yet. One that was never typed back counts as such then. */
export function TestCodeDialog(props: TestProps): JSX.Element {
  const workspace = useWorkspace()
  const reading = createCodeReading()
  const [busy, setBusy] = createSignal(false)
  const [refused, setRefused] = createSignal<string>()
  const [error, setError] = createSignal<string>()
  const text = () => recoveryText().settings
  const test = async (): Promise<void> => {
    if (busy() || !reading.isRight()) return
    const code = reading.text()
    setBusy(true)
    setError(undefined)
    try {
      if (await workspace.vault.checkRecoveryCode(code)) {
        if (!props.isConfirmed && !workspace.readOnly()) await workspace.vault.confirmRecoveryCode()
        workspace.toasts.show({ text: text().opens, icon: checkIcon })
        props.onClose()
      } else {
        setRefused(code)
      }
    } catch (thrown) {
      setError(errorText(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <FormDialog
      bare
      title={text().testName}
      text={text().testText}
      cancel={text().close}
      submit={busy() ? text().testing : text().test}
      busy={busy()}
      blocked={!busy() && !reading.isRight()}
      error={error()}
      onSubmit={() => void test()}
      onClose={() => props.onClose()}
    >
      <CodeField
        reading={reading}
        readOnly={busy()}
        error={refused() === reading.text() ? recoveryText().typed.opensNot : undefined}
      />
    </FormDialog>
  )
}
