import { createSignal, type JSX } from 'solid-js'
import { IconButton } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { pasteIcon } from '../../components/icon-paths.ts'
import { accountFormText } from '../../messages/account-form.ts'
import type { SecretReading } from './secret-reading.ts'

interface SecretFieldProps {
  readonly value: string
  readonly reading: SecretReading
  readonly error: string | undefined
  readonly onInput: (value: string) => void
  /** Text from the clipboard, by the button. */
  readonly onPasted: (text: string) => void
  readonly onLeave: () => void
}

/** `Secret key`, what there is to say about it, and a button that fills it from the clipboard. */
export function SecretField(props: SecretFieldProps): JSX.Element {
  const [refused, setRefused] = createSignal<string>()
  let field: HTMLInputElement | undefined

  const paste = async (): Promise<void> => {
    try {
      const text = await navigator.clipboard.readText()
      if (text.trim() === '') setRefused(accountFormText().pasteEmpty)
      else {
        setRefused(undefined)
        props.onPasted(text)
      }
    } catch {
      // No clipboard here, or the person said no to the browser's question: pasting by keyboard always works.
      setRefused(accountFormText().pasteRefused)
    }
    field?.focus()
  }
  const good = (): string | undefined => {
    const { reading } = props
    return reading.state === 'good' && !reading.weak ? accountFormText().validKey(reading.bits) : undefined
  }
  const weak = (): string | undefined => {
    const { reading } = props
    return reading.state === 'good' && reading.weak ? accountFormText().weakKey(reading.bits) : undefined
  }

  return (
    <TextField
      ref={(element: HTMLInputElement) => (field = element)}
      label={accountFormText().secret}
      data-field="secret"
      dir="ltr"
      value={props.value}
      error={refused() ?? props.error}
      warning={weak()}
      good={good()}
      onInput={(value) => {
        setRefused(undefined)
        props.onInput(value)
      }}
      onBlur={() => props.onLeave()}
      trailing={<IconButton icon={pasteIcon} label={accountFormText().paste} onClick={() => void paste()} />}
    />
  )
}
