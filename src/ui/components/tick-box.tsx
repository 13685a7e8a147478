import { createEffect, createUniqueId, Show, type JSX } from 'solid-js'
import { checkIcon, minusIcon } from './icon-paths.ts'
import { Icon } from './icon.tsx'
import styles from './tick-box.module.css'

interface TickBoxProps {
  /** The accessible name. */
  readonly label: string
  readonly checked: boolean
  /** Some of what it stands for is ticked. */
  readonly mixed?: boolean
  readonly disabled?: boolean
  readonly describedBy?: string | undefined
  /** For a label elsewhere. */
  readonly id?: string
  readonly onChange: (checked: boolean) => void
}

/** A check box without words beside it: the native control lies over its drawing, and can be hit at 44 px. */
export function TickBox(props: TickBoxProps): JSX.Element {
  let input: HTMLInputElement | undefined
  // No attribute says so, and a click by the person ends it.
  createEffect(() => {
    if (!input) return
    input.checked = props.checked
    input.indeterminate = props.mixed ?? false
  })
  return (
    <span class={styles['pick']}>
      <input
        ref={input}
        type="checkbox"
        id={props.id}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        disabled={props.disabled ?? false}
        onChange={(event) => {
          const { checked } = event.currentTarget
          props.onChange(checked)
          // The caller decides: what it did not take over stays as it was.
          event.currentTarget.checked = props.checked
          event.currentTarget.indeterminate = props.mixed ?? false
        }}
      />
      <span class={styles['box']} aria-hidden="true">
        <Icon path={props.mixed ? minusIcon : checkIcon} size={18} />
      </span>
    </span>
  )
}

interface TickOptionProps extends Omit<TickBoxProps, 'describedBy' | 'mixed'> {
  readonly help?: string | undefined
}

/** A check box with its words beside it, all of which can be clicked. */
export function TickOption(props: TickOptionProps): JSX.Element {
  const helpId = createUniqueId()
  return (
    <label class={styles['option']}>
      <TickBox {...props} describedBy={props.help ? helpId : undefined} />
      <span class={styles['words']}>
        <span class={styles['label']}>{props.label}</span>
        <Show when={props.help}>
          <span id={helpId} class={styles['help']}>
            {props.help}
          </span>
        </Show>
      </span>
    </label>
  )
}
