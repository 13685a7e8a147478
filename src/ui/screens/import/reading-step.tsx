import type { JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { importText } from '../../messages/import.ts'
import { panelClass, TransferPage } from '../transfer/transfer-page.tsx'
import styles from './import.module.css'
import type { Opening } from './opening.ts'
import { Steps } from './steps.tsx'

/** Files are being read in the worker. */
export function ReadingStep(props: { readonly opening: Opening }): JSX.Element {
  return (
    <TransferPage
      takesFocus
      width="narrow"
      title={importText().title}
      backLabel={importText().backToImport}
      onBack={() => props.opening.stop()}
      aside={<Steps at="choose" />}
    >
      <section class={`${panelClass} ${styles['progress']}`}>
        <strong>{importText().reading(props.opening.reading())}</strong>
        <progress aria-label={importText().reading(props.opening.reading())} />
        <p>{importText().readingHelp}</p>
        <div class={styles['actions']}>
          <Button onClick={() => props.opening.stop()}>{importText().stopReading}</Button>
        </div>
      </section>
    </TransferPage>
  )
}
