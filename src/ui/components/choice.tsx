import { createUniqueId, For, Show, type JSX } from 'solid-js'
import styles from './choice.module.css'
import fieldStyles from './field.module.css'
import { FieldFrame } from './field.tsx'
import { checkIcon, chevronDownIcon } from './icon-paths.ts'
import { Icon } from './icon.tsx'

interface ToggleProps {
  readonly label: string
  readonly help?: string | undefined
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** A setting that is on or off and takes effect at once. */
export function Switch(props: ToggleProps): JSX.Element {
  return <Toggle {...props} role="switch" />
}

/** A choice that takes effect with the form it stands in. */
export function Checkbox(props: ToggleProps): JSX.Element {
  return <Toggle {...props} />
}

function Toggle(props: ToggleProps & { readonly role?: 'switch' }): JSX.Element {
  const helpId = createUniqueId()
  const input = (): JSX.Element => (
    <input
      type="checkbox"
      role={props.role}
      checked={props.checked}
      disabled={props.disabled ?? false}
      aria-label={props.label}
      aria-describedby={props.help ? helpId : undefined}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  )
  const words = (): JSX.Element => (
    <span class={styles['text']}>
      <span class={styles['label']}>{props.label}</span>
      <Show when={props.help}>
        <span id={helpId} class={styles['help']}>
          {props.help}
        </span>
      </Show>
    </span>
  )
  return (
    <label class={styles['row']}>
      <Show
        when={props.role === 'switch'}
        fallback={
          <>
            {input()}
            <span class={styles['box']} aria-hidden="true">
              <Icon path={checkIcon} size={18} />
            </span>
            {words()}
          </>
        }
      >
        {words()}
        {input()}
        <span class={styles['switch']} aria-hidden="true" />
      </Show>
    </label>
  )
}

interface Option<Value> {
  readonly value: Value
  readonly label: string
  /** Shown instead of the words, which then only name the choice, unless both are asked for. */
  readonly icon?: string
}

interface SegmentsProps<Value> {
  readonly label: string
  /** Show the label above the choices. */
  readonly labelled?: boolean
  readonly options: readonly Option<Value>[]
  readonly value: Value
  readonly full?: boolean
  /** Words beside the icons. */
  readonly words?: boolean
  readonly onChange: (value: Value) => void
}

/** A few choices side by side, one of which holds: native radios in a `radiogroup`. */
export function Segments<Value extends string>(props: SegmentsProps<Value>): JSX.Element {
  const name = createUniqueId()
  return (
    <div class={props.labelled ? styles['field'] : undefined}>
      <Show when={props.labelled}>
        <span class={styles['fieldLabel']} aria-hidden="true">
          {props.label}
        </span>
      </Show>
      <div
        class={styles['segments']}
        classList={{ [styles['full'] ?? '']: props.full ?? false }}
        role="radiogroup"
        aria-label={props.label}
      >
        <For each={props.options}>
          {(option) => (
            <label
              class={styles['segment']}
              classList={{ [styles['onlyIcon'] ?? '']: option.icon !== undefined && !props.words }}
              title={option.icon && !props.words ? option.label : undefined}
            >
              <input
                type="radio"
                name={name}
                value={option.value}
                checked={option.value === props.value}
                aria-label={option.label}
                onChange={() => props.onChange(option.value)}
              />
              <Show when={option.icon}>{(path) => <Icon path={path()} size={20} />}</Show>
              <Show when={option.icon === undefined || props.words}>
                <span aria-hidden="true">{option.label}</span>
              </Show>
            </label>
          )}
        </For>
      </div>
    </div>
  )
}

interface SelectProps<Value> {
  readonly label: string
  readonly options: readonly Option<Value>[]
  readonly value: Value
  readonly help?: string | undefined
  readonly disabled?: boolean
  readonly onChange: (value: Value) => void
}

/** A native select with its label above. */
export function SelectField<Value extends string | number>(props: SelectProps<Value>): JSX.Element {
  const id = createUniqueId()
  return (
    <FieldFrame id={id} label={props.label} help={props.help}>
      <Select id={id} {...props} />
    </FieldFrame>
  )
}

/** The bare select, for a row of settings that has its own words. */
export function Select<Value extends string | number>(
  props: SelectProps<Value> & {
    readonly id?: string
    /** Id of what explains it, where a row has words of its own. */
    readonly describedBy?: string | undefined
    /** As wide as its choices, with a quiet edge. */
    readonly inRow?: boolean
  },
): JSX.Element {
  return (
    <span class={fieldStyles['select']} classList={{ [fieldStyles['inRow'] ?? '']: props.inRow ?? false }}>
      <select
        id={props.id}
        aria-label={props.id ? undefined : props.label}
        aria-describedby={props.describedBy}
        disabled={props.disabled ?? false}
        onChange={(event) => {
          const chosen = props.options[event.currentTarget.selectedIndex]
          if (chosen) props.onChange(chosen.value)
        }}
      >
        <For each={props.options}>
          {(option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
      <Icon path={chevronDownIcon} size={18} />
    </span>
  )
}
