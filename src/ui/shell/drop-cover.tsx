import type { JSX } from 'solid-js'
import type { HeldOver } from '../arrivals.ts'
import { downloadIcon, qrIcon } from '../components/icon-paths.ts'
import { Icon } from '../components/icon.tsx'
import { shellText } from '../messages/shell.ts'
import styles from './drop-cover.module.css'

/** Files are held over the page: what letting go of them means. */
export function DropCover(props: { readonly held: HeldOver }): JSX.Element {
  const isPicture = (): boolean => props.held === 'pictures'
  return (
    <div class={styles['cover']}>
      <div class={styles['card']}>
        <Icon path={isPicture() ? qrIcon : downloadIcon} size={36} />
        <strong>{isPicture() ? shellText().dropToScan : shellText().dropToImport}</strong>
        <p>{shellText().dropToImportHelp}</p>
      </div>
    </div>
  )
}
