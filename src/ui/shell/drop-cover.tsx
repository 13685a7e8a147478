import type { JSX } from 'solid-js'
import { downloadIcon } from '../components/icon-paths.ts'
import { Icon } from '../components/icon.tsx'
import { shellText } from '../messages/shell.ts'
import styles from './drop-cover.module.css'

/** Files are held over the page: what letting go of them means. */
export function DropCover(): JSX.Element {
  return (
    <div class={styles['cover']}>
      <div class={styles['card']}>
        <Icon path={downloadIcon} size={36} />
        <strong>{shellText().dropToImport}</strong>
        <p>{shellText().dropToImportHelp}</p>
      </div>
    </div>
  )
}
