import { createSignal, createUniqueId, onMount, Show, untrack, type JSX } from 'solid-js'
import { TextLink, WideSubmit } from '../../components/button.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { GateHead, gateLinks, gateStack } from '../../components/gate.tsx'
import { infoIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { errorText } from '../../messages/errors.ts'
import { recoveryText } from '../../messages/recovery.ts'
import type { StrengthWorker } from '../../passphrase/estimator.ts'
import { NewPassphraseFields, PassphraseAdvice } from '../../passphrase/new-passphrase-fields.tsx'
import { createNewPassphrase } from '../../passphrase/new-passphrase.ts'
import { useServices, type Services } from '../../services.tsx'
import type { Vault } from '../../../vault/index.ts'
import { CodeField } from './code-field.tsx'
import { createCodeReading } from './code-reading.ts'

interface RecoverProps {
  readonly onBack: () => void
  /** The vault is open; `said` is for the person to read there. */
  readonly onRecovered: (said: string) => void
  /** Test seam: what judges the passphrase. */
  readonly startWorker?: () => StrengthWorker
}

/** The way back for who forgot the passphrase: first the code, then a new one. */
export function RecoverForm(props: RecoverProps): JSX.Element {
  const [code, setCode] = createSignal<string>()
  return (
    <Show when={code()} keyed fallback={<CodeStep onBack={() => props.onBack()} onFits={setCode} />}>
      {(fitting) => <PassphraseStep {...props} code={fitting} />}
    </Show>
  )
}

interface StepProps {
  readonly line: string
  readonly busy: boolean
  readonly onBack: () => void
  readonly onSubmit: () => void
  readonly children: JSX.Element
}

function Step(props: StepProps): JSX.Element {
  const headingId = createUniqueId()
  return (
    <form
      class={gateStack}
      aria-labelledby={headingId}
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit()
      }}
    >
      <GateHead heading={recoveryText().recovering.heading} headingId={headingId} line={props.line} />
      {props.children}
      <div class={gateLinks}>
        <TextLink
          href="#"
          onClick={(event) => {
            event.preventDefault()
            if (!props.busy) props.onBack()
          }}
        >
          {recoveryText().recovering.back}
        </TextLink>
      </div>
    </form>
  )
}

function CodeStep(props: { readonly onBack: () => void; readonly onFits: (code: string) => void }): JSX.Element {
  const services = useServices()
  const reading = createCodeReading()
  const [busy, setBusy] = createSignal(false)
  const [refused, setRefused] = createSignal<{ readonly of: string }>()
  const [error, setError] = createSignal<string>()
  const [isNone, setNone] = createSignal(false)
  const text = () => recoveryText().recovering
  let field: HTMLTextAreaElement | undefined
  onMount(() => {
    field?.focus({ preventScroll: true })
    // Where that cannot be told, trying the code will say why.
    openVault(services)
      .then((vault) => vault.hasRecoveryCode())
      .then((has) => setNone(!has))
      .catch(() => undefined)
  })

  const check = async (): Promise<void> => {
    if (busy() || !reading.isRight()) return
    const code = reading.text()
    setBusy(true)
    setError(undefined)
    try {
      const vault = await openVault(services)
      if (await vault.checkRecoveryCode(code)) props.onFits(code)
      else setRefused({ of: code })
    } catch (thrown) {
      setError(errorText(thrown))
    } finally {
      setBusy(false)
      field?.focus()
    }
  }
  return (
    <Step line={text().line} busy={busy()} onBack={() => props.onBack()} onSubmit={() => void check()}>
      <Show when={!isNone()} fallback={<Tip icon={infoIcon}>{text().none}</Tip>}>
        <CodeField
          ref={(element) => (field = element)}
          reading={reading}
          readOnly={busy()}
          error={refused()?.of === reading.text() ? recoveryText().typed.opensNot : undefined}
        />
        <FormAlert text={error()} />
        <WideSubmit busy={busy()} blocked={!reading.isRight()}>
          {busy() ? text().checking : text().next}
        </WideSubmit>
      </Show>
    </Step>
  )
}

function PassphraseStep(props: RecoverProps & { readonly code: string }): JSX.Element {
  const services = useServices()
  const choice = createNewPassphrase(untrack(() => props.startWorker))
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string>()
  const text = () => recoveryText().recovering
  let field: HTMLInputElement | undefined
  onMount(() => field?.focus({ preventScroll: true }))

  const recover = async (): Promise<void> => {
    if (busy() || !choice.usable()) return
    // As they are now: once the vault is open, this form is gone.
    const { code, onRecovered } = props
    setBusy(true)
    setError(undefined)
    const vault = await services.vault
    try {
      await vault.recover(code, choice.passphrase())
      onRecovered(text().done)
    } catch (thrown) {
      if (vault.status().name === 'unlocked') onRecovered(text().readOnly)
      else setError(errorText(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Step line={text().fits} busy={busy()} onBack={() => props.onBack()} onSubmit={() => void recover()}>
      <NewPassphraseFields
        ref={(element) => (field = element)}
        choice={choice}
        label={text().passphrase}
        confirmLabel={text().confirm}
        disabled={busy()}
      />
      <PassphraseAdvice choice={choice} disabled={busy()} onSuggested={() => field?.focus()} />
      <FormAlert text={error()} />
      <WideSubmit busy={busy()} blocked={!choice.usable()}>
        {busy() ? text().setting : text().set}
      </WideSubmit>
    </Step>
  )
}

/** The lock screen is there before storage has been looked at. */
async function openVault(services: Pick<Services, 'vault'>): Promise<Vault> {
  const vault = await services.vault
  if (vault.status().name === 'checking') await vault.inspect()
  return vault
}
