import { createSignal, Show, type JSX } from 'solid-js'
import { sheetOf, type Sheet } from '../../../transfer/index.ts'
import { exportText } from '../../messages/export.ts'
import { useWorkspace } from '../../workspace.tsx'
import type { ExportChoice } from './export-choice.ts'
import { GuardedPage } from './guarded-page.tsx'
import { createHideWhenLeft } from './hide-when-left.ts'
import { SheetPage } from './sheet-page.tsx'

/** What is on the sheet, and when it was made: Unix ms. */
export interface ShownSheet extends Sheet {
  readonly at: number
}

/** A sheet of paper with a QR code and the key of each account. */
export function PrintSheet(props: { readonly choice: ExportChoice; readonly onDone: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const [sheet, setSheet] = createSignal<ShownSheet>()
  createHideWhenLeft(() => setSheet(undefined))
  const open = async (): Promise<void> => {
    setSheet({ ...(await props.choice.lend(sheetOf)), at: workspace.now() })
  }
  return (
    <GuardedPage
      choice={props.choice}
      target="sheet"
      title={exportText().sheet}
      action={exportText().showSheet}
      why={exportText().sheetWhy}
      isOpen={sheet() !== undefined}
      onOpen={open}
      onDone={props.onDone}
    >
      <Show when={sheet()}>{(shown) => <SheetPage sheet={shown()} onDone={props.onDone} />}</Show>
    </GuardedPage>
  )
}
