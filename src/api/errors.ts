import { CodedError } from '../errors.ts'
import { errorCodes, type ErrorObject, type ErrorReason } from './protocol.ts'

/** As other rooms' codes are named. */
export type ApiErrorCode = `api/${ErrorReason}`

/** What goes into an error beside its reason. */
interface ErrorDetail {
  /** The field that is off. */
  readonly path?: string | undefined
  readonly retryAfterMs?: number | undefined
}

/** What a site gets to read. One sentence for each reason, so that nothing of the vault can be in it. */
const sentences: Readonly<Record<ErrorReason, string>> = {
  parse: 'The message holds something that JSON cannot say',
  'invalid-request': 'The message is not a JSON-RPC 2.0 request',
  'unknown-method': 'There is no such method',
  'invalid-params': 'The parameters are not what the method takes',
  internal: 'The app could not do this',
  locked: 'The vault is locked; ask again after vault.unlocked',
  denied: 'Denied',
  'not-found': 'There is no such account for this site',
  'rate-limited': 'Too many requests',
  'too-large': 'The request is over 64 KiB',
  unsupported: 'The app does not support this',
}

/** Thrown by the api room: what a request is answered with. */
export class ApiError extends CodedError<ApiErrorCode> {
  override readonly name = 'ApiError'
  readonly reason: ErrorReason
  readonly path: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(reason: ErrorReason, { path, retryAfterMs }: ErrorDetail = {}, options?: ErrorOptions) {
    super(`api/${reason}`, sentences[reason], options)
    this.reason = reason
    this.path = path
    this.retryAfterMs = retryAfterMs
  }
}

/** The error as it goes to the site (JSON-RPC 2.0 §5.1). Nothing of its cause is in it. */
export function errorObject({ reason, path, retryAfterMs }: ApiError): ErrorObject {
  return {
    code: errorCodes[reason],
    message: sentences[reason],
    data: { reason, ...(path !== undefined && { path }), ...(retryAfterMs !== undefined && { retryAfterMs }) },
  }
}
