import { createSignal, Show, type JSX } from 'solid-js'
import { TextLink } from '../components/button.tsx'
import { PassphraseField } from '../components/field.tsx'
import { flashIcon, noteIcon } from '../components/icon-paths.ts'
import { Tip } from '../components/tip.tsx'
import { passphraseText } from '../messages/passphrase.ts'
import type { NewPassphrase } from './new-passphrase.ts'
import styles from './new-passphrase-fields.module.css'
import { StrengthMeter } from './strength-meter.tsx'

interface FieldsProps {
  readonly choice: NewPassphrase
  /** `Passphrase`, `New passphrase`, `Backup passphrase`. */
  readonly label: string
  readonly confirmLabel: string
  readonly disabled?: boolean
  readonly ref?: (passphraseField: HTMLInputElement) => void
}

/** Passphrase, strength and confirmation: for a new vault, a change, or a backup. */
export function NewPassphraseFields(props: FieldsProps): JSX.Element {
  return (
    <>
      <PassphraseField
        ref={(element) => props.ref?.(element)}
        label={props.label}
        autocomplete="new-password"
        value={props.choice.passphrase()}
        disabled={props.disabled ?? false}
        shown={props.choice.shown()}
        onShown={(shown) => props.choice.setShown(shown)}
        onInput={(text) => props.choice.setPassphrase(text)}
      />
      <StrengthMeter strength={props.choice.strength()} />
      <div onFocusOut={() => props.choice.leaveConfirmation()}>
        <PassphraseField
          label={props.confirmLabel}
          autocomplete="new-password"
          plain
          value={props.choice.confirmation()}
          disabled={props.disabled ?? false}
          shown={props.choice.shown()}
          matches={props.choice.matches()}
          error={props.choice.differs() ? passphraseText().mismatch : undefined}
          onInput={(text) => props.choice.setConfirmation(text)}
        />
      </div>
    </>
  )
}

interface AdviceProps {
  readonly choice: NewPassphrase
  readonly disabled?: boolean
  /** Shown instead once the passphrase is strong enough. */
  readonly enough?: JSX.Element
  /** The words are filled in, and the link that was just used is gone: focus needs a place. */
  readonly onSuggested?: () => void
}

/** What to do about a weak passphrase, and the offer to draw one. */
export function PassphraseAdvice(props: AdviceProps): JSX.Element {
  const [outcome, setOutcome] = createSignal<'done' | 'failed'>()
  const said = (): string => {
    if (outcome() === 'done') return passphraseText().suggested
    return outcome() === 'failed' ? passphraseText().suggestFailed : ''
  }
  const empty = (): boolean => props.choice.passphrase() === ''
  const suggest = async (): Promise<void> => {
    if (props.disabled) return
    const done = await props.choice.suggest()
    setOutcome(done ? 'done' : 'failed')
    if (done) props.onSuggested?.()
  }
  return (
    <>
      <Show when={!props.choice.strongEnough()} fallback={props.enough}>
        <Tip
          icon={flashIcon}
          {...(empty() ? {} : { tone: 'care' as const })}
          title={empty() ? passphraseText().startTitle : passphraseText().adviceTitle}
        >
          {empty() ? passphraseText().start : passphraseText().advice}{' '}
          <TextLink
            href="#"
            onClick={(event) => {
              event.preventDefault()
              void suggest()
            }}
          >
            {passphraseText().suggest}
          </TextLink>
        </Tip>
      </Show>
      {/* The field is too narrow for five words on a phone. */}
      <Show when={props.choice.suggestion()}>
        {(phrase) => (
          <Tip icon={noteIcon} title={passphraseText().keepTitle}>
            <span class={styles['phrase']}>{phrase()}</span>
          </Tip>
        )}
      </Show>
      <p class={outcome() === 'failed' ? styles['outcome'] : 'visually-hidden'} role="status">
        {said()}
      </p>
    </>
  )
}
