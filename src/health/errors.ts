import { CodedError } from '../errors.ts'

/** What the self-test finds by itself; everything else keeps the code of the room that refused. */
export type HealthErrorCode =
  /** What was opened or read is not what was sealed or written. */
  'health/mismatch'

/** Thrown by the health room. */
export class HealthError extends CodedError<HealthErrorCode> {
  override readonly name = 'HealthError'
}
