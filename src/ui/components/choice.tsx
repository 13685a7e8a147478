import { createUniqueId, For, Show, type JSX } from 'solid-js'
import styles from './choice.module.css'
import fieldStyles from './field.module.css'
import { FieldFrame } from './field.tsx'
import { chevronDownIcon } from './icon-paths.ts'
import { Icon } from './icon.tsx'
import type { Option } from './segments.tsx'

interface ToggleProps {
  readonly label: string
  readonly help?: string | undefined
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** A setting that is on or off and takes effect at once. */
export function Switch(props: ToggleProps): JSX.Element {
  const helpId = createUniqueId()
  return (
    <label class={styles['row']}>
      <span class={styles['text']}>
        <span class={styles['label']}>{props.label}</span>
        <Show when={props.help}>
          <span id={helpId} class={styles['help']}>
            {props.help}
          </span>
        </Show>
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={props.checked}
        disabled={props.disabled ?? false}
        aria-label={props.label}
        aria-describedby={props.help ? helpId : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span class={styles['switch']} aria-hidden="true" />
    </label>
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
