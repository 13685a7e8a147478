import type { AccountDraft } from '../account.ts'
import { EncodingError } from '../encoding/index.ts'
import { OtpError, parseOtpauthUri } from '../otp/index.ts'
import { ApiError } from './errors.ts'

/**
 * The account that a site wants to add: its names and parameters. Tags, notes and pins are the person's own to give.
 *
 * @throws {@link ApiError} `unsupported` for a kind of code or algorithm that the app does not know; `invalid-params` for
 * everything that is no `otpauth://` URI.
 */
export function readAddedAccount(uri: string): AccountDraft {
  if (!/^otpauth:\/\//i.test(uri)) throw new ApiError('invalid-params', { path: 'params.uri' })
  try {
    const { type, secret, algorithm, digits, period, counter, issuer, account } = parseOtpauthUri(uri)
    const moving = { ...(period !== undefined && { period }), ...(counter !== undefined && { counter }) }
    return { type, secret, algorithm, digits, ...moving, issuer, account }
  } catch (error) {
    if (!(error instanceof OtpError) && !(error instanceof EncodingError)) throw error
    const isUnknown = error.code === 'otp/unsupported-type' || error.code === 'otp/unsupported-algorithm'
    // Without the cause: it may quote a character of the secret.
    throw isUnknown ? new ApiError('unsupported') : new ApiError('invalid-params', { path: 'params.uri' })
  }
}
