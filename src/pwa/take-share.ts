import type { ReceivedShare } from './share-target.ts'

/** The part of `navigator.serviceWorker` that is used. */
export interface ShareContainer {
  readonly controller: Pick<ServiceWorker, 'postMessage'> | null
}

/** A worker of another version does not know the question, and does not answer, ms. */
const answersWithinMs = 5000

/**
 * Asks the service worker for what was shared. `undefined`: it is not there any more.
 *
 * @param container - Missing where there are no service workers.
 * @param startTimer - Starts a one-shot timer (ms) and returns the function that stops it.
 */
export function takeShare(
  container: ShareContainer | undefined,
  startTimer: (ring: () => void, ms: number) => () => void,
): Promise<ReceivedShare | undefined> {
  const worker = container?.controller
  if (!worker) return Promise.resolve(undefined)
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    const end = (received: ReceivedShare | undefined): void => {
      stop()
      port1.close()
      resolve(received)
    }
    const stop = startTimer(() => end(undefined), answersWithinMs)
    port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => end(isReceived(data) ? data : undefined))
    port1.start()
    worker.postMessage({ type: 'TAKE_SHARE' }, [port2])
  })
}

function isReceived(data: unknown): data is ReceivedShare {
  return typeof data === 'object' && data !== null && ('share' in data || 'refused' in data)
}
