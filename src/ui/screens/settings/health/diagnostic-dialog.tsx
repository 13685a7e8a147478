import { createMemo, createResource, Show, type JSX } from 'solid-js'
import { argon2Available, kdfLine, newKdfParameters, systemRandom } from '../../../../crypto/index.ts'
import { capabilitiesOf, formatReport, type StepResult } from '../../../../health/index.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { healthText } from '../../../messages/health.ts'
import { fileDate, saveFile } from '../../../primitives/save-file.ts'
import { useServices } from '../../../services.tsx'
import { pageHash } from './app-hash-group.tsx'
import { createHealth } from './health-facts.ts'
import styles from './health.module.css'

interface DialogProps {
  readonly selfTest: readonly StepResult[] | undefined
  readonly onClose: () => void
}

/** Shows the whole diagnostic report before anything is saved. */
export function DiagnosticDialog(props: DialogProps): JSX.Element {
  const { clock } = useServices()
  const { facts } = createHealth()
  // An answer is a box: the hash that could not be had is an answer, too.
  const [hash] = createResource(async () => ({ digits: await pageHash() }))
  const text = () => healthText().report
  const report = createMemo(() => {
    const known = hash.latest
    if (!known) return undefined
    return formatReport({
      facts: facts(),
      version: APP_VERSION,
      commit: APP_COMMIT,
      hash: known.digits,
      userAgent: navigator.userAgent,
      capabilities: { ...capabilitiesOf(window), argon2id: argon2Available() },
      slowHash: kdfLine(newKdfParameters({ argon2: argon2Available(), random: systemRandom })),
      isInFolder: location.pathname.replace(/[^/]*$/, '') !== '/',
      selfTest: props.selfTest,
    })
  })
  const save = (content: string): void => {
    saveFile({ name: `${text().fileName}-${fileDate(clock.now())}.json`, type: 'application/json', content })
    props.onClose()
  }
  return (
    <Dialog
      roomy
      bare
      title={text().preview}
      text={text().text}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button data-autofocus="" onClick={() => props.onClose()}>
            {text().cancel}
          </Button>
          <Button look="primary" disabled={report() === undefined} onClick={() => save(report() ?? '')}>
            {text().saveFile}
          </Button>
        </>
      }
    >
      <Show when={report()} fallback={<p role="status">{text().preparing}</p>}>
        {(content) => (
          <pre class={styles['report']} tabindex="0" role="region" aria-label={text().preview}>
            {content()}
          </pre>
        )}
      </Show>
    </Dialog>
  )
}
