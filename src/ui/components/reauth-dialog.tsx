import { createSignal, Show, type JSX } from 'solid-js'
import type { Proof } from '../../vault/index.ts'
import { dialogsText } from '../messages/dialogs.ts'
import { errorText } from '../messages/errors.ts'
import { passkeyOfferText } from '../messages/passkey-offer.ts'
import { createHasPasskeys, createPasskeyQuestion, isQuiet } from '../passkeys/passkey-question.ts'
import { useServices } from '../services.tsx'
import { Button } from './button.tsx'
import { FormDialog } from './form-dialog.tsx'
import { PassphraseField } from './field.tsx'
import { fingerprintIcon } from './icon-paths.ts'
import styles from './reauth-dialog.module.css'

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
  /** As `onConfirm`, with what a passkey gave, which is zeroed after it. Absent: only the passphrase will do. */
  readonly onPasskey?: (proof: Exclude<Proof, string>) => Promise<boolean | void>
  readonly onClose: () => void
}

/**
 * Asks for the passphrase, or a passkey where the vault has one, before a secret leaves the vault. What was typed stays
 * after a refusal, selected.
 */
export function ReauthDialog(props: ReauthProps): JSX.Element {
  const [passphrase, setPassphrase] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string>()
  const [passkeyError, setPasskeyError] = createSignal<string>()
  const services = useServices()
  const hasPasskeys = createHasPasskeys(services)
  let field: HTMLInputElement | undefined

  const refuse = (why: string): void => {
    setError(why)
    setBusy(false)
    field?.focus()
    field?.select()
  }
  const confirm = async (): Promise<void> => {
    if (busy()) return
    question.stop()
    setPasskeyError(undefined)
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

  const question = createPasskeyQuestion(services, async (passkeySecret) => {
    if (busy()) return
    setBusy(true)
    try {
      if ((await props.onPasskey?.({ passkeySecret })) === false) setPasskeyError(dialogsText().wrongPasskey)
    } finally {
      setBusy(false)
    }
  })
  const usePasskey = async (): Promise<void> => {
    if (busy()) return
    setError(undefined)
    setPasskeyError(undefined)
    try {
      await question.ask()
    } catch (error) {
      if (!isQuiet(error)) setPasskeyError(errorText(error))
    }
  }

  return (
    <FormDialog
      bare
      title={dialogsText().reauthTitle}
      text={props.why}
      cancel={dialogsText().cancel}
      submit={busy() ? dialogsText().checking : props.action}
      busy={busy()}
      holds
      blocked={busy()}
      between={
        <Show when={props.onPasskey && hasPasskeys()}>
          <Button
            look="ghost"
            class={styles['passkey']}
            icon={fingerprintIcon}
            disabled={busy()}
            aria-busy={question.asking()}
            onClick={() => void usePasskey()}
          >
            {passkeyOfferText().use}
          </Button>
        </Show>
      }
      error={passkeyError()}
      onSubmit={() => void confirm()}
      onClose={() => props.onClose()}
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
          question.stop()
          setPassphrase(text)
          setError(undefined)
          setPasskeyError(undefined)
        }}
      />
    </FormDialog>
  )
}

function isWrongPassphrase(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'vault/wrong-passphrase'
}
