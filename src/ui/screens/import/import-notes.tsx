import { createMemo, For, Show, type JSX } from 'solid-js'
import type { OpenImport } from '../../../transfer/index.ts'
import { infoIcon, warningIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { importText } from '../../messages/import.ts'

/** Something to know about a file as a whole. */
interface ImportNote {
  readonly file: string
  readonly text: string
  /** Accounts may be missing or wrong, and the person can do something about it. */
  readonly isCare: boolean
}

/** What is to be said about the exports that were opened. */
export function notesOn(opened: readonly OpenImport[]): readonly ImportNote[] {
  return opened.flatMap((one) => {
    const file = importText().joinNames(one.files)
    const { missingParts = [], remarks = [], skipped = 0 } = one
    return [
      ...(missingParts.length > 0 ? [{ file, text: importText().missingParts(missingParts), isCare: true }] : []),
      ...remarks.map((remark) => ({ file, text: importText().remarks[remark], isCare: remark !== 'codes-only' })),
      ...(skipped > 0 ? [{ file, text: importText().skipped(skipped), isCare: false }] : []),
    ]
  })
}

/** Notes above the table; with several files, each says which one it is about. */
export function ImportNotes(props: { readonly opened: readonly OpenImport[] }): JSX.Element {
  const notes = createMemo(() => notesOn(props.opened))
  return (
    <Show when={notes().length > 0}>
      <For each={notes()}>
        {(note) => (
          <Tip
            icon={note.isCare ? warningIcon : infoIcon}
            {...(note.isCare && { tone: 'care' as const })}
            {...(props.opened.length > 1 && { title: importText().about(note.file) })}
          >
            {note.text}
          </Tip>
        )}
      </For>
    </Show>
  )
}
