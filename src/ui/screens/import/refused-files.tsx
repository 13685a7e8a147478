import { createUniqueId, For, Show, type JSX } from 'solid-js'
import { TransferError } from '../../../transfer/index.ts'
import { Button } from '../../components/button.tsx'
import { warningIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { appNamesText } from '../../messages/app-names.ts'
import { errorText } from '../../messages/errors.ts'
import { importText } from '../../messages/import.ts'
import type { RefusedFile } from './read-files.ts'
import styles from './refused-files.module.css'

interface RefusedProps {
  readonly refused: readonly RefusedFile[]
  readonly onDismiss: () => void
}

/** The files that did not open, each with its app, as far as it is known, and the reason. */
export function RefusedFiles(props: RefusedProps): JSX.Element {
  const headingId = createUniqueId()
  return (
    <Show when={props.refused.length > 0}>
      <section class={styles['refused']} aria-labelledby={headingId} role="alert">
        <div class={styles['head']}>
          <Icon path={warningIcon} size={20} />
          <h2 id={headingId}>{importText().refusedHeading(props.refused.length)}</h2>
          <Button size="small" look="ghost" onClick={() => props.onDismiss()}>
            {importText().dismissRefused}
          </Button>
        </div>
        <ul aria-label={importText().refusedList} role="list">
          <For each={props.refused}>{(file) => <RefusedItem file={file} />}</For>
        </ul>
      </section>
    </Show>
  )
}

function RefusedItem(props: { readonly file: RefusedFile }): JSX.Element {
  const app = (): string | undefined => props.file.format && appNamesText()[props.file.format]
  return (
    <li>
      <strong dir="auto">{importText().joinNames(props.file.files)}</strong>
      <Show when={app()}>{(name) => <span class={styles['app']}>{name()}</span>}</Show>
      <p>{refusalText(props.file.reason)}</p>
      <Show when={props.file.reason === 'transfer/unrecognised'}>
        <details>
          <summary>{importText().lookedFor}</summary>
          <p>{importText().joinNames(lookedFor())}</p>
        </details>
      </Show>
    </li>
  )
}

/** Why a file is of no use, and what to do. */
export function refusalText(reason: RefusedFile['reason']): string {
  if (reason === 'no-accounts') return importText().noAccounts
  if (reason === 'not-read') return importText().notRead
  if (reason === 'transfer/picture') return importText().picture
  return errorText(new TransferError(reason, 'said to the person'))
}

/** What a file's content was compared with, each name once. */
function lookedFor(): readonly string[] {
  return [...new Set(Object.values(appNamesText()))]
}
