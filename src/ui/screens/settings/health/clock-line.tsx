import { createSignal, Match, Switch, type JSX } from 'solid-js'
import { clockToleranceMs, type ClockReading } from '../../../../pwa/index.ts'
import { Button } from '../../../components/button.tsx'
import { correctCodes, stopCorrecting } from '../../../correct-codes.ts'
import { clockText } from '../../../messages/clock.ts'
import { useServices } from '../../../services.tsx'
import { useWorkspace, type Workspace } from '../../../workspace.tsx'

/** What can be done about this device's clock: comparing it, letting codes allow for it, and no longer. */
export function ClockActions(): JSX.Element {
  const workspace = useWorkspace()
  const measured = () => {
    const reading = workspace.clockReading()
    return reading.name === 'measured' ? reading : undefined
  }
  const isWrong = (): boolean => Math.abs(measured()?.aheadMs ?? 0) > clockToleranceMs
  return (
    <Switch>
      <Match when={workspace.correction().from !== 'off'}>
        <Button size="small" look="quiet" disabled={workspace.readOnly()} onClick={() => stopCorrecting(workspace)}>
          {clockText().stop}
        </Button>
      </Match>
      <Match when={isWrong() && measured()}>
        {(reading) => (
          <Button
            size="small"
            look="quiet"
            disabled={workspace.readOnly()}
            onClick={() => correctCodes(workspace, reading())}
          >
            {clockText().correct}
          </Button>
        )}
      </Match>
      <Match when={!measured()}>
        <CompareButton />
      </Match>
    </Switch>
  )
}

/** The clock where codes allow for it: how it stands, and by how much they are corrected. `undefined`: they are not. */
export function correctionHelp(workspace: Workspace): string | undefined {
  const said = correctionWords(workspace)
  return said === '' ? undefined : `${readingWords(workspace.clockReading())} ${said}`
}

function CompareButton(): JSX.Element {
  const { clockCheck } = useServices()
  const [busy, setBusy] = createSignal(false)
  const compare = (): void => {
    if (busy()) return
    setBusy(true)
    void clockCheck.check().then(() => setBusy(false))
  }
  return (
    <Button size="small" look="quiet" aria-busy={busy()} onClick={compare}>
      {clockText().row.compare}
    </Button>
  )
}

function readingWords(reading: ClockReading): string {
  const text = clockText()
  if (reading.name === 'measured') {
    const { aheadMs, withinMs } = reading
    const isRight = Math.abs(aheadMs) <= clockToleranceMs
    return isRight ? text.row.within(Math.abs(aheadMs) + withinMs) : text.row.differs(aheadMs)
  }
  return reading.changedByMs === undefined ? text.row.unknown : text.changed(reading.changedByMs)
}

function correctionWords({ correction, settings }: Workspace): string {
  const { from, byMs } = correction()
  const kept = settings().clockCorrection
  const text = clockText()
  if (from === 'off' || kept === null) return ''
  if (from === 'lost') return text.lost
  if (byMs === 0) return text.row.ready
  return from === 'measured' ? text.corrected(byMs) : text.row.remembered(byMs, kept.at)
}
