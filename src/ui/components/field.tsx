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
  /** Help that says all is well, with a tick mark. */
  readonly good?: string | undefined
  /** The end of the error, where it counts down: read out with the error, but not at each change. */
  readonly errorNext?: string | undefined
}

interface TextFieldProps extends FieldShell, Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'style' | 'onInput'> {
  readonly value: string
  readonly onInput: (value: string) => void
  /** Monospaced, for keys and codes. */
  readonly code?: boolean
  /** Buttons inside the box, after the text. */
  readonly trailing?: JSX.Element
}

/**
 * For fields that are no passphrase of the vault: password managers pass over "off", and each has an attribute of its own
 * that keeps it from storing a key as a password.
 */
export const keptFromManagers: JSX.InputHTMLAttributes<HTMLInputElement> &
  JSX.TextareaHTMLAttributes<HTMLTextAreaElement> = {
  autocomplete: 'off',
  spellcheck: false,
  ...({ 'data-1p-ignore': '', 'data-lpignore': 'true', 'data-bwignore': 'true', 'data-form-type': 'other' } as object),
}

const shellKeys = ['label', 'optional', 'help', 'error', 'errorNext', 'warning', 'good'] as const

/** One line of text with its label, help and error. The error is announced and tied to the field. */
export function TextField(all: TextFieldProps): JSX.Element {
  const [shell, own, rest] = splitProps(all, shellKeys, ['onInput', 'code', 'trailing', 'class', 'id'])
  const id = own.id ?? createUniqueId()
  const attributes: JSX.InputHTMLAttributes<HTMLInputElement> = {
    ...keptFromManagers,
    ...({ autocorrect: 'off', autocapitalize: 'off' } as object),
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
          aria-describedby={shell.error || shell.warning || shell.good || shell.help ? `${id}-help` : undefined}
          onInput={(event) => own.onInput(event.currentTarget.value)}
        />
        {own.trailing}
      </span>
    </FieldFrame>
  )
}

interface TextAreaProps {
  readonly label: string
  readonly value: string
  readonly error?: string | undefined
  /** What the form calls it, as `data-field`. */
  readonly field?: string
  readonly rows?: number
  readonly onInput: (value: string) => void
}

/** Several lines of prose. */
export function TextAreaField(props: TextAreaProps): JSX.Element {
  const id = createUniqueId()
  return (
    <FieldFrame id={id} label={props.label} error={props.error}>
      <span class={styles['control']} data-invalid={props.error ? '' : undefined}>
        <textarea
          {...keptFromManagers}
          id={id}
          data-field={props.field}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={props.error ? `${id}-help` : undefined}
          class={styles['input']}
          rows={props.rows ?? 3}
          dir="auto"
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
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
  /** Whether the text is legible, where the caller decides; {@link onShown} hears the button then. */
  readonly shown?: boolean
  readonly onShown?: (shown: boolean) => void
  /** Keeps focus and text while the passphrase is being tried. */
  readonly readOnly?: boolean
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
      errorNext={props.errorNext}
      warning={props.warning}
    >
      <span class={styles['control']} data-invalid={props.error ? '' : undefined}>
        <input
          id={id}
          ref={(element) => props.ref?.(element)}
          class={styles['input']}
          type={visible() ? 'text' : 'password'}
          autocomplete={props.autocomplete}
          data-1p-ignore={props.autocomplete === 'off' ? '' : undefined}
          data-lpignore={props.autocomplete === 'off' ? 'true' : undefined}
          data-bwignore={props.autocomplete === 'off' ? 'true' : undefined}
          data-form-type={props.autocomplete === 'off' ? 'other' : undefined}
          autocapitalize="off"
          spellcheck={false}
          disabled={props.disabled ?? false}
          readOnly={props.readOnly ?? false}
          autofocus={props.autofocus ?? false}
          value={props.value}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={props.error || props.warning || props.help ? `${id}-help` : undefined}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
        <Show when={props.matches}>
          <Icon path={checkIcon} size={20} />
        </Show>
        <Show when={!props.plain}>
          <IconButton
            icon={visible() ? eyeOffIcon : eyeIcon}
            label={visible() ? fieldText().hidePassphrase : fieldText().showPassphrase}
            disabled={props.disabled ?? false}
            onClick={() => {
              setShown(!visible())
              props.onShown?.(shown())
            }}
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
              <Show when={props.good ?? props.help}>
                {(text) => (
                  <p id={`${props.id}-help`} class={props.good ? styles['good'] : styles['help']}>
                    <Show when={props.good}>
                      <Icon path={checkIcon} size={16} />
                    </Show>
                    <span>{text()}</span>
                  </p>
                )}
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
          <span>
            {props.error}
            <Show when={props.errorNext}>
              {' '}
              <span aria-live="off">{props.errorNext}</span>
            </Show>
          </span>
        </p>
      </Show>
    </div>
  )
}
