import { createSignal, type JSX } from 'solid-js'
import { FormDialog } from '../../components/form-dialog.tsx'
import { TextAreaField } from '../../components/field.tsx'
import { importText } from '../../messages/import.ts'

interface PasteProps {
  readonly onText: (text: string) => void
  readonly onClose: () => void
}

/** A field for text that the browser does not let the app take off the clipboard. */
export function PasteDialog(props: PasteProps): JSX.Element {
  const [text, setText] = createSignal('')
  const [problem, setProblem] = createSignal<string>()
  const submit = (): void => {
    if (text().trim() === '') setProblem(importText().pasteEmpty)
    else props.onText(text())
  }
  return (
    <FormDialog
      title={importText().pasteTitle}
      text={importText().pasteHelp}
      cancel={importText().cancel}
      submit={importText().readText}
      onSubmit={submit}
      onClose={() => props.onClose()}
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
    </FormDialog>
  )
}
