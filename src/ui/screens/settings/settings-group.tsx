import { createUniqueId, Show, type JSX } from 'solid-js'
import { Select } from '../../components/choice.tsx'
import { Icon } from '../../components/icon.tsx'
import styles from './settings-group.module.css'

interface GroupProps {
  readonly title: string
  /** What the group is about, below its title. */
  readonly lead?: string
  /** More than a row has room for, below the group. */
  readonly note?: string
  /** Nothing in the group can be changed now. */
  readonly disabled?: boolean
  readonly children: JSX.Element
}

/** Settings that belong together, on one card. */
export function SettingsGroup(props: GroupProps): JSX.Element {
  const id = createUniqueId()
  return (
    <section>
      <h2 id={id} class={styles['title']}>
        {props.title}
      </h2>
      <Show when={props.lead}>
        <p class={styles['lead']}>{props.lead}</p>
      </Show>
      <fieldset class={styles['group']} aria-labelledby={id} disabled={props.disabled ?? false}>
        {props.children}
      </fieldset>
      <Show when={props.note}>
        <p class={styles['note']}>{props.note}</p>
      </Show>
    </section>
  )
}

interface RowProps {
  readonly label: string
  readonly help?: string | undefined
  /** One of the paths of `icon-paths.ts`. */
  readonly icon?: string
  /** Id of the control that the words are the label of. */
  readonly for?: string
  /** Id for the help. */
  readonly helpId?: string
  /** On a phone, the control goes below the words. */
  readonly stacked?: boolean
  readonly children?: JSX.Element
}

/** Words, and the control or the state they are about. */
export function SettingRow(props: RowProps): JSX.Element {
  return (
    <div class={styles['row']} data-stacked={props.stacked ? '' : undefined}>
      <Show when={props.icon}>{(path) => <Icon path={path()} />}</Show>
      <span class={styles['words']}>
        <Show when={props.for} fallback={<span class={styles['label']}>{props.label}</span>}>
          {(id) => (
            <label class={styles['label']} for={id()}>
              {props.label}
            </label>
          )}
        </Show>
        <Show when={props.help}>
          <span id={props.helpId} class={styles['help']}>
            {props.help}
          </span>
        </Show>
      </span>
      {props.children}
    </div>
  )
}

interface SelectRowProps<Value> {
  readonly label: string
  readonly help?: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** A choice among a few, in a native select. */
export function SelectRow<Value extends string | number>(props: SelectRowProps<Value>): JSX.Element {
  const id = createUniqueId()
  return (
    <SettingRow label={props.label} help={props.help} for={id} helpId={`${id}-help`}>
      <Select
        inRow
        id={id}
        describedBy={props.help ? `${id}-help` : undefined}
        label={props.label}
        options={props.options}
        value={props.value}
        onChange={(value) => props.onChange(value)}
      />
    </SettingRow>
  )
}
