import { createSignal, lazy, Show, Suspense, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { cameraIcon, downloadIcon, fileIcon, pasteIcon, warningIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { Tip } from '../../components/tip.tsx'
import { importText } from '../../messages/import.ts'
import { shellText } from '../../messages/shell.ts'
import { textFile } from '../../primitives/text-file.ts'
import { useServices } from '../../services.tsx'
import { arrivalOfFiles } from '../../sort-files.ts'
import { useWorkspace } from '../../workspace.tsx'
import { TransferPage } from '../transfer/transfer-page.tsx'
import { transferPanelId, transferTabId } from '../transfer/transfer-tabs.tsx'
import { AppGrid } from './app-grid.tsx'
import styles from './choose-step.module.css'
import { FileButton } from './file-button.tsx'
import type { ImportSession } from './import-session.ts'
import { RefusedFiles } from './refused-files.tsx'

const PasteDialog = lazy(async () => ({ default: (await import('./paste-dialog.tsx')).PasteDialog }))

interface ChooseProps {
  readonly session: ImportSession
  readonly tabs: () => JSX.Element
  readonly takesFocus: boolean
  readonly onBack: () => void
}

/** Where an import begins: files, text, and how other apps give out what they have. */
export function ChooseStep(props: ChooseProps): JSX.Element {
  const workspace = useWorkspace()
  return (
    <TransferPage
      takesFocus={props.takesFocus}
      title={importText().heading}
      line={importText().line}
      backLabel={shellText().backToAccounts}
      onBack={() => props.onBack()}
      aside={props.tabs()}
    >
      <div class={styles['panel']} role="tabpanel" id={transferPanelId} aria-labelledby={transferTabId('import')}>
        <RefusedFiles refused={props.session.opening.refused()} onDismiss={props.session.opening.dismissRefused} />
        <Show
          when={!workspace.readOnly()}
          fallback={
            <Tip icon={warningIcon} tone="care" title={importText().readOnly}>
              {importText().readOnlyWhy}
            </Tip>
          }
        >
          <DropZone session={props.session} />
        </Show>
        <AppGrid />
      </div>
    </TransferPage>
  )
}

function DropZone(props: { readonly session: ImportSession }): JSX.Element {
  const { arrivals } = useServices()
  const [pasting, setPasting] = createSignal(false)
  const takeText = (text: string): void => {
    setPasting(false)
    props.session.take([textFile(text)])
  }
  // Pictures of codes are looked at where accounts are added.
  const takeFiles = async (files: readonly File[]): Promise<void> => {
    const arrival = await arrivalOfFiles(files)
    if (arrival.what === 'files') props.session.take(arrival.files)
    else arrivals.bring(arrival)
  }
  // Browsers ask the person, refuse, or have nothing: then there is a field to paste into.
  const paste = async (): Promise<void> => {
    const text = await clipboardText().catch(() => '')
    if (text.trim() === '') setPasting(true)
    else takeText(text)
  }
  return (
    <>
      <div
        class={styles['drop']}
        role="group"
        aria-label={importText().drop}
        data-over={arrivals.over() ? '' : undefined}
      >
        <Icon path={downloadIcon} size={36} />
        <strong>{importText().dropTitle}</strong>
        <p>{importText().dropHelp}</p>
        <div class={styles['buttons']}>
          <FileButton look="primary" icon={fileIcon} onFiles={(files) => void takeFiles(files)}>
            {importText().chooseFiles}
          </FileButton>
          <Button icon={pasteIcon} onClick={() => void paste()}>
            {importText().pasteText}
          </Button>
          <Button icon={cameraIcon} onClick={() => arrivals.bring({ what: 'add', tab: 'scan' })}>
            {importText().scan}
          </Button>
        </div>
      </div>
      <Suspense>
        <Show when={pasting()}>
          <PasteDialog onText={takeText} onClose={() => setPasting(false)} />
        </Show>
      </Suspense>
    </>
  )
}

/** Rejects, too, where the browser has no such method. */
async function clipboardText(): Promise<string> {
  return navigator.clipboard.readText()
}
