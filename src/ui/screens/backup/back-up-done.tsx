import { Show, type JSX } from 'solid-js'
import { checkIcon, infoIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { Tip } from '../../components/tip.tsx'
import { backupsText } from '../../messages/backups.ts'
import type { BackUpResult } from './back-up-run.ts'
import styles from './backup-dialog.module.css'

/** What was made, and how sure that is. */
export function BackUpDone(props: { readonly result: BackUpResult }): JSX.Element {
  const text = () => backupsText().dialog
  const picked = (): boolean => props.result.delivery === 'picked'
  const found = (): string => (picked() ? text().verified : text().checked)(props.result.accounts, props.result.binned)
  return (
    <>
      <div class={styles['done']} role="status">
        <span class={styles['sign']}>
          <Icon path={checkIcon} size={26} />
        </span>
        <p>
          <strong>{found()}</strong>
          <span class={styles['name']} dir="ltr">
            {props.result.name}
          </span>
        </p>
      </div>
      <Show when={!picked()}>
        <Tip icon={infoIcon}>{text().handedOver}</Tip>
      </Show>
    </>
  )
}
