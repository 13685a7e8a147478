import type { Clock } from '../clock.ts'
import { VaultError } from '../vault/index.ts'
import { ApiError } from './errors.ts'
import { errorOf, readRequest, resultOf, type Reading } from './json-rpc.ts'
import { createLimits } from './limits.ts'
import type { Done, Handlers } from './methods.ts'
import { isMethodName, readParams } from './params.ts'
import type { MethodName, RequestId } from './protocol.ts'
import type { RequestOutcome } from './request-log.ts'

/** Methods that come before the person, and so into the log. The others say nothing of the vault. */
const loggedMethods: ReadonlySet<MethodName> = new Set([
  'codes.list',
  'codes.get',
  'codes.subscribe',
  'accounts.add',
  'vault.export',
])

/** What a dispatcher needs. */
export interface DispatcherOptions {
  readonly handlers: Handlers
  readonly clock: Clock
  readonly post: (message: unknown) => void
  /** Whether leave to read was given: the same lock is `locked` then and `denied` before. */
  readonly isGranted: () => boolean
  readonly onOutcome: (request: RequestOutcome) => void
  /** Aborted when the session ends: what is answered later goes nowhere. */
  readonly ended: AbortSignal
}

/** Takes messages, answers requests. */
export interface Dispatcher {
  /** Takes what came through the port, whatever it is. Never throws. */
  receive(data: unknown): void
  /** Answers everything that is under way with `denied`. */
  denyAll(): void
}

type Request = Extract<Reading, { readonly kind: 'request' }>

/** A dispatcher with limits of its own. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { clock, post, onOutcome, isGranted, ended } = options
  const limits = createLimits(clock)
  const underWay = new Set<Request>()

  const settle = (request: Request, message: unknown, outcome: Omit<RequestOutcome, 'method'>) => {
    if (!underWay.delete(request)) return
    post(message)
    const { method } = request
    // What is malformed must not reach the vault, not even its log.
    const isLogged = isMethodName(method) && loggedMethods.has(method) && outcome.outcome !== 'invalid-params'
    if (isLogged) onOutcome({ method, ...outcome })
  }
  const fail = (request: Request, error: ApiError) =>
    settle(request, errorOf(request.id, error), { accountIds: [], outcome: error.reason })
  const handle = async (request: Request): Promise<void> => {
    try {
      const { result, accountIds = [], afterwards } = await run(options.handlers, request)
      if (ended.aborted) return
      settle(request, resultOf(request.id, result), { accountIds, outcome: 'ok' })
      afterwards?.()
    } catch (error) {
      fail(request, apiErrorOf(error, isGranted()))
    }
  }
  return {
    receive: (data) => {
      const reading = readRequest(data)
      if (reading.kind === 'ignored') return
      const turn = limits.begin()
      if (!turn.isTaken) refuse(post, reading.id, new ApiError('rate-limited', { retryAfterMs: turn.retryAfterMs }))
      else if (reading.kind === 'refused') {
        refuse(post, reading.id, reading.error)
        turn.done()
      } else {
        underWay.add(reading)
        void handle(reading).finally(turn.done)
      }
    },
    denyAll: () => {
      for (const request of Array.from(underWay)) fail(request, new ApiError('denied'))
    },
  }
}

function refuse(post: (message: unknown) => void, id: RequestId | null, error: ApiError): void {
  post(errorOf(id, error))
}

/** Async, so that what a handler throws at once is rejected with like the rest. */
async function run(handlers: Handlers, { method, params }: Request): Promise<Done<MethodName>> {
  if (!isMethodName(method)) throw new ApiError('unknown-method', { path: 'method' })
  return call(handlers, method, params)
}

function call<Name extends MethodName>(handlers: Handlers, method: Name, params: unknown) {
  return handlers[method](readParams(method, params))
}

/** What a site is told of an error. Of one that is none of ours it learns nothing. */
function apiErrorOf(error: unknown, isGranted: boolean): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof VaultError && error.code === 'vault/locked') return new ApiError(isGranted ? 'locked' : 'denied')
  if (error instanceof VaultError && error.code === 'vault/no-such-account') return new ApiError('not-found')
  return new ApiError('internal')
}
