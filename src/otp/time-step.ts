import { OtpError } from './errors.ts'
import { checkPeriod } from './parameters.ts'

/** The last moment of ECMAScript's time range, in Unix ms. */
const LAST_MOMENT = 8.64e15

/**
 * The counter that TOTP feeds to HOTP: whole time steps between the Unix epoch and `at` (RFC 6238 §4.2, T0 = 0).
 *
 * @param at - Unix time in ms.
 * @param period - Length X of one step in seconds, 1 to 86,400.
 * @returns An integer, rounded down; 0 during the first step. Fractions of a millisecond are dropped first: only whole
 * numbers divide without ever rounding up into the next step.
 * @throws {@link OtpError} `otp/invalid-period`; `otp/invalid-time` for a moment before 1970 or no moment at all.
 */
export function timeStepAt(at: number, period: number): number {
  const periodMs = checkPeriod(period) * 1000
  if (!(at >= 0 && at <= LAST_MOMENT)) throw new OtpError('otp/invalid-time', 'Not a moment since 1970')
  return Math.floor(Math.floor(at) / periodMs)
}

/**
 * How many seconds the code of `at` still holds, counting the one that has begun.
 *
 * @param at - Unix time in ms.
 * @param period - Length of one step in seconds, 1 to 86,400.
 * @returns An integer from 1 to `period`: the full period at the very start of a step, never 0.
 * @throws {@link OtpError} as {@link timeStepAt}.
 */
export function secondsLeft(at: number, period: number): number {
  const endMs = (timeStepAt(at, period) + 1) * period * 1000
  return Math.ceil((endMs - Math.floor(at)) / 1000)
}
