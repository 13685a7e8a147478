import { CodedError } from '../errors.ts'

/** What the otp room refuses. Each code is a distinction that a person can act on. */
export type OtpErrorCode =
  /** No `scheme://` at all. */
  | 'otp/not-a-uri'
  /** A link or QR text of another kind: a web address, Wi-Fi data. */
  | 'otp/unsupported-scheme'
  /** A Google Authenticator transfer link, which holds several accounts. */
  | 'otp/migration'
  | 'otp/uri-too-long'
  /** A kind of code that is not known, or one that is asked for what it cannot do (a HOTP code at a time). */
  | 'otp/unsupported-type'
  | 'otp/missing-secret'
  /** There is a secret, but less than one byte of it. */
  | 'otp/empty-secret'
  /** {@link OtpError.character} and `position` say which character does not belong, where one is to blame. */
  | 'otp/invalid-secret'
  | 'otp/secret-too-long'
  | 'otp/unsupported-algorithm'
  | 'otp/invalid-digits'
  | 'otp/invalid-period'
  | 'otp/invalid-counter'
  /** Issuer, account name or tag over the limit. */
  | 'otp/name-too-long'
  | 'otp/note-too-long'
  /** mOTP and Yandex codes need the person's PIN. */
  | 'otp/missing-pin'
  /** Not a moment that a clock can show. */
  | 'otp/invalid-time'

/** Thrown by the otp room. */
export class OtpError extends CodedError<OtpErrorCode> {
  override readonly name = 'OtpError'
  /** For `otp/invalid-secret`: the first character that is never part of a key. For the form's sentence only. */
  readonly character: string | undefined
  /** Where it stands in the text as given, in code points from 0. */
  readonly position: number | undefined

  constructor(
    code: OtpErrorCode,
    message: string,
    options?: ErrorOptions & { readonly character?: string | undefined; readonly position?: number | undefined },
  ) {
    super(code, message, options)
    this.character = options?.character
    this.position = options?.position
  }
}
