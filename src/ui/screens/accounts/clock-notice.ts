import { createEffect, createSignal, type Accessor } from 'solid-js'
import { clockToleranceMs, type ClockReading } from '../../../pwa/index.ts'
import { useWorkspace } from '../../workspace.tsx'
import type * as ClockNotices from './clock-notices.ts'
import type { Notice } from './notice.ts'

/** What is to be said of this device's clock. Nearly all clocks are right, so the rest loads when one is not. */
export function createClockNotice(): Accessor<readonly Notice[]> {
  const workspace = useWorkspace()
  const [rest, setRest] = createSignal<typeof ClockNotices>()
  createEffect(() => {
    const matters = isOff(workspace.clockReading()) || workspace.settings().clockCorrection !== null
    if (matters && !rest()) {
      import('./clock-notices.ts').then(
        (loaded) => setRest(() => loaded),
        // It is tried again with the next reading.
        () => undefined,
      )
    }
  })
  createEffect(() => rest()?.rememberReading(workspace, workspace.clockReading()))
  return () => rest()?.clockNotices(workspace) ?? []
}

function isOff(reading: ClockReading): boolean {
  const offMs = reading.name === 'measured' ? reading.aheadMs : (reading.changedByMs ?? 0)
  return Math.abs(offMs) > clockToleranceMs
}
