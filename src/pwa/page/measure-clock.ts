import type { Clock } from '../../clock.ts'
import type { ClockReading } from '../clock-check.ts'

/** A round trip that takes longer than this says too little, ms. */
export const longestTripMs = 5000
/** A measurement less exact than this says nothing, ms. */
const longestWithinMs = 5000
/** Wall and monotonic time differ by more than this only where the clock was set, or the device slept, ms. */
export const jumpMs = 2000

const secondMs = 1000

/** What a host's answer says of the time. */
export interface HostTime {
  /** The `Date` header, Unix ms: the host's clock, cut to whole seconds (RFC 9110 §6.6.1). */
  readonly dateMs: number
  /** The `Age` header, s, where a cache has put one: how old the answer is, and maybe its date (RFC 9111 §5.1). */
  readonly ageSeconds: number | undefined
}

/** When a question was sent by this device's clock, Unix ms, and how long its answer took by the monotonic one, ms. */
export interface Trip {
  readonly sentAt: number
  readonly tripMs: number
}

/**
 * How far this device's clock is ahead of the host's.
 *
 * At one moment between sending and receiving, the host's clock stood within the second that begins with its date; behind a
 * cache, up to the answer's age later. That leaves an interval, of which this is the middle and half the length.
 */
export function skewOf({ sentAt, tripMs }: Trip, { dateMs, ageSeconds }: HostTime) {
  // An age is cut to whole seconds, too.
  const spreadMs = secondMs + (ageSeconds === undefined ? 0 : (ageSeconds + 1) * secondMs)
  return {
    aheadMs: Math.round(sentAt + tripMs / 2 - dateMs - spreadMs / 2),
    withinMs: Math.ceil((tripMs + spreadMs) / 2),
  }
}

/** What {@link measureClock} needs. */
export interface MeasureParts {
  readonly clock: Clock
  readonly fetch: (address: string, options: RequestInit) => Promise<Pick<Response, 'ok' | 'headers' | 'text'>>
  /** A file of the app's own host. */
  readonly address: string
  /** `navigator.onLine`. */
  readonly isOnline: () => boolean
}

const unknown: ClockReading = { name: 'unknown' }

/** Asks the app's own host for the time, with one `HEAD` that says nothing of the person. Never rejects. */
export async function measureClock({ clock, fetch, address, isOnline }: MeasureParts): Promise<ClockReading> {
  // Browsers report a request that cannot be made as an error.
  if (!isOnline()) return unknown
  const sentAt = clock.now()
  const sent = clock.monotonic()
  const answer = await fetch(address, {
    method: 'HEAD',
    mode: 'same-origin',
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(longestTripMs),
  }).catch(() => undefined)
  const at = clock.now()
  const tripMs = clock.monotonic() - sent
  // There is none, but an answer whose body is not taken counts as one that was broken off.
  void answer?.text().catch(() => undefined)
  const host = answer?.ok ? hostTimeOf(answer.headers) : undefined
  const wasSet = Math.abs(at - sentAt - tripMs) > jumpMs
  if (host === undefined || wasSet || tripMs > longestTripMs) return unknown
  const skew = skewOf({ sentAt, tripMs }, host)
  return skew.withinMs > longestWithinMs ? unknown : { name: 'measured', ...skew, at }
}

/** `undefined` where the date is missing or in none of the forms that servers may send now (RFC 9110 §5.6.7). */
function hostTimeOf(headers: Headers): HostTime | undefined {
  const date = headers.get('Date') ?? ''
  const dateMs = Date.parse(date)
  if (Number.isNaN(dateMs) || new Date(dateMs).toUTCString() !== date) return undefined
  const age = headers.get('Age')
  return { dateMs, ageSeconds: age !== null && /^\d{1,9}$/.test(age) ? Number(age) : undefined }
}
