import { OtpError } from './errors.ts'
import { createHotp } from './hmac.ts'
import { createMotpCodes } from './motp.ts'
import { type OtpParameters, checkCounter, checkParameters, periodOf } from './parameters.ts'
import { createSteamCodes } from './steam.ts'
import { timeStepAt } from './time-step.ts'
import { createYandexCodes } from './yandex.ts'

/** From a counter (HOTP) or time step (all others), an integer from 0 to 2^53 - 1, to its code. */
export type CodeGenerator = (counter: number) => string

/**
 * Prepares codes for one account. Keying costs more than a code, so whoever shows an account keeps its generator; it
 * holds a copy of the secret until it is dropped.
 *
 * @throws {@link OtpError} as `checkParameters`, and `otp/missing-pin`; the generator throws `otp/invalid-counter`.
 */
export function createCodeGenerator(parameters: OtpParameters): CodeGenerator {
  const generate = chooseGenerator(checkParameters(parameters))
  return (counter) => generate(checkCounter(counter))
}

/**
 * The code of a time-based account (RFC 6238; Steam, mOTP, Yandex) at a moment.
 *
 * @param at - Unix time in ms.
 * @throws {@link OtpError} as {@link createCodeGenerator}; `otp/invalid-time`; `otp/unsupported-type` for HOTP, whose
 * codes come from a counter that somebody has to store first.
 */
export function codeAt(parameters: OtpParameters, at: number): string {
  const checked = checkParameters(parameters)
  const period = periodOf(checked)
  if (period === undefined) throw new OtpError('otp/unsupported-type', 'A HOTP code needs a counter, not a time')
  return chooseGenerator(checked)(timeStepAt(at, period))
}

/**
 * The code of a counter (RFC 4226 §5.3). For a time-based account the counter is its time step.
 *
 * @param counter - An integer from 0 to 2^53 - 1.
 * @throws {@link OtpError} as {@link createCodeGenerator}.
 */
export function hotpCode(parameters: OtpParameters, counter: number): string {
  return createCodeGenerator(parameters)(counter)
}

function chooseGenerator({ type, secret, algorithm, digits, pin }: OtpParameters): CodeGenerator {
  if (type === 'steam') return createSteamCodes(secret)
  if (type === 'motp') return createMotpCodes(secret, requirePin(pin))
  if (type === 'yandex') return createYandexCodes(secret, requirePin(pin))
  return createHotp(secret, algorithm, digits)
}

function requirePin(pin: string | undefined): string {
  if (pin === undefined) throw new OtpError('otp/missing-pin', 'This type of code needs a PIN')
  return pin
}
