import type { JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { importText } from '../../messages/import.ts'
import { panelClass, TransferPage } from '../transfer/transfer-page.tsx'
import type { ImportSession } from './import-session.ts'
import styles from './import.module.css'
import { Steps } from './steps.tsx'

/** What was chosen is being written. */
export function SavingStep(props: { readonly session: ImportSession }): JSX.Element {
  return (
    <TransferPage
      takesFocus
      width="narrow"
      title={importText().title}
      backLabel={importText().backToImport}
      onBack={() => props.session.stopSaving()}
      aside={<Steps at="check" />}
    >
      <section class={`${panelClass} ${styles['progress']}`}>
        <strong>{importText().encrypting(props.session.saving().sealed, props.session.saving().count)}</strong>
        <progress
          aria-label={importText().progress}
          max={Math.max(1, props.session.saving().count)}
          value={props.session.saving().sealed}
        />
        <p>{importText().progressHelp}</p>
        <div class={styles['actions']}>
          <Button aria-busy={props.session.stopping()} onClick={() => props.session.stopSaving()}>
            {props.session.stopping() ? importText().stopping : importText().stop}
          </Button>
        </div>
      </section>
    </TransferPage>
  )
}
