import { createMemo, createSignal, createUniqueId, Match, Show, Switch, type JSX } from 'solid-js'
import type { OtpAlgorithm, OtpType } from '../../../otp/index.ts'
import { SelectField } from '../../components/choice.tsx'
import { Segments } from '../../components/segments.tsx'
import { TextField } from '../../components/field.tsx'
import { chevronDownIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { accountFormText } from '../../messages/account-form.ts'
import type { FormField, ParametersForm } from './account-form-state.ts'
import styles from './advanced-fields.module.css'

interface AdvancedProps {
  readonly form: ParametersForm
  readonly open: boolean
  readonly onToggle: () => void
  readonly onChange: (change: Partial<ParametersForm>) => void
  /** The sentence a field has to show. */
  readonly problem: (field: FormField) => string | undefined
  readonly onLeave: (field: FormField) => void
  /** What one form has and the other has not. */
  readonly children?: JSX.Element
}

const everyday: readonly OtpType[] = ['totp', 'hotp', 'steam']
const algorithms: readonly OtpAlgorithm[] = ['SHA1', 'SHA256', 'SHA512']
const digits: readonly number[] = [4, 5, 6, 7, 8, 9, 10]

/** The disclosure `Advanced`: what a code is computed from besides the key. */
export function AdvancedFields(props: AdvancedProps): JSX.Element {
  const bodyId = createUniqueId()
  // A rare type is offered once it has come along, so that there is a way back to it.
  const types = createMemo<readonly OtpType[]>(
    (offered) => (offered.includes(props.form.type) ? offered : [...offered, props.form.type]),
    everyday,
  )
  return (
    <div class={styles['advanced']} data-open={props.open ? '' : undefined}>
      <button
        type="button"
        class={styles['toggle']}
        aria-expanded={props.open}
        aria-controls={bodyId}
        onClick={() => props.onToggle()}
      >
        <span>{accountFormText().advanced}</span>
        <Icon path={chevronDownIcon} size={20} />
      </button>
      <div id={bodyId} class={styles['body']} hidden={!props.open}>
        <Show when={props.open}>
          <Segments
            full
            label={accountFormText().type}
            value={props.form.type}
            options={types().map((type) => ({ value: type, label: accountFormText().types[type] }))}
            onChange={(type) => props.onChange({ type })}
          />
          <Parameters {...props} />
          {props.children}
        </Show>
      </div>
    </div>
  )
}

function Parameters(props: AdvancedProps): JSX.Element {
  const fixed = (): string | undefined => {
    const { type } = props.form
    return type === 'totp' || type === 'hotp' ? undefined : accountFormText().fixed[type]
  }
  return (
    <Show when={fixed() === undefined} fallback={<p class={styles['fixed']}>{fixed()}</p>}>
      <div class={styles['grid']}>
        <SelectField
          label={accountFormText().algorithm}
          value={props.form.algorithm}
          options={algorithms.map((value) => ({ value, label: accountFormText().algorithms[value] }))}
          onChange={(algorithm) => props.onChange({ algorithm })}
        />
        <SelectField
          label={accountFormText().digits}
          value={props.form.digits}
          options={digits.map((value) => ({ value, label: accountFormText().digitCount(value) }))}
          onChange={(digits) => props.onChange({ digits })}
        />
        <Switch>
          <Match when={props.form.type === 'totp'}>
            <Period {...props} />
          </Match>
          <Match when={props.form.type === 'hotp'}>
            <TextField
              label={accountFormText().counter}
              type="number"
              inputmode="numeric"
              min="0"
              step="1"
              data-field="counter"
              value={props.form.counter}
              error={props.problem('counter')}
              onInput={(counter) => props.onChange({ counter })}
              onBlur={() => props.onLeave('counter')}
            />
          </Match>
        </Switch>
      </div>
    </Show>
  )
}

const periods: readonly string[] = ['15', '30', '60', '90']
const other = 'other'

/** The usual periods, the one that came along, and a field for any other. */
function Period(props: AdvancedProps): JSX.Element {
  const [typing, setTyping] = createSignal(false)
  const offered = createMemo((): readonly string[] => {
    const { period } = props.form
    if (typing() || periods.includes(period)) return periods
    return [...periods, period].sort((one, two) => Number(one) - Number(two))
  })
  const choose = (value: string): void => {
    setTyping(value === other)
    if (value !== other) props.onChange({ period: value })
  }
  return (
    <>
      <SelectField
        label={accountFormText().period}
        value={typing() ? other : props.form.period}
        options={[
          ...offered().map((value) => ({ value, label: accountFormText().seconds(Number(value)) })),
          { value: other, label: accountFormText().otherPeriod },
        ]}
        onChange={choose}
      />
      <Show when={typing()}>
        <TextField
          label={accountFormText().otherPeriodSeconds}
          type="number"
          inputmode="numeric"
          min="1"
          max="86400"
          step="1"
          data-field="period"
          value={props.form.period}
          error={props.problem('period')}
          onInput={(period) => props.onChange({ period })}
          onBlur={() => props.onLeave('period')}
        />
      </Show>
    </>
  )
}
