import type { Clock } from '../clock.ts'
import { ApiError } from './errors.ts'
import type { Code } from './protocol.ts'
import type { StartTimer } from './timer.ts'
import { newToken, type RandomSource } from './token.ts'

/** Subscriptions that one session may have at once. */
const maxSubscriptions = 64
/** The longest that the timer sleeps, ms: the device's clock may be set meanwhile. */
const longestSleepMs = 1000

/** What subscriptions need. */
export interface SubscriptionsOptions {
  readonly clock: Clock
  readonly random: RandomSource
  readonly startTimer: StartTimer
  /**
   * The codes of those of the accounts that may be read now; of all that may, where no ids are given. `undefined`: none
   * may be told now.
   */
  readonly read: (ids: readonly string[] | undefined) => readonly Code[] | undefined
  readonly notify: (subscription: string, codes: readonly Code[]) => void
}

/** The subscriptions of one session: codes are told when they change, and one timer serves all of them. */
export interface Subscriptions {
  /**
   * Remembers one. Nothing is told before {@link Subscriptions.refresh}.
   *
   * @returns Its name.
   * @throws {@link ApiError} `rate-limited` where there are too many.
   */
  add(ids: readonly string[] | undefined): string
  remove(subscription: string): void
  /** Tells each whose codes are others than those that it was told last. */
  refresh(): void
  /** Forgets what was told, so that the next refresh tells everything: after a lock. */
  forget(): void
  count(): number
  stop(): void
}

interface Subscription {
  readonly ids: readonly string[] | undefined
  /** The codes that were told last, as text. */
  told: string | undefined
}

/** No subscriptions yet. */
export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { random, read, notify } = options
  const subscriptions = new Map<string, Subscription>()
  const tell = (name: string, subscription: Subscription, codes: readonly Code[]) => {
    // That the next code comes into view is no change of the code.
    const told = JSON.stringify(codes.map(({ next: _next, ...code }) => code))
    if (told === subscription.told) return
    subscription.told = told
    notify(name, codes)
  }
  const refresh = () => {
    let until = Number.POSITIVE_INFINITY
    for (const [name, subscription] of subscriptions) {
      const codes = read(subscription.ids)
      if (codes === undefined) continue
      for (const { validUntil } of codes) until = Math.min(until, validUntil)
      tell(name, subscription, codes)
    }
    if (subscriptions.size > 0) alarm.set(until)
  }
  const alarm = createAlarm(options, refresh)
  return {
    add: (ids) => {
      if (subscriptions.size >= maxSubscriptions) throw new ApiError('rate-limited', { retryAfterMs: longestSleepMs })
      const name = newToken(random)
      subscriptions.set(name, { ids, told: undefined })
      return name
    },
    remove: (name) => {
      subscriptions.delete(name)
      if (subscriptions.size === 0) alarm.stop()
    },
    refresh,
    forget: () => {
      for (const subscription of subscriptions.values()) subscription.told = undefined
    },
    count: () => subscriptions.size,
    stop: () => {
      subscriptions.clear()
      alarm.stop()
    },
  }
}

/** Rings once at a moment of the device's clock, Unix ms, or when that clock is set back behind where it was. */
function createAlarm({ clock, startTimer }: SubscriptionsOptions, onRing: () => void) {
  let setAt = 0
  let ringsAt = 0
  let stopTimer = () => {}
  const sleep = () => {
    stopTimer()
    stopTimer = startTimer(look, Math.min(Math.max(ringsAt - clock.now(), 0), longestSleepMs))
  }
  const look = () => {
    const now = clock.now()
    if (now < setAt || now >= ringsAt) onRing()
    else sleep()
  }
  return {
    set: (moment: number) => {
      setAt = clock.now()
      ringsAt = moment
      sleep()
    },
    stop: () => stopTimer(),
  }
}
