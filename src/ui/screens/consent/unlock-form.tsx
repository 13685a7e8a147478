import { createSignal, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { PassphraseField } from '../../components/field.tsx'
import { consentText } from '../../messages/consent.ts'
import { unlockText } from '../../messages/unlock.ts'
import { createPasskeyCode } from '../unlock/passkey-code.ts'
import { createUnlocking } from '../unlock/unlocking.ts'
import { useConsent } from './consent-parts.tsx'
import styles from './consent.module.css'

/** The passphrase, in the popup. Who unlocks another tab meanwhile and comes back is let in without it. */
export function UnlockForm(): JSX.Element {
  const { clock, vault, passkeys } = useConsent()
  const unlocking = createUnlocking({ clock, vault })
  const passkeyCode = createPasskeyCode({ vault })
  const [passphrase, setPassphrase] = createSignal('')
  const [capsLock, setCapsLock] = createSignal(false)
  let field: HTMLInputElement | undefined

  const submit = async (): Promise<void> => {
    if (await unlocking.attempt(passphrase())) setPassphrase('')
    else if (unlocking.failure()) selectField(field)
  }
  const watchCapsLock = (event: KeyboardEvent): void => {
    // Events that password managers make up lack the method.
    if (typeof event.getModifierState === 'function') setCapsLock(event.getModifierState('CapsLock'))
  }
  const next = (): string | undefined => {
    if (unlocking.failure() !== 'wrong') return undefined
    if (unlocking.waitLeft() > 0) return unlockText().tryAgainIn(unlocking.waitLeft())
    return capsLock() ? unlockText().tryAgainCapsLock : unlockText().tryAgain
  }
  onMount(() => field?.focus({ preventScroll: true }))
  joinOnReturn(unlocking.busy)

  return (
    <form
      class={styles['form']}
      aria-label={consentText().unlock.form}
      onKeyDown={(event) => {
        watchCapsLock(event)
        if (event.key === 'Escape') unlocking.stop()
      }}
      onKeyUp={watchCapsLock}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <PassphraseField
        ref={(element) => (field = element)}
        label={unlockText().passphrase}
        autocomplete="current-password"
        value={passphrase()}
        readOnly={unlocking.busy()}
        error={unlocking.problem()}
        errorNext={next()}
        warning={capsLock() ? unlockText().capsLock : undefined}
        onInput={(text) => {
          setPassphrase(text)
          unlocking.forget()
        }}
      />
      <Button
        look="primary"
        size="big"
        wide
        type="submit"
        disabled={unlocking.waitLeft() > 0}
        aria-busy={unlocking.busy()}
      >
        {unlocking.busy() ? unlockText().unlocking : unlockText().unlock}
      </Button>
      <Show when={passkeyCode()} keyed>
        {(code) => <code.PasskeyOffer parts={{ vault, passkeys }} />}
      </Show>
    </form>
  )
}

function selectField(field: HTMLInputElement | undefined): void {
  field?.focus({ preventScroll: true })
  field?.select()
}

/** Asks the other tabs whenever the person comes back to this window, for the owner's lifetime. */
function joinOnReturn(isBusy: () => boolean): void {
  const { vault } = useConsent()
  const join = async (): Promise<void> => {
    if (isBusy()) return
    // Where none lets it in, the passphrase does.
    await (await vault).join().catch(() => false)
  }
  const onFocus = (): void => void join()
  window.addEventListener('focus', onFocus)
  onCleanup(() => window.removeEventListener('focus', onFocus))
}
