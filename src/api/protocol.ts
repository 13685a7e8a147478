/*
 * Protocol 1 of the message API (docs/message-api.md) as both of its sides know it: types and constants. The client library
 * is bundled from this file, so it imports nothing.
 */

/** The protocol that this app speaks. */
export const protocolVersion = 1

/** `type` of the messages that are no JSON-RPC. */
export const messageTypes = {
  ready: 'mfa-manager:ready',
  hello: 'mfa-manager:hello',
  challenge: 'mfa-manager:challenge',
  response: 'mfa-manager:response',
  welcome: 'mfa-manager:welcome',
  refused: 'mfa-manager:refused',
} as const

/** Popup to opener, to any origin: there is nothing in it but a random nonce. */
export interface ReadyMessage {
  readonly type: typeof messageTypes.ready
  readonly protocols: readonly number[]
  readonly nonce: string
}

/** Opener to popup, with one port. */
export interface HelloMessage {
  readonly type: typeof messageTypes.hello
  readonly protocol: number
  readonly nonce: string
  readonly name?: string
}

/** Popup to opener, to the pinned origin only. */
export interface ChallengeMessage {
  readonly type: typeof messageTypes.challenge
  readonly challenge: string
}

/** Site to popup, through the port. */
export interface ResponseMessage {
  readonly type: typeof messageTypes.response
  readonly challenge: string
}

/** Popup to site, through the port: calls may begin. */
export interface WelcomeMessage {
  readonly type: typeof messageTypes.welcome
  readonly protocol: typeof protocolVersion
  readonly version: string
}

/** Why a site gets no session. */
export type RefusalReason =
  | 'unsupported-protocol'
  /** Neither https nor a loopback host. */
  | 'insecure-origin'
  /** `null`: a sandboxed frame, a file, a data: address. */
  | 'opaque-origin'
  | 'own-origin'
  /** Another session is open. */
  | 'busy'

/** Popup to site, through the port, which is closed behind it. */
export interface RefusedMessage {
  readonly type: typeof messageTypes.refused
  readonly reason: RefusalReason
}

/** JSON-RPC error codes by `data.reason`, which is what programs should look at. */
export const errorCodes = {
  parse: -32700,
  'invalid-request': -32600,
  'unknown-method': -32601,
  'invalid-params': -32602,
  internal: -32603,
  locked: -32001,
  denied: -32002,
  'not-found': -32003,
  'rate-limited': -32004,
  'too-large': -32005,
  unsupported: -32006,
} as const

/** What a call is refused with. */
export type ErrorReason = keyof typeof errorCodes

/** The id of a request; the answer has the same. */
export type RequestId = string | number

/** An error as JSON-RPC 2.0 §5.1 has it. */
export interface ErrorObject {
  readonly code: number
  /** English, for developers. */
  readonly message: string
  readonly data: {
    readonly reason: ErrorReason
    /** The field that is off, such as `params.id`. */
    readonly path?: string
    /** With `rate-limited`. */
    readonly retryAfterMs?: number
  }
}

/** The answer to a request. The id is `null` where the request's own could not be used. */
export type Response =
  | { readonly jsonrpc: '2.0'; readonly id: RequestId; readonly result: unknown }
  | { readonly jsonrpc: '2.0'; readonly id: RequestId | null; readonly error: ErrorObject }

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

type Nothing = Readonly<Record<string, never>>

/** Params and result of every method. */
export interface Methods {
  'session.info': {
    readonly params: Nothing
    /** `granted`: how many accounts this window has been granted so far. */
    readonly result: { readonly version: string; readonly protocol: typeof protocolVersion; readonly granted: number }
  }
  'codes.list': {
    /** `query` sorts, and does nothing else. */
    readonly params: { readonly query?: string }
    readonly result: { readonly codes: readonly Code[] }
  }
  'codes.get': { readonly params: { readonly id: string }; readonly result: Code | CounterCode }
  'codes.subscribe': {
    readonly params: { readonly ids?: readonly string[] }
    readonly result: { readonly subscription: string }
  }
  'codes.unsubscribe': { readonly params: { readonly subscription: string }; readonly result: Nothing }
  'accounts.add': {
    /** One `otpauth://` URI. */
    readonly params: { readonly uri: string }
    /** `added` is false where it was there already. */
    readonly result: { readonly id: string; readonly added: boolean }
  }
  'vault.export': {
    readonly params: Nothing
    /** The encrypted backup file (docs/backup-format.md). */
    readonly result: { readonly filename: string; readonly backup: string }
  }
  'session.close': { readonly params: Nothing; readonly result: Nothing }
}

/** The name of a method. */
export type MethodName = keyof Methods

/** Why a session is over. */
export type EndReason = 'closed' | 'revoked' | 'navigated'

/** Params of every notification from the popup. */
export interface Notifications {
  readonly 'codes.update': { readonly subscription: string; readonly codes: readonly Code[] }
  readonly 'vault.locked': undefined
  readonly 'vault.unlocked': undefined
  readonly 'session.ended': { readonly reason: EndReason }
}

/** The name of a notification. */
export type NotificationName = keyof Notifications
