import { createMemo, Show, type JSX } from 'solid-js'
import type { LoggedRequest } from '../../../../vault/index.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { sitesText } from '../../../messages/sites.ts'
import { fileDate, saveFile } from '../../../primitives/save-file.ts'
import { useWorkspace } from '../../../workspace.tsx'
import { formatRequests } from './request-file.ts'
import styles from './request-log.module.css'

/** Requests that are shown of what goes into the file. */
const previewed = 5

interface SaveProps {
  /** Oldest first. */
  readonly requests: readonly LoggedRequest[]
  readonly onClose: () => void
}

/** Shows what is in the file before it is saved: it is not encrypted. */
export function SaveRequestsDialog(props: SaveProps): JSX.Element {
  const workspace = useWorkspace()
  const text = () => sitesText().log
  const format = (requests: readonly LoggedRequest[]): string =>
    formatRequests(requests, (id) => workspace.vault.account(id))
  const preview = createMemo(() => format(props.requests.slice(-previewed)))
  const save = (): void => {
    saveFile({
      name: `${text().fileName}-${fileDate(workspace.now())}.json`,
      type: 'application/json',
      content: format(props.requests),
    })
    props.onClose()
  }
  return (
    <Dialog
      roomy
      bare
      title={text().saveTitle}
      text={text().saveText(props.requests.length)}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button data-autofocus="" onClick={() => props.onClose()}>
            {sitesText().choosing.cancel}
          </Button>
          <Button look="primary" onClick={save}>
            {text().saveFile}
          </Button>
        </>
      }
    >
      <div class={styles['previewed']}>
        <pre class={styles['preview']} tabindex="0" role="region" aria-label={text().preview}>
          {preview()}
        </pre>
        <Show when={props.requests.length > previewed}>
          <p class={styles['cut']}>{text().previewCut(previewed, props.requests.length)}</p>
        </Show>
      </div>
    </Dialog>
  )
}
