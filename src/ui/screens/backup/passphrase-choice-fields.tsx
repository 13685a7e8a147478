import { onCleanup, Show, type JSX } from 'solid-js'
import { PassphraseField } from '../../components/field.tsx'
import { keyIcon } from '../../components/icon-paths.ts'
import { Segments } from '../../components/segments.tsx'
import { Tip } from '../../components/tip.tsx'
import { backupsText } from '../../messages/backups.ts'
import type { StrengthWorker } from '../../passphrase/estimator.ts'
import { NewPassphraseFields, PassphraseAdvice } from '../../passphrase/new-passphrase-fields.tsx'
import { createNewPassphrase } from '../../passphrase/new-passphrase.ts'
import type { PassphraseChoice } from './passphrase-choice.ts'

interface FieldsProps {
  readonly choice: PassphraseChoice
  readonly disabled: boolean
  /** The field of the vault's own, for what is wrong with it. */
  readonly ref?: (field: HTMLInputElement) => void
  /** Test seam: what judges the other passphrase. */
  readonly startWorker?: (() => StrengthWorker) | undefined
}

/** The vault's own passphrase, typed once, or another one, typed twice. */
export function PassphraseChoiceFields(props: FieldsProps): JSX.Element {
  const text = () => backupsText().dialog
  return (
    <>
      <Segments
        full
        labelled
        label={text().passphraseOf}
        options={[
          { value: 'own', label: text().own },
          { value: 'other', label: text().other },
        ]}
        value={props.choice.kind()}
        onChange={props.choice.setKind}
      />
      <Show
        when={props.choice.kind() === 'own'}
        fallback={<OtherFields choice={props.choice} disabled={props.disabled} startWorker={props.startWorker} />}
      >
        <PassphraseField
          ref={(field) => {
            field.dataset['autofocus'] = ''
            props.ref?.(field)
          }}
          label={text().passphrase}
          help={text().ownHelp}
          autocomplete="current-password"
          value={props.choice.own()}
          disabled={props.disabled}
          error={props.choice.ownError()}
          onInput={props.choice.setOwn}
        />
      </Show>
    </>
  )
}

/** Loads the lists that judge a passphrase, so it is only there when one is chosen. */
function OtherFields(props: Pick<FieldsProps, 'choice' | 'disabled' | 'startWorker'>): JSX.Element {
  const text = () => backupsText().dialog
  const other = createNewPassphrase(props.startWorker)
  let field: HTMLInputElement | undefined
  props.choice.setOther(other)
  onCleanup(() => props.choice.setOther(undefined))
  return (
    <>
      <NewPassphraseFields
        ref={(element) => (field = element)}
        choice={other}
        label={text().backupPassphrase}
        confirmLabel={text().confirmPassphrase}
        disabled={props.disabled}
      />
      <PassphraseAdvice
        choice={other}
        disabled={props.disabled}
        onSuggested={() => field?.focus({ preventScroll: true })}
        enough={
          <Tip icon={keyIcon} title={text().enoughTitle}>
            {text().enough}
          </Tip>
        }
      />
    </>
  )
}
