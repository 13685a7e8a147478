import { createUniqueId, Show, type ComponentProps, type JSX } from 'solid-js'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { FormAlert } from './form-alert.tsx'
import styles from './form-dialog.module.css'

interface FormDialogProps extends Omit<ComponentProps<typeof Dialog>, 'foot'> {
  /** What the button says that goes without. Absent: there is nothing to go without any more. */
  readonly cancel: string | undefined
  /** What the button says that sends the form. */
  readonly submit: string
  /** Sending it loses something. */
  readonly danger?: boolean
  /** It was sent, and what follows is under way. */
  readonly busy?: boolean
  /** What was begun must come to its end: while busy, it cannot be closed. */
  readonly holds?: boolean
  /** There is nothing to send yet. */
  readonly blocked?: boolean
  /** A button between the two. */
  readonly between?: JSX.Element
  /** Of the form, where its fields stand otherwise than below each other. */
  readonly formClass?: string | undefined
  /** What stopped the form as a whole. */
  readonly error?: string | undefined
  readonly onSubmit: () => void
}

/** A dialog that is one form, with the two buttons of a form at its foot. */
export function FormDialog(props: FormDialogProps): JSX.Element {
  const formId = createUniqueId()
  const isHeld = (): boolean => (props.holds ?? false) && (props.busy ?? false)
  const close = (): void => {
    if (!isHeld()) props.onClose()
  }
  return (
    <Dialog
      {...props}
      onClose={close}
      foot={
        <>
          <Show when={props.cancel}>
            {(words) => (
              <Button disabled={isHeld()} onClick={close}>
                {words()}
              </Button>
            )}
          </Show>
          {props.between}
          <Button
            look={props.danger ? 'danger' : 'primary'}
            type="submit"
            form={formId}
            disabled={props.blocked ?? false}
            aria-busy={props.busy ?? false}
          >
            {props.submit}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        class={props.formClass ?? styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit()
        }}
      >
        {props.children}
        <FormAlert text={props.error} />
      </form>
    </Dialog>
  )
}
