import { createUniqueId, type JSX } from 'solid-js'
import { FieldFrame } from '../../components/field.tsx'
import { recoveryText } from '../../messages/recovery.ts'
import styles from './code-field.module.css'
import type { CodeReading } from './code-reading.ts'

interface CodeFieldProps {
  readonly reading: CodeReading
  readonly readOnly: boolean
  /** What is wrong beyond the writing. */
  readonly error: string | undefined
  readonly ref?: (element: HTMLTextAreaElement) => void
}

/** A whole recovery code, all of which can be seen at once. Enter sends the form: a code has no lines. */
export function CodeField(props: CodeFieldProps): JSX.Element {
  const id = createUniqueId()
  const error = (): string | undefined => props.error ?? props.reading.problem()
  const good = (): string | undefined => (props.reading.isRight() ? recoveryText().typed.right : undefined)
  return (
    <FieldFrame id={id} label={recoveryText().typed.field} error={error()} good={good()} help={props.reading.help()}>
      <textarea
        id={id}
        ref={(element) => props.ref?.(element)}
        class={styles['code']}
        rows={2}
        dir="ltr"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        data-1p-ignore=""
        data-lpignore="true"
        {...{ autocorrect: 'off' }}
        readOnly={props.readOnly}
        value={props.reading.text()}
        aria-invalid={error() ? 'true' : undefined}
        aria-describedby={error() || good() || props.reading.help() ? `${id}-help` : undefined}
        onInput={(event) => props.reading.setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return
          event.preventDefault()
          event.currentTarget.form?.requestSubmit()
        }}
      />
    </FieldFrame>
  )
}
