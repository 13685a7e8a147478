import type { JSX } from 'solid-js'
import { dialogsText } from '../messages/dialogs.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** The words of the question, where it is about something else than a form. */
export interface DiscardWords {
  readonly title: string
  readonly text: string
  /** What the button that keeps it says. */
  readonly keep: string
}

interface DiscardProps {
  readonly words?: DiscardWords | undefined
  readonly onDiscard: () => void
  readonly onKeep: () => void
}

/** Asks before a form that was typed in, or other unsaved work, goes away. Escape keeps it. */
export function DiscardDialog(props: DiscardProps): JSX.Element {
  return (
    <Dialog
      role="alertdialog"
      title={props.words?.title ?? dialogsText().discardTitle}
      text={props.words?.text ?? dialogsText().discardText}
      onClose={() => props.onKeep()}
      foot={
        <>
          <Button onClick={() => props.onDiscard()} look="dangerLine">
            {dialogsText().discard}
          </Button>
          <Button look="primary" data-autofocus="" onClick={() => props.onKeep()}>
            {props.words?.keep ?? dialogsText().keepEditing}
          </Button>
        </>
      }
    />
  )
}
