import type { ClockReading } from '../pwa/index.ts'
import type { ClockCorrection } from '../vault/index.ts'

/** What is taken off this device's time for codes, and where that comes from. */
export interface CodeCorrection {
  /** Whole seconds, in ms: seconds then begin for codes when they begin for everything else. */
  readonly byMs: number
  /**
   * `off`: the person has not asked for it. `measured`: in this session. `remembered`: an earlier measurement, which
   * nothing speaks against. `lost`: that one says nothing any more, and there is no other.
   */
  readonly from: 'off' | 'measured' | 'remembered' | 'lost'
}

/** Differences up to this are left alone, ms: measurements are hardly more exact. */
const leftAloneMs = 2000
/** An earlier measurement counts for this long, ms. */
const rememberedForMs = 30 * 24 * 60 * 60_000

/**
 * The one place that says which time codes are computed for: this device's, less `byMs`.
 *
 * @param kept - What the settings say; `null`: codes are not to be corrected.
 * @param now - This device's time, Unix ms.
 */
export function codeCorrection(kept: ClockCorrection | null, reading: ClockReading, now: number): CodeCorrection {
  if (kept === null) return { byMs: 0, from: 'off' }
  if (reading.name === 'measured') return { byMs: wholeSeconds(reading.aheadMs), from: 'measured' }
  const changedByMs = reading.changedByMs ?? 0
  const ageMs = now - changedByMs - kept.at
  // A clock that shows an earlier time than when it was measured has been set since.
  if (ageMs < -leftAloneMs || ageMs > rememberedForMs) return { byMs: 0, from: 'lost' }
  return { byMs: wholeSeconds(kept.aheadMs + changedByMs), from: 'remembered' }
}

/** Whether two corrections are the same to whoever shows codes. */
export function isSameCorrection(one: CodeCorrection, other: CodeCorrection): boolean {
  return one.byMs === other.byMs && one.from === other.from
}

function wholeSeconds(aheadMs: number): number {
  return Math.abs(aheadMs) <= leftAloneMs ? 0 : Math.round(aheadMs / 1000) * 1000
}
