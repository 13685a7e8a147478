import { ApiError, errorObject } from './errors.ts'
import { findJsonProblem, isPlainObject, isWellFormed, memberOf, type PlainObject } from './plain-json.ts'
import type { NotificationName, Notifications, RequestId, Response } from './protocol.ts'

/** The longest text that is taken as an id, in UTF-16 units: answers repeat it. */
const maxIdLength = 128

/** What came through the port. */
export type Reading =
  | { readonly kind: 'request'; readonly id: RequestId; readonly method: string; readonly params: unknown }
  /** Has an id, so it is answered. */
  | { readonly kind: 'refused'; readonly id: RequestId | null; readonly error: ApiError }
  /** Nothing that could be answered. */
  | { readonly kind: 'ignored' }

const known = new Set(['jsonrpc', 'id', 'method', 'params'])
const ignored: Reading = { kind: 'ignored' }

/**
 * Reads one JSON-RPC 2.0 request (§4) out of what structured clone has made of a hostile message. Batches (§6), texts and
 * whatever else has no id are ignored; a site has no notifications to send, so requests without an id are, too.
 */
export function readRequest(data: unknown): Reading {
  if (!isPlainObject(data)) return ignored
  const given = memberOf(data, 'id')
  if (given === undefined) return ignored
  const id = isRequestId(given) ? given : null
  const refused = (error: ApiError): Reading => ({ kind: 'refused', id, error })
  const problem = findJsonProblem(data)
  if (problem?.problem === 'too-large') return refused(new ApiError('too-large'))
  if (problem !== undefined) return refused(new ApiError('parse', { path: problem.path }))
  if (id === null) return refused(new ApiError('invalid-request', { path: 'id' }))
  const path = faultIn(data)
  if (path !== undefined) return refused(new ApiError('invalid-request', { path }))
  return { kind: 'request', id, method: String(memberOf(data, 'method')), params: memberOf(data, 'params') }
}

function isRequestId(id: unknown): id is RequestId {
  if (typeof id === 'number') return Number.isFinite(id)
  return typeof id === 'string' && id.length <= maxIdLength && isWellFormed(id)
}

/** The member that makes an object no request. */
function faultIn(data: PlainObject): string | undefined {
  if (memberOf(data, 'jsonrpc') !== '2.0') return 'jsonrpc'
  if (typeof memberOf(data, 'method') !== 'string') return 'method'
  const params = memberOf(data, 'params')
  if (params !== undefined && (typeof params !== 'object' || params === null)) return 'params'
  return Object.keys(data)
    .find((name) => !known.has(name) && data[name] !== undefined)
    ?.slice(0, 100)
}

/** A success (JSON-RPC 2.0 §5). */
export function resultOf(id: RequestId, result: unknown): Response {
  return { jsonrpc: '2.0', id, result }
}

/** A refusal (§5.1). */
export function errorOf(id: RequestId | null, error: ApiError): Response {
  return { jsonrpc: '2.0', id, error: errorObject(error) }
}

/** A message that nobody answers (§4.1). */
export function notificationOf<Name extends NotificationName>(method: Name, params: Notifications[Name]): object {
  return { jsonrpc: '2.0', method, ...(params !== undefined && { params }) }
}
