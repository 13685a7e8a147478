import { createSignal, createUniqueId, Show, splitProps, type JSX } from 'solid-js'
import { fieldText } from '../messages/field.ts'
import { IconButton } from './button.tsx'
import styles from './field.module.css'
import { checkIcon, eyeIcon, eyeOffIcon, warningIcon } from './icon-paths.ts'
import { Icon } from './icon.tsx'

interface FieldShell {
  readonly label: string
  readonly optional?: boolean
  readonly help?: string | undefined
  readonly error?: string | undefined
  readonly warning?: string | undefined
}

interface TextFieldProps extends FieldShell, Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'style' | 'onInput'> {
  readonly value: string
  readonly onInput: (value: string) => void
  /** Monospaced, for keys and codes. */
  readonly code?: boolean
  /** Buttons inside the box, after the text. */
  readonly trailing?: JSX.Element
}

const shellKeys = ['label', 'optional', 'help', 'error', 'warning'] as const

/** One line of text with its label, help and error. The error is announced and tied to the field. */
export function TextField(all: TextFieldProps): JSX.Element {
  const [shell, own, rest] = splitProps(all, shellKeys, ['onInput', 'code', 'trailing', 'class', 'id'])
  const id = own.id ?? createUniqueId()
  const attributes: JSX.InputHTMLAttributes<HTMLInputElement> = {
    autocomplete: 'off',
    spellcheck: false,
    // Password managers must not take keys for passwords.
    ...({ autocorrect: 'off', autocapitalize: 'off', 'data-1p-ignore': '', 'data-lpignore': 'true' } as object),
  }
  return (
    <FieldFrame id={id} {...shell}>
      <span class={styles['control']} data-invalid={shell.error ? '' : undefined}>
        <input
          type="text"
          {...attributes}
          {...rest}
          id={id}
          class={styles['input']}
          classList={{ [styles['code'] ?? '']: own.code ?? false }}
          aria-invalid={shell.error ? 'true' : undefined}
          aria-describedby={shell.error || shell.warning || shell.help ? `${id}-help` : undefined}
          onInput={(event) => own.onInput(event.currentTarget.value)}
        />
        {own.trailing}
      </span>
    </FieldFrame>
  )
}

interface PassphraseFieldProps extends FieldShell {
  readonly value: string
  readonly onInput: (value: string) => void
  readonly autocomplete: 'current-password' | 'new-password' | 'off'
  readonly disabled?: boolean
  readonly autofocus?: boolean
  /** No show/hide button: the confirmation follows the field above it. */
  readonly plain?: boolean
  /** A tick mark: the confirmation equals the passphrase. */
  readonly matches?: boolean
  readonly shown?: boolean
  readonly ref?: (element: HTMLInputElement) => void
}

/** A passphrase that can be shown. The text is not offered to spell checkers. */
export function PassphraseField(props: PassphraseFieldProps): JSX.Element {
  const id = createUniqueId()
  const [shown, setShown] = createSignal(false)
  const visible = (): boolean => props.shown ?? shown()
  return (
    <FieldFrame
      id={id}
      label={props.label}
      help={props.help}
      error={props.error}
      warning={props.warning}
    >
      <span class={styles['control']} data-invalid={props.error ? '' : undefined}>
        <input
          id={id}
          ref={(element) => props.ref?.(element)}
          class={styles['input']}
          type={visible() ? 'text' : 'password'}
          autocomplete={props.autocomplete}
          autocapitalize="off"
          spellcheck={false}
          disabled={props.disabled ?? false}
          autofocus={props.autofocus ?? false}
          value={props.value}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={props.error || props.help ? `${id}-help` : undefined}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
        <Show when={props.matches}>
          <Icon path={checkIcon} size={20} />
        </Show>
        <Show when={!props.plain}>
          <IconButton
            icon={visible() ? eyeOffIcon : eyeIcon}
            label={visible() ? fieldText().hidePassphrase : fieldText().showPassphrase}
            onClick={() => setShown(!shown())}
          />
        </Show>
      </span>
    </FieldFrame>
  )
}

/** The label above and the help, warning or error below a control with this id. */
export function FieldFrame(props: FieldShell & { readonly id: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <div class={styles['field']}>
      <span class={styles['label']}>
        <label for={props.id}>{props.label}</label>
        <Show when={props.optional}>
          <span class={styles['optional']}> {fieldText().optional}</span>
        </Show>
      </span>
      {props.children}
      <Show
        when={props.error}
        fallback={
          <Show
            when={props.warning}
            fallback={
              <Show when={props.help}>
                <p id={`${props.id}-help`} class={styles['help']}>
                  {props.help}
                </p>
              </Show>
            }
          >
            <p id={`${props.id}-help`} class={styles['warning']}>
              <Icon path={warningIcon} size={16} />
              <span>{props.warning}</span>
            </p>
          </Show>
        }
      >
        <p id={`${props.id}-help`} class={styles['error']} role="alert">
          <Icon path={warningIcon} size={16} />
          <span>{props.error}</span>
        </p>
      </Show>
    </div>
  )
}
