import { createUniqueId, For, Show, type JSX } from 'solid-js'
import styles from './choice.module.css'
import { Icon } from './icon.tsx'

/** One of a few choices. */
export interface Option<Value> {
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
