import { createSignal, createUniqueId, type JSX } from 'solid-js'
import { dialogsText } from '../messages/dialogs.ts'
import { errorText } from '../messages/errors.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { PassphraseField } from './field.tsx'

interface ReauthProps {
  /** What the first button says: the act it allows. */
  readonly action: string
  /** Why the passphrase is asked for, and for how long what it opens stays visible. */
  readonly why: string
  /**
   * Does the act. `false`, or a rejection with `vault/wrong-passphrase`: the passphrase is not the vault's. Anything else
   * that is rejected is told by its code. The caller closes the dialog once the act is done.
   */
  readonly onConfirm: (passphrase: string) => Promise<boolean | void>
  readonly onClose: () => void
}

/** Asks for the passphrase before a secret leaves the vault. What was typed stays after a refusal, selected. */
export function ReauthDialog(props: ReauthProps): JSX.Element {
  const formId = createUniqueId()
  const [passphrase, setPassphrase] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string>()
  let field: HTMLInputElement | undefined

  const refuse = (why: string): void => {
    setError(why)
    setBusy(false)
    field?.focus()
    field?.select()
  }
  // Not while the act is under way: what was cancelled must not happen after all.
  const close = (): void => {
    if (!busy()) props.onClose()
  }
  const confirm = async (): Promise<void> => {
    if (busy()) return
    if (passphrase() === '') {
      refuse(dialogsText().passphraseMissing)
      return
    }
    setBusy(true)
    setError(undefined)
    try {
      if ((await props.onConfirm(passphrase())) === false) refuse(dialogsText().wrongPassphrase)
    } catch (error) {
      refuse(isWrongPassphrase(error) ? dialogsText().wrongPassphrase : errorText(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      bare
      title={dialogsText().reauthTitle}
      text={props.why}
      onClose={close}
      foot={
        <>
          <Button onClick={close} disabled={busy()}>
            {dialogsText().cancel}
          </Button>
          <Button look="primary" type="submit" form={formId} disabled={busy()} aria-busy={busy()}>
            {busy() ? dialogsText().checking : props.action}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          void confirm()
        }}
      >
        <PassphraseField
          ref={(element) => (field = element)}
          label={dialogsText().passphrase}
          autocomplete="current-password"
          plain
          value={passphrase()}
          readOnly={busy()}
          error={error()}
          onInput={(text) => {
            setPassphrase(text)
            setError(undefined)
          }}
        />
      </form>
    </Dialog>
  )
}

function isWrongPassphrase(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'vault/wrong-passphrase'
}
