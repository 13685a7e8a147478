import type { Methods, Notifications } from '../api/protocol.ts'
import type { CallOptions, Rpc } from './rpc.ts'

/** One update of a subscription: all of its codes. */
export type CodesUpdate = Notifications['codes.update']

/**
 * Subscribes, and yields what comes until the loop is left. Codes are of no use once there are newer ones, so a loop that is
 * slow gets the newest update and not those before it. The loop ends when this side closes the session.
 *
 * @throws What `codes.subscribe` is refused with; {@link MfaError} `closed` where the session ends by itself; the signal's
 * reason.
 */
export async function* watchCodes(
  rpc: Rpc,
  params: Methods['codes.subscribe']['params'],
  { signal }: CallOptions,
): AsyncGenerator<CodesUpdate, void, undefined> {
  const newest = new Map<string, CodesUpdate>()
  let wake = () => {}
  let isOver = false
  let failure: unknown
  const finish = (error: unknown) => {
    isOver = true
    failure = error
    wake()
  }
  const onAbort = () => finish(signal?.reason)
  // Before there is a subscription: its first update comes right behind its name.
  const stops = [
    rpc.on('codes.update', (update) => {
      newest.set(update.subscription, update)
      wake()
    }),
    rpc.onEnd(finish),
  ]
  signal?.addEventListener('abort', onAbort)
  try {
    const { subscription } = await rpc.call('codes.subscribe', params, { signal })
    try {
      for (;;) {
        const update = newest.get(subscription)
        newest.clear()
        if (update) yield update
        else if (failure) throw failure as Error
        else if (isOver) return
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      rpc.call('codes.unsubscribe', { subscription }).catch(() => {})
    }
  } finally {
    for (const stop of stops) stop()
    signal?.removeEventListener('abort', onAbort)
  }
}
