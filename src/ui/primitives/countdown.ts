import { createMemo, getOwner, onCleanup, runWithOwner, type Accessor } from 'solid-js'

/** Where a period stands: whole seconds left, 1 to `period`, and the number of its time step (RFC 6238 §4.2). */
export interface Countdown {
  readonly step: Accessor<number>
  readonly left: Accessor<number>
  /** How many of `digits` ticks are still lit: each digit's share of the period. */
  lit(digits: number): number
}

/**
 * One countdown per distinct period, shared by every row that has it: a page of a thousand rows evaluates a handful of
 * memos a second, and a row is told only when a tick of its own goes out.
 */
export function createCountdowns(now: Accessor<number>): (period: number) => Countdown {
  const owner = getOwner()
  const byPeriod = new Map<number, Countdown>()
  onCleanup(() => byPeriod.clear())
  return (period) => {
    const known = byPeriod.get(period)
    if (known) return known
    const made = runWithOwner(owner, () => createCountdown(now, period))
    if (!made) throw new Error('a countdown needs a living owner')
    byPeriod.set(period, made)
    return made
  }
}

function createCountdown(now: Accessor<number>, period: number): Countdown {
  const second = createMemo(() => Math.floor(now() / 1000))
  const step = createMemo(() => Math.floor(second() / period))
  const left = createMemo(() => period - (second() - step() * period))
  const litByDigits = new Map<number, Accessor<number>>()
  const owner = getOwner()
  return {
    step,
    left,
    lit(digits) {
      let lit = litByDigits.get(digits)
      if (!lit) {
        lit = runWithOwner(owner, () => createMemo(() => Math.ceil((left() / period) * digits)))
        if (!lit) return 0
        litByDigits.set(digits, lit)
      }
      return lit()
    },
  }
}
