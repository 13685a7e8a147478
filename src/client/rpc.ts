import type { ErrorObject, MethodName, Methods, NotificationName, Notifications } from '../api/protocol.ts'
import { MfaError } from './errors.ts'
import type { Channel } from './handshake.ts'

/** What every call may be told. */
export interface CallOptions {
  /** Ends the waiting; what was asked of the person stays asked. */
  readonly signal?: AbortSignal | undefined
}

interface Pending {
  resolve(result: unknown): void
  reject(error: unknown): void
  /** Listens to the call's signal no more. */
  forget(): void
}

type Listener = (params: never) => void

/** JSON-RPC over a channel. */
export interface Rpc {
  call<Name extends MethodName>(
    method: Name,
    params: Methods[Name]['params'],
    options?: CallOptions,
  ): Promise<Methods[Name]['result']>
  /** Returns the function that stops it. */
  on<Name extends NotificationName>(name: Name, listener: (params: Notifications[Name]) => void): () => void
  /** Calls back at the end: with an error, unless this side has ended it. Returns the function that stops it. */
  onEnd(listener: (error: MfaError | undefined) => void): () => void
  /** Leaves the channel and rejects what is under way. */
  end(): void
}

/** Starts to answer what comes through a channel. */
export function createRpc(channel: Channel): Rpc {
  const calls = createCalls(channel.port)
  const listeners = new Map<string, Set<Listener>>()
  const endings = new Set<(error: MfaError | undefined) => void>()

  const end = (isOwn: boolean) => {
    const error = new MfaError('closed', 'The session is closed')
    channel.leave()
    calls.end(error)
    for (const listener of endings) listener(isOwn ? undefined : error)
    endings.clear()
  }
  channel.onGone = () => end(false)
  channel.onMessage = (data) => {
    const message = data as Message
    const { method, params } = message
    if (method === undefined) return calls.settle(message)
    for (const listener of listeners.get(method) ?? []) listener(params as never)
    if (method === 'session.ended') end(false)
  }
  return {
    call: calls.call,
    on: (name, listener) => {
      const those = listeners.get(name) ?? new Set()
      listeners.set(name, those.add(listener))
      return () => those.delete(listener)
    },
    onEnd: (listener) => {
      endings.add(listener)
      return () => endings.delete(listener)
    },
    end: () => end(true),
  }
}

/** An answer or a notification. */
interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: ErrorObject
}

/** Requests, and their answers by id. */
function createCalls(port: MessagePort) {
  const pending = new Map<number | undefined, Pending>()
  let lastId = 0
  let over: MfaError | undefined
  const take = (id: number | undefined): Pending | undefined => {
    const waiting = pending.get(id)
    pending.delete(id)
    waiting?.forget()
    return waiting
  }
  const call: Rpc['call'] = (method, params, { signal } = {}) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      if (over) throw over
      const id = ++lastId
      const onAbort = () => take(id)?.reject(signal?.reason)
      const forget = () => signal?.removeEventListener('abort', onAbort)
      signal?.addEventListener('abort', onAbort)
      pending.set(id, { resolve, reject, forget })
      port.postMessage({ jsonrpc: '2.0', id, method, params })
    })
  return {
    call,
    settle: ({ id, result, error }: Message) => {
      const waiting = take(id)
      if (error) waiting?.reject(new MfaError(error.data.reason, error.message, { error }))
      else waiting?.resolve(result)
    },
    end: (error: MfaError) => {
      over ??= error
      for (const id of Array.from(pending.keys())) take(id)?.reject(over)
    },
  }
}
