import type { Methods, NotificationName, Notifications } from '../api/protocol.ts'
import { openChannel, type ConnectOptions } from './handshake.ts'
import type { Host } from './host.ts'
import { createRpc, type CallOptions } from './rpc.ts'
import { watchCodes, type CodesUpdate } from './watch.ts'

/** How long the popup has to answer the last call, ms, before its window is closed from here. */
const lastAnswerWithinMs = 2000

type Params<Name extends keyof Methods> = Methods[Name]['params']
type Result<Name extends keyof Methods> = Promise<Methods[Name]['result']>

/** A session with the app. Every call rejects with {@link MfaError}, or with the reason of its signal. */
export interface MfaSession {
  /** The app's version. */
  readonly version: string
  readonly codes: {
    /** The codes of the accounts that the person has picked. `query` sorts. */
    list(params?: Params<'codes.list'>, options?: CallOptions): Result<'codes.list'>
    /** One code. Of a counter-based account it is the next one, for which the person is asked each time. */
    get(params: Params<'codes.get'>, options?: CallOptions): Result<'codes.get'>
    /** All codes now and at every change, until the loop is left or the session closed. */
    watch(params?: Params<'codes.subscribe'>, options?: CallOptions): AsyncGenerator<CodesUpdate, void, undefined>
  }
  readonly accounts: {
    /** Adds one account from an `otpauth://` URI, after the person has reviewed it. */
    add(params: Params<'accounts.add'>, options?: CallOptions): Result<'accounts.add'>
  }
  readonly vault: {
    /** The encrypted backup, under a passphrase that the person types in the popup. */
    export(options?: CallOptions): Result<'vault.export'>
  }
  readonly session: {
    info(options?: CallOptions): Result<'session.info'>
  }
  /** Hears `vault.locked`, `vault.unlocked`, `session.ended`. Returns the function that stops it. */
  on<Name extends NotificationName>(name: Name, listener: (params: Notifications[Name]) => void): () => void
  /** Ends the session; the popup closes. */
  close(): Promise<void>
}

/** Connects from a window, which need not be the global one. */
export async function connectFrom(host: Host, appUrl: string | URL, options: ConnectOptions = {}): Promise<MfaSession> {
  const channel = await openChannel(host, appUrl, options)
  const rpc = createRpc(channel)
  const { call } = rpc
  return {
    version: channel.version,
    codes: {
      list: (params = {}, options) => call('codes.list', params, options),
      get: (params, options) => call('codes.get', params, options),
      watch: (params = {}, options = {}) => watchCodes(rpc, params, options),
    },
    accounts: { add: (params, options) => call('accounts.add', params, options) },
    vault: { export: (options) => call('vault.export', {}, options) },
    session: { info: (options) => call('session.info', {}, options) },
    on: rpc.on,
    close: async () => {
      const signal = AbortSignal.timeout(lastAnswerWithinMs)
      await call('session.close', {}, { signal }).catch(channel.closePopup)
      rpc.end()
    },
  }
}
