import { createUniqueId, For, Show, type JSX } from 'solid-js'
import { TextField } from '../../components/field.tsx'
import { TickOption } from '../../components/tick-box.tsx'
import { recoveryText } from '../../messages/recovery.ts'
import type { AskedGroup, CodeConfirmation } from './code-confirmation.ts'
import styles from './stored-check.module.css'

interface CheckProps {
  readonly confirmation: CodeConfirmation
  readonly disabled: boolean
}

/** The box that says the code is stored, and the two groups that show it. */
export function StoredCheck(props: CheckProps): JSX.Element {
  const leadId = createUniqueId()
  let fields: HTMLDivElement | undefined
  const tick = (stored: boolean): void => {
    props.confirmation.setStored(stored)
    if (stored) queueMicrotask(() => fields?.querySelector('input')?.focus())
  }
  return (
    <>
      <TickOption
        label={recoveryText().shown.stored}
        checked={props.confirmation.stored()}
        disabled={props.disabled}
        onChange={tick}
      />
      <Show when={props.confirmation.stored()}>
        <div ref={fields} class={styles['check']} role="group" aria-labelledby={leadId}>
          <p id={leadId} class={styles['lead']}>
            {recoveryText().shown.typeBack}
          </p>
          <For each={props.confirmation.asked()}>
            {(group) => <GroupField group={group} disabled={props.disabled} />}
          </For>
        </div>
      </Show>
    </>
  )
}

function GroupField(props: { readonly group: AskedGroup; readonly disabled: boolean }): JSX.Element {
  return (
    <TextField
      code
      dir="ltr"
      label={recoveryText().shown.group(props.group.number)}
      value={props.group.typed()}
      autocapitalize="characters"
      maxLength={12}
      readOnly={props.disabled}
      error={props.group.differs() ? recoveryText().shown.groupDiffers(props.group.number) : undefined}
      onInput={(typed) => props.group.type(typed)}
    />
  )
}
