import { createSignal, lazy, onCleanup, Show, Suspense, type Accessor, type JSX } from 'solid-js'
import type { KeyStrength } from '../../../crypto/index.ts'
import { Button } from '../../components/button.tsx'
import { keyCareText } from '../../messages/key-care.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { keyStrengths, measureStrengths, type MeasuredStrength } from './measure-strength.ts'
import { createPassphraseHash } from './passphrase-hash.ts'
import { SelectRow, SettingRow, SettingsGroup } from './settings-group.tsx'

const KeyStrengthDialog = lazy(async () => ({
  default: (await import('./key-strength-dialog.tsx')).KeyStrengthDialog,
}))

/** How slow the hash of the passphrase is, and how long that takes on this device. */
export function KeyStrengthGroup(): JSX.Element {
  const workspace = useWorkspace()
  const hash = createPassphraseHash(workspace)
  const speed = createSpeed()
  const [wanted, setWanted] = createSignal<KeyStrength>()
  const strength = (): KeyStrength => wanted() ?? workspace.settings().keyStrength
  const msOf = (of: KeyStrength): number | undefined => {
    const result = speed.results().get(of)
    return result === 'memory' ? undefined : result
  }
  const help = (): string => {
    const now = hash()
    if (now === undefined) return ''
    const ms = now.isBelowPolicy ? undefined : msOf(workspace.settings().keyStrength)
    return [keyCareText().hash(now.parameters), ...(ms === undefined ? [] : [keyCareText().unlocksIn(ms)])].join(' ')
  }
  const canChoose = (): boolean => hash()?.canChoose ?? true
  return (
    <>
      <SettingsGroup
        title={keyCareText().encryption}
        lead={keyCareText().encryptionLead}
        {...(canChoose() ? {} : { note: keyCareText().noChoice })}
        disabled={workspace.readOnly()}
      >
        <Show when={canChoose()} fallback={<SettingRow label={keyCareText().strength} help={help()} />}>
          <SelectRow
            label={keyCareText().strength}
            help={help()}
            options={keyStrengths.map((value) => ({ value, label: keyCareText().strengths[value] }))}
            value={strength()}
            onChange={setWanted}
          />
        </Show>
        <Show when={hash()?.isBelowPolicy}>
          <SettingRow label={keyCareText().outdated} help={keyCareText().outdatedHelp}>
            <Button size="small" look="quiet" onClick={() => setWanted(workspace.settings().keyStrength)}>
              {keyCareText().strengthen}
            </Button>
          </SettingRow>
        </Show>
        <Show when={canChoose()}>
          <SpeedRow speed={speed} />
        </Show>
      </SettingsGroup>
      <Suspense>
        <Show when={hash() && wanted()} keyed>
          {(chosen) => (
            <Show when={hash()}>
              {(now) => (
                <KeyStrengthDialog
                  strength={chosen}
                  hash={now()}
                  ms={msOf(chosen)}
                  onClose={() => setWanted(undefined)}
                />
              )}
            </Show>
          )}
        </Show>
      </Suspense>
    </>
  )
}

interface Speed {
  readonly results: Accessor<ReadonlyMap<KeyStrength, MeasuredStrength>>
  /** What is tried now. */
  readonly trying: Accessor<KeyStrength | undefined>
  readonly failed: Accessor<boolean>
  measure(): Promise<void>
  stop(): void
}

/** What was measured since this screen was opened. */
function createSpeed(): Speed {
  const { kdf, clock } = useServices()
  const [results, setResults] = createSignal<ReadonlyMap<KeyStrength, MeasuredStrength>>(new Map())
  const [trying, setTrying] = createSignal<KeyStrength>()
  const [failed, setFailed] = createSignal(false)
  let abort: AbortController | undefined
  const stop = (): void => abort?.abort()
  onCleanup(stop)
  return {
    results,
    trying,
    failed,
    stop,
    async measure() {
      abort = new AbortController()
      const { signal } = abort
      setFailed(false)
      setResults(new Map())
      setTrying('standard')
      try {
        const own = await kdf()
        try {
          const onMeasured = (strength: KeyStrength, result: MeasuredStrength): void => {
            setResults((before) => new Map(before).set(strength, result))
          }
          await measureStrengths({ kdf: own, clock, signal, onStart: setTrying, onMeasured })
        } finally {
          own.dispose()
        }
      } catch {
        setFailed(!signal.aborted)
      }
      setTrying(undefined)
    },
  }
}

function SpeedRow(props: { readonly speed: Speed }): JSX.Element {
  const said = (): string => {
    const { results, trying, failed } = props.speed
    const now = trying()
    if (now !== undefined) return keyCareText().measuring(now)
    if (failed()) return keyCareText().notMeasured
    return results().size > 0 ? keyCareText().measured([...results()]) : ''
  }
  return (
    <SettingRow label={keyCareText().speed} help={said() || keyCareText().speedHelp}>
      <span class="visually-hidden" role="status">
        {said()}
      </span>
      <Button
        size="small"
        look="quiet"
        onClick={() => (props.speed.trying() === undefined ? void props.speed.measure() : props.speed.stop())}
      >
        {props.speed.trying() === undefined ? keyCareText().measure : keyCareText().stop}
      </Button>
    </SettingRow>
  )
}
