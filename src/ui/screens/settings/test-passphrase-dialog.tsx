import { createSignal, Show, type JSX } from 'solid-js'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PassphraseField } from '../../components/field.tsx'
import { checkIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { errorText } from '../../messages/errors.ts'
import { settingsText } from '../../messages/settings.ts'
import { useWorkspace } from '../../workspace.tsx'
import styles from './passphrase-dialog.module.css'

/** Whether the person still knows the passphrase, found out while the vault is open anyway. */
export function TestPassphraseDialog(props: { readonly onClose: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const [passphrase, setPassphrase] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [opens, setOpens] = createSignal(false)
  const [error, setError] = createSignal<string>()
  let field: HTMLInputElement | undefined
  const text = () => settingsText().passphraseDialogs

  const refuse = (why: string): void => {
    setError(why)
    setBusy(false)
    field?.focus()
    field?.select()
  }
  const test = async (): Promise<void> => {
    if (busy()) return
    setOpens(false)
    setError(undefined)
    if (passphrase() === '') {
      refuse(text().missing)
      return
    }
    setBusy(true)
    try {
      if (await workspace.vault.confirmPassphrase(passphrase())) {
        // It has served: nothing is gained by keeping it in a field.
        setPassphrase('')
        setOpens(true)
      } else refuse(text().opensNot)
    } catch (thrown) {
      refuse(errorText(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <FormDialog
      bare
      title={settingsText().security.test}
      text={text().testText}
      cancel={text().close}
      submit={busy() ? text().testing : text().test}
      busy={busy()}
      onSubmit={() => void test()}
      onClose={() => props.onClose()}
    >
      <PassphraseField
        ref={(element) => (field = element)}
        label={settingsText().security.passphrase}
        autocomplete="current-password"
        value={passphrase()}
        readOnly={busy()}
        error={error()}
        onInput={(typed) => {
          setPassphrase(typed)
          setError(undefined)
          setOpens(false)
        }}
      />
      <div class={styles['status']} role="status">
        <Show when={opens()}>
          <p class={styles['answer']}>
            <Icon path={checkIcon} />
            <span>{text().opens}</span>
          </p>
        </Show>
      </div>
    </FormDialog>
  )
}
