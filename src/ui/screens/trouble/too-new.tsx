import { createSignal, onCleanup, Show, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Gate, GateHead, gateStack } from '../../components/gate.tsx'
import { refreshIcon } from '../../components/icon-paths.ts'
import { troubleText } from '../../messages/trouble.ts'
import { useServices } from '../../services.tsx'
import { RawDataButton } from './raw-data-button.tsx'
import styles from './trouble.module.css'

/** A newer version wrote this vault: this one must not change it. */
export function TooNewScreen(): JSX.Element {
  const { update } = useServices()
  const [state, setState] = createSignal(update.state())
  const [result, setResult] = createSignal<'none' | 'waiting' | 'failed'>()
  onCleanup(update.subscribe(() => setState(update.state())))

  const said = (): string => {
    if (state().checking) return ''
    if (state().waiting) return troubleText().updateReady
    if (result() === 'failed') return troubleText().checkFailed
    return result() === 'none' ? troubleText().noUpdate : ''
  }
  const check = async (): Promise<void> => {
    setResult(undefined)
    setResult(await update.check())
  }
  return (
    <Gate>
      <div class={gateStack}>
        <GateHead heading={troubleText().tooNewHeading} line={troubleText().tooNewLine} />
        <Show
          when={state().waiting}
          fallback={
            <Button
              look="primary"
              size="big"
              wide
              icon={refreshIcon}
              aria-busy={state().checking}
              onClick={() => void check()}
            >
              {state().checking ? troubleText().checking : troubleText().checkForUpdates}
            </Button>
          }
        >
          <Button look="primary" size="big" wide icon={refreshIcon} onClick={() => update.apply()}>
            {troubleText().restartNow}
          </Button>
        </Show>
        <p class={styles['said']} role="status">
          {said()}
        </p>
        <RawDataButton />
      </div>
    </Gate>
  )
}
