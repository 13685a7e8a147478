import type { JSX } from 'solid-js'
import { dialogsText } from '../messages/dialogs.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** Asks before a form that was typed in goes away. Escape keeps it. */
export function DiscardDialog(props: { readonly onDiscard: () => void; readonly onKeep: () => void }): JSX.Element {
  return (
    <Dialog
      role="alertdialog"
      title={dialogsText().discardTitle}
      text={dialogsText().discardText}
      onClose={() => props.onKeep()}
      foot={
        <>
          <Button onClick={() => props.onDiscard()} look="dangerLine">
            {dialogsText().discard}
          </Button>
          <Button look="primary" data-autofocus="" onClick={() => props.onKeep()}>
            {dialogsText().keepEditing}
          </Button>
        </>
      }
    />
  )
}
