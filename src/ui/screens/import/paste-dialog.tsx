import { createSignal, createUniqueId, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextAreaField } from '../../components/field.tsx'
import { importText } from '../../messages/import.ts'

interface PasteProps {
  readonly onText: (text: string) => void
  readonly onClose: () => void
}

/** A field for text that the browser does not let the app take off the clipboard. */
export function PasteDialog(props: PasteProps): JSX.Element {
  const formId = createUniqueId()
  const [text, setText] = createSignal('')
  const [problem, setProblem] = createSignal<string>()
  const submit = (): void => {
    if (text().trim() === '') setProblem(importText().pasteEmpty)
    else props.onText(text())
  }
  return (
    <Dialog
      title={importText().pasteTitle}
      text={importText().pasteHelp}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button onClick={() => props.onClose()}>{importText().cancel}</Button>
          <Button look="primary" type="submit" form={formId}>
            {importText().readText}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextAreaField
          label={importText().pasteField}
          rows={8}
          value={text()}
          error={problem()}
          onInput={(value) => {
            setText(value)
            setProblem(undefined)
          }}
        />
      </form>
    </Dialog>
  )
}
