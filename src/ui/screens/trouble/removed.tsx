import { createSignal, onCleanup, Show, type JSX } from 'solid-js'
import { Button, TextLink } from '../../components/button.tsx'
import { Gate, GateHead, gateLinks, gateStack } from '../../components/gate.tsx'
import { fileLockIcon, warningIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { troubleText } from '../../messages/trouble.ts'
import type { StrengthWorker } from '../../passphrase/estimator.ts'
import { useServices } from '../../services.tsx'
import { RescueForm } from './rescue-form.tsx'
import { StartAgainDialog } from './start-again-dialog.tsx'

interface RemovedProps {
  /** Test seam: what judges the backup passphrase. */
  readonly startWorker?: () => StrengthWorker
}

/** There was a vault here and the browser has removed it: never to be taken for a first visit. */
export function RemovedScreen(props: RemovedProps): JSX.Element {
  const services = useServices()
  const [asking, setAsking] = createSignal<'start' | 'restore'>()
  const inMemory = (): boolean => {
    const status = services.status()
    return status.name === 'removed' && status.inMemory
  }
  // A restart would drop the last copy.
  onCleanup(services.update.guard(inMemory))
  return (
    <Gate>
      <div class={gateStack}>
        <GateHead heading={troubleText().removedHeading} line={troubleText().removedLine} />
        <Show
          when={inMemory()}
          fallback={
            <>
              <Tip icon={fileLockIcon} title={troubleText().removedGone}>
                {troubleText().removedGoneHelp}
              </Tip>
              <Button look="primary" size="big" wide onClick={() => setAsking('restore')}>
                {troubleText().restore}
              </Button>
              <Button size="big" wide onClick={() => setAsking('start')}>
                {troubleText().startAgain}
              </Button>
            </>
          }
        >
          <Tip icon={warningIcon} tone="care" title={troubleText().removedInMemory}>
            {troubleText().removedInMemoryHelp}
          </Tip>
          <RescueForm startWorker={props.startWorker} />
          <div class={gateLinks}>
            <TextLink
              href="#"
              danger
              onClick={(event) => {
                event.preventDefault()
                setAsking('start')
              }}
            >
              {troubleText().startAgain}
            </TextLink>
          </div>
        </Show>
      </div>
      <Show when={asking()}>
        <StartAgainDialog
          inMemory={inMemory()}
          onClose={() => setAsking(undefined)}
          onStarted={() => {
            if (asking() === 'restore') services.arrivals.bring({ what: 'restore-wish' })
          }}
        />
      </Show>
    </Gate>
  )
}
