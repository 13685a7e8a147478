import type { ErrorObject, ErrorReason, RefusalReason } from '../api/protocol.ts'

/** What `connect` and the calls reject with, beside the `AbortError` of a signal. */
export type MfaErrorReason =
  | ErrorReason
  /** The browser let no window open: `connect` belongs into a click. */
  | 'popup-blocked'
  /** The popup, or the session in it, is closed. */
  | 'closed'
  /** The popup did not answer within a minute. */
  | 'timeout'
  /** The app gives this page no session; {@link MfaError.refusal} says why. */
  | 'refused'
  /** This page has a Cross-Origin-Opener-Policy that severs popups. */
  | 'cross-origin-isolated-opener'

/** An error of the client library. Programs look at `reason`. */
export class MfaError extends Error {
  override readonly name = 'MfaError'
  readonly reason: MfaErrorReason
  /** With `refused`. */
  readonly refusal: RefusalReason | undefined
  /** The JSON-RPC error code, where the app has answered with one. */
  readonly code: number | undefined
  /** With `invalid-params` and `invalid-request`: the field that is off. */
  readonly path: string | undefined
  /** With `rate-limited`, ms. */
  readonly retryAfterMs: number | undefined

  constructor(
    reason: MfaErrorReason,
    message: string,
    { refusal, error }: { readonly refusal?: RefusalReason; readonly error?: ErrorObject } = {},
  ) {
    super(message)
    this.reason = reason
    this.refusal = refusal
    this.code = error?.code
    this.path = error?.data.path
    this.retryAfterMs = error?.data.retryAfterMs
  }
}
