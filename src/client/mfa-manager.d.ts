/** Types of `client/mfa-manager.js`, the client library of MFA Manager's message API. */

/** The current code of a time-based account. */
export interface Code {
  readonly id: string
  readonly issuer: string
  readonly account: string
  readonly type: 'totp' | 'steam'
  /** Text: leading zeros stay. */
  readonly code: string
  /** Characters of the code. */
  readonly digits: number
  /** Seconds. */
  readonly period: number
  /** Unix ms. */
  readonly validFrom: number
  /** Unix ms: the first moment at which it is the code no more. */
  readonly validUntil: number
  /** The code of the following step, in the last 10 s of a step. */
  readonly next?: string
}

/** A code of a counter-based account; asking for it has advanced the counter. */
export interface CounterCode {
  readonly id: string
  readonly issuer: string
  readonly account: string
  readonly type: 'hotp'
  readonly code: string
  readonly digits: number
  /** What the code was computed from. */
  readonly counter: number
}

/** One update of a subscription: all of its codes. */
export interface CodesUpdate {
  readonly subscription: string
  readonly codes: readonly Code[]
}

/** Why the app gives this page no session. */
export type RefusalReason = 'unsupported-protocol' | 'insecure-origin' | 'opaque-origin' | 'own-origin' | 'busy'

/** What `connect` and the calls reject with, beside the reason of a signal. */
export type MfaErrorReason =
  | 'parse'
  | 'invalid-request'
  | 'unknown-method'
  | 'invalid-params'
  | 'internal'
  | 'locked'
  | 'denied'
  | 'not-found'
  | 'rate-limited'
  | 'too-large'
  | 'unsupported'
  /** The browser let no window open: `connect` belongs into a click. */
  | 'popup-blocked'
  /** The popup, or the session in it, is closed. */
  | 'closed'
  /** The popup did not answer within a minute. */
  | 'timeout'
  /** The app gives this page no session; `refusal` says why. */
  | 'refused'
  /** This page has a Cross-Origin-Opener-Policy that severs popups. */
  | 'cross-origin-isolated-opener'

/** An error of the client library. Programs look at `reason`. */
export declare class MfaError extends Error {
  private constructor()
  override readonly name: 'MfaError'
  readonly reason: MfaErrorReason
  /** With `refused`. */
  readonly refusal: RefusalReason | undefined
  /** The JSON-RPC error code, where the app has answered with one. */
  readonly code: number | undefined
  /** With `invalid-params` and `invalid-request`: the field that is off. */
  readonly path: string | undefined
  /** With `rate-limited`, ms. */
  readonly retryAfterMs: number | undefined
}

/** What `connect` may be told. */
export interface ConnectOptions {
  /** What the page calls itself, at most 60 characters. People are shown it beside the origin, in smaller type. */
  readonly name?: string
  /** Ends the attempt and closes the popup. Means nothing any more once `connect` has resolved. */
  readonly signal?: AbortSignal
}

/** What every call may be told. */
export interface CallOptions {
  /** Ends the waiting; what was asked of the person stays asked. */
  readonly signal?: AbortSignal | undefined
}

/** Notifications from the app, and what they carry. */
export interface Notifications {
  readonly 'codes.update': CodesUpdate
  readonly 'vault.locked': undefined
  readonly 'vault.unlocked': undefined
  readonly 'session.ended': { readonly reason: 'closed' | 'revoked' | 'navigated' }
}

/** A session with the app. Every call rejects with {@link MfaError}, or with the reason of its signal. */
export interface MfaSession {
  /** The app's version. */
  readonly version: string
  readonly codes: {
    /** The codes of the accounts that the person has picked. `query` sorts. */
    list(params?: { readonly query?: string }, options?: CallOptions): Promise<{ readonly codes: readonly Code[] }>
    /** One code. Of a counter-based account it is the next one, for which the person is asked each time. */
    get(params: { readonly id: string }, options?: CallOptions): Promise<Code | CounterCode>
    /** All codes now and at every change, until the loop is left or the session closed. */
    watch(
      params?: { readonly ids?: readonly string[] },
      options?: CallOptions,
    ): AsyncGenerator<CodesUpdate, void, undefined>
  }
  readonly accounts: {
    /** Adds one account from an `otpauth://` URI, after the person has reviewed it. */
    add(
      params: { readonly uri: string },
      options?: CallOptions,
    ): Promise<{ readonly id: string; readonly added: boolean }>
  }
  readonly vault: {
    /** The encrypted backup, under a passphrase that the person types in the popup. */
    export(options?: CallOptions): Promise<{ readonly filename: string; readonly backup: string }>
  }
  readonly session: {
    /** `granted`: how many accounts this window has been granted so far. */
    info(options?: CallOptions): Promise<{ readonly version: string; readonly protocol: 1; readonly granted: number }>
  }
  /** Hears `vault.locked`, `vault.unlocked`, `session.ended`. Returns the function that stops it. */
  on<Name extends keyof Notifications>(name: Name, listener: (params: Notifications[Name]) => void): () => void
  /** Ends the session; the popup closes. */
  close(): Promise<void>
}

/**
 * Opens the app's popup and asks for a session. To be called in a click, before anything is awaited: browsers let no other
 * code open windows.
 *
 * @param appUrl - Where the app is, such as `https://mfa.example.org/`.
 * @throws MfaError with `popup-blocked`, `closed`, `timeout`, `refused` or `cross-origin-isolated-opener`; the signal's
 * reason.
 */
export declare function connect(appUrl: string | URL, options?: ConnectOptions): Promise<MfaSession>
