import type { JSX } from 'solid-js'
import { dialogsText } from '../messages/dialogs.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

interface ConfirmProps {
  readonly title: string
  readonly text: string
  /** What the button that goes ahead says. */
  readonly confirm: string
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something that cannot be taken back. Focus starts on the safe answer. */
export function ConfirmDialog(props: ConfirmProps): JSX.Element {
  return (
    <Dialog
      role="alertdialog"
      title={props.title}
      text={props.text}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button data-autofocus="" onClick={() => props.onClose()}>
            {dialogsText().cancel}
          </Button>
          <Button look="danger" onClick={() => props.onConfirm()}>
            {props.confirm}
          </Button>
        </>
      }
    />
  )
}
