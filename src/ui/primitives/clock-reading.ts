import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type { ClockCheck, ClockReading } from '../../pwa/index.ts'

/** What is known of this device's clock, for the owner's lifetime. */
export function createClockReading(check: ClockCheck): Accessor<ClockReading> {
  const [reading, setReading] = createSignal(check.reading())
  onCleanup(check.subscribe(() => setReading(check.reading())))
  return reading
}
