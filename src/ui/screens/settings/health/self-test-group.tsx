import { createSignal, For, Show, type JSX } from 'solid-js'
import { argon2Available, newKdfParameters, systemRandom } from '../../../../crypto/index.ts'
import { hasPassed, runSelfTest, type HealthState, type StepResult } from '../../../../health/index.ts'
import { createScratch } from '../../../../storage/index.ts'
import { Button } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { errorText } from '../../../messages/errors.ts'
import { healthText } from '../../../messages/health.ts'
import { useServices, type Services } from '../../../services.tsx'
import { SettingRow, SettingsGroup } from '../settings-group.tsx'
import styles from './health.module.css'
import { stateSigns } from './state-sign.ts'

interface GroupProps {
  /** Of the last test of this visit. */
  readonly results: readonly StepResult[] | undefined
  readonly onResults: (results: readonly StepResult[]) => void
}

const outcomeStates: Readonly<Record<StepResult['outcome'], HealthState>> = {
  passed: 'good',
  failed: 'bad',
  skipped: 'unknown',
}

/** Tries key, encryption and storage once, and says how each step went. The vault is not touched. */
export function SelfTestGroup(props: GroupProps): JSX.Element {
  const services = useServices()
  const [running, setRunning] = createSignal<readonly StepResult[]>()
  const text = () => healthText().selfTest
  const run = async (): Promise<void> => {
    if (running()) return
    setRunning([])
    const results = await selfTest(services, (result) => setRunning((before) => [...(before ?? []), result]))
    props.onResults(results)
    setRunning(undefined)
  }
  const shown = (): readonly StepResult[] => running() ?? props.results ?? []
  const said = (): string => (running() ? text().running : props.results ? conclusion(props.results) : text().notRun)
  return (
    <SettingsGroup title={text().title} lead={text().lead}>
      <SettingRow label={text().label}>
        <Button size="small" look="quiet" aria-busy={running() !== undefined} onClick={() => void run()}>
          {text().run}
        </Button>
      </SettingRow>
      <div class={styles['test']}>
        <p role="status">{said()}</p>
        <Show when={shown().length > 0}>
          <ul class={styles['steps']} aria-label={text().results}>
            <For each={shown()}>{(result) => <Step result={result} />}</For>
          </ul>
        </Show>
      </div>
    </SettingsGroup>
  )
}

function Step(props: { readonly result: StepResult }): JSX.Element {
  const text = () => healthText().selfTest
  return (
    <li class={styles['step']} data-state={outcomeStates[props.result.outcome]}>
      <Icon path={stateSigns[outcomeStates[props.result.outcome]]} size={16} />
      <span>{text().steps[props.result.step]}</span>
      <span class={styles['outcome']}>{text().outcomes[props.result.outcome]}</span>
      <span class={styles['took']}>{props.result.outcome === 'skipped' ? '' : text().ms(props.result.took)}</span>
    </li>
  )
}

/** Everything real: the worker, today's slow hash, IndexedDB. */
async function selfTest(services: Services, onStep: (result: StepResult) => void): Promise<readonly StepResult[]> {
  const { clock } = services
  const kdf = await services.kdf()
  try {
    const parameters = newKdfParameters({ argon2: argon2Available(), random: systemRandom })
    return await runSelfTest({ kdf, parameters, scratch: createScratch(), random: systemRandom, clock }, onStep)
  } finally {
    kdf.dispose()
  }
}

/** One sentence over all steps; of several failures the first one's, which the others may follow from. */
function conclusion(results: readonly StepResult[]): string {
  const text = healthText().selfTest
  const failed = results.find(({ outcome }) => outcome === 'failed')
  if (failed) return text.failed(text.steps[failed.step], errorText(failed.error))
  return hasPassed(results) ? text.passed(results.reduce((sum, { took }) => sum + took, 0)) : text.notRun
}
