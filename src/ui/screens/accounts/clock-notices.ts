import { clockToleranceMs } from '../../../pwa/index.ts'
import { clockIcon } from '../../components/icon-paths.ts'
import { correctCodes, stopCorrecting } from '../../correct-codes.ts'
import { clockText } from '../../messages/clock.ts'
import type { Workspace } from '../../workspace.tsx'
import type { Notice } from './notice.ts'

export { rememberReading } from '../../correct-codes.ts'

const weekMs = 7 * 24 * 60 * 60_000

/** The notice of a clock that is wrong, where codes do not allow for that. One at most. */
export function clockNotices(workspace: Workspace): readonly Notice[] {
  const reading = workspace.clockReading()
  const { from } = workspace.correction()
  const kept = workspace.settings().clockCorrection
  const text = clockText()
  const mayWrite = !workspace.readOnly()
  if (reading.name === 'measured') {
    if (from !== 'off' || Math.abs(reading.aheadMs) <= clockToleranceMs) return []
    const correct = { label: text.correct, run: () => correctCodes(workspace, reading) }
    return [notice(text.wrong(reading.aheadMs), text.wrongText, mayWrite ? [correct] : [])]
  }
  if (from === 'lost' && kept !== null) {
    const stop = { label: text.stop, run: () => stopCorrecting(workspace) }
    return [notice(text.lost, text.lostText(kept.aheadMs), mayWrite ? [stop] : [])]
  }
  const { changedByMs = 0 } = reading
  if (from !== 'off' || Math.abs(changedByMs) <= clockToleranceMs) return []
  return [notice(text.changed(changedByMs), text.changedText, [])]
}

function notice(title: string, text: string, actions: Notice['actions']): Notice {
  const dismissLabel = clockText().dismiss
  return { name: 'clock', kind: 'time', icon: clockIcon, title, text, actions, dismissLabel, dismissMs: weekMs }
}
