import type { ClockReading } from '../pwa/index.ts'
import type { ClockCorrection, Undo } from '../vault/index.ts'
import { clockIcon } from './components/icon-paths.ts'
import { clockText } from './messages/clock.ts'
import type { Workspace } from './workspace.tsx'

type Measured = Extract<ClockReading, { readonly name: 'measured' }>

/** Lets codes allow for a clock that is wrong, from now on and until the person stops it. */
export function correctCodes(workspace: Workspace, { aheadMs, at }: Measured): void {
  void workspace.act(change(workspace, { aheadMs, at }), clockText().corrected(aheadMs), clockIcon)
}

/** Codes follow this device's clock again. */
export function stopCorrecting(workspace: Workspace): void {
  void workspace.act(change(workspace, null), clockText().stopped, clockIcon)
}

async function change({ vault }: Workspace, clockCorrection: ClockCorrection | null): Promise<Undo> {
  const before = vault.settings().clockCorrection
  await vault.changeSettings({ clockCorrection })
  return () => vault.changeSettings({ clockCorrection: before })
}

/** Differences up to this are no news, ms: measurements are hardly more exact. */
const newsMs = 2000
/** What is remembered is this fresh, ms. */
const freshMs = 24 * 60 * 60_000

/** Remembers what was measured, for sessions without a network; only where codes are to be corrected. */
export function rememberReading(workspace: Workspace, reading: ClockReading): void {
  const kept = workspace.settings().clockCorrection
  if (kept === null || reading.name !== 'measured' || workspace.readOnly()) return
  const { aheadMs, at } = reading
  const isNews = Math.abs(aheadMs - kept.aheadMs) > newsMs || at < kept.at || at - kept.at > freshMs
  if (isNews) workspace.changeSettings({ clockCorrection: { aheadMs, at } })
}
