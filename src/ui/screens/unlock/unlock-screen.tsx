import { createSignal, createUniqueId, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { isImport, isToReview } from '../../arrivals.ts'
import { Button, TextLink } from '../../components/button.tsx'
import { PassphraseField } from '../../components/field.tsx'
import { Gate, GateHead, gateLinks, gateNote, gateStack } from '../../components/gate.tsx'
import { unlockText } from '../../messages/unlock.ts'
import { useServices } from '../../services.tsx'
import type { LockReason } from '../../../vault/index.ts'
import type * as RecoveryCode from '../recovery/recover-form.tsx'
import type * as RawDataCode from '../trouble/raw-data-button.tsx'
import type * as EraseCode from './erase-dialog.tsx'
import { createPasskeyCode } from './passkey-code.ts'
import { createUnlocking } from './unlocking.ts'

/**
 * The lock screen, which is most people's first: it can be typed into before the vault's code is there, and everything
 * that it may need later loads later.
 */
export function UnlockScreen(props: {
  /** The vault was opened by its recovery code; `said` is for who reads what comes next. */
  readonly onRecovered?: (said: string) => void
}): JSX.Element {
  const [recoveryCode, setRecoveryCode] = createSignal<typeof RecoveryCode>()
  const [eraseCode, setEraseCode] = createSignal<typeof EraseCode>()
  const [problem, setProblem] = createSignal<string>()

  // Not `lazy`: its loading would make the nearest Suspense hide what is being typed.
  const open = async (load: () => Promise<unknown>): Promise<void> => {
    setProblem(undefined)
    try {
      await load()
    } catch {
      setProblem(unlockText().notLoaded)
    }
  }
  const askToErase = async () => setEraseCode(await import('./erase-dialog.tsx'))
  const recover = async () => setRecoveryCode(await import('../recovery/recover-form.tsx'))
  const closeErase = (): void => {
    setEraseCode(undefined)
  }

  return (
    <Gate>
      <Show
        when={recoveryCode()}
        keyed
        fallback={
          <UnlockForm
            below={
              <>
                <div class={gateLinks}>
                  <TextLink
                    href="#"
                    onClick={(event) => {
                      event.preventDefault()
                      void open(recover)
                    }}
                  >
                    {unlockText().recover}
                  </TextLink>
                  <TextLink
                    href="#"
                    danger
                    onClick={(event) => {
                      event.preventDefault()
                      void open(askToErase)
                    }}
                  >
                    {unlockText().erase}
                  </TextLink>
                </div>
                <Show when={problem()}>
                  <p role="alert">{problem()}</p>
                </Show>
              </>
            }
          />
        }
      >
        {(code) => (
          <code.RecoverForm
            onBack={() => setRecoveryCode(undefined)}
            onRecovered={(said) => props.onRecovered?.(said)}
          />
        )}
      </Show>
      <Show when={eraseCode()} keyed>
        {(code) => <code.EraseDialog onClose={closeErase} onErased={closeErase} />}
      </Show>
    </Gate>
  )
}

function UnlockForm(props: { readonly below: JSX.Element }): JSX.Element {
  const services = useServices()
  const unlocking = createUnlocking(services)
  const headingId = createUniqueId()
  const [passphrase, setPassphrase] = createSignal('')
  const [capsLock, setCapsLock] = createSignal(false)
  const [rawDataCode, setRawDataCode] = createSignal<typeof RawDataCode>()
  const passkeyCode = createPasskeyCode(services)
  let field: HTMLInputElement | undefined

  const offerRawData = async (): Promise<void> => {
    try {
      setRawDataCode(await import('../trouble/raw-data-button.tsx'))
    } catch {
      // What is wrong is said either way, and the next try loads it again.
    }
  }
  const submit = async (): Promise<void> => {
    if (await unlocking.attempt(passphrase())) setPassphrase('')
    else if (unlocking.failure()) selectField(field)
    if (unlocking.failure() === 'damaged') void offerRawData()
  }
  const watchCapsLock = (event: KeyboardEvent): void => {
    // Events that password managers make up lack the method.
    if (typeof event.getModifierState === 'function') setCapsLock(event.getModifierState('CapsLock'))
  }
  const stopOnEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') unlocking.stop()
  }
  onMount(() => field?.focus({ preventScroll: true }))
  document.addEventListener('keydown', stopOnEscape)
  onCleanup(() => document.removeEventListener('keydown', stopOnEscape))

  const isSomethingWaiting = (): boolean =>
    services.arrivals.waiting().some((arrival) => isImport(arrival) || isToReview(arrival))
  const next = (): string | undefined => {
    if (unlocking.failure() !== 'wrong') return undefined
    if (unlocking.waitLeft() > 0) return unlockText().tryAgainIn(unlocking.waitLeft())
    return capsLock() ? unlockText().tryAgainCapsLock : unlockText().tryAgain
  }

  return (
    <form
      class={gateStack}
      aria-labelledby={headingId}
      onKeyDown={watchCapsLock}
      onKeyUp={watchCapsLock}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <GateHead heading={unlockText().heading} headingId={headingId} line={unlockText().reason(lockReason(services))} />
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
        {(code) => <code.PasskeyOffer or parts={services} locked={lockReason(services)} />}
      </Show>
      <p role="status" class={isSomethingWaiting() ? gateNote : 'visually-hidden'}>
        {isSomethingWaiting() ? unlockText().filesWait : ''}
      </p>
      <Show when={rawDataCode()} keyed>
        {(code) => <code.RawDataButton />}
      </Show>
      {props.below}
    </form>
  )
}

function lockReason({ status }: Pick<ReturnType<typeof useServices>, 'status'>): LockReason {
  const now = status()
  return now.name === 'locked' ? now.reason : 'start'
}

function selectField(field: HTMLInputElement | undefined): void {
  field?.focus({ preventScroll: true })
  field?.select()
}
