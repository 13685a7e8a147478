import type { ConnectOptions } from './handshake.ts'
import { connectFrom, type MfaSession } from './session.ts'

export { MfaError } from './errors.ts'
export type { Code, CounterCode } from '../api/protocol.ts'
export type { MfaErrorReason } from './errors.ts'
export type { CallOptions } from './rpc.ts'
export type { CodesUpdate } from './watch.ts'
export type { ConnectOptions, MfaSession }

/**
 * Opens the app's popup and asks for a session. To be called in a click, before anything is awaited: browsers let no other
 * code open windows.
 *
 * @param appUrl - Where the app is, such as `https://mfa.example.org/`.
 * @throws MfaError with `popup-blocked`, `closed`, `timeout`, `refused` or `cross-origin-isolated-opener`; the signal's
 * reason.
 */
export function connect(appUrl: string | URL, options: ConnectOptions = {}): Promise<MfaSession> {
  return connectFrom(window, appUrl, options)
}
