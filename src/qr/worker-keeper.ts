import { QrError } from './errors.ts'

/** The part of a `Worker` that is used, so that tests can stand in for one. */
export type QrWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>

/** Keeps one worker running for as long as it is of use. */
export interface WorkerKeeper {
  /** The worker; a new one where there is none. It runs until it rests or ends. @throws {@link QrError} `qr/not-loaded`. */
  take(): QrWorker
  /** It has nothing to do: after 10 s it ends. */
  rest(): void
  /** Ends this worker, if it still runs; without one, whichever does. */
  end(worker?: QrWorker): void
}

/** A second picture soon after the first finds the worker running; later its memory is worth more. */
const restMs = 10_000

/** @param start - Starts a worker. */
export function createWorkerKeeper(start: () => QrWorker): WorkerKeeper {
  let worker: QrWorker | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const end = (ended = worker): void => {
    if (ended === undefined || ended !== worker) return
    clearTimeout(timer)
    worker.terminate()
    worker = undefined
  }
  const started = (): QrWorker => {
    try {
      const fresh = start()
      // It may fail while nothing is asked.
      fresh.addEventListener('error', () => end(fresh))
      return fresh
    } catch (cause) {
      throw new QrError('qr/not-loaded', 'the worker could not be started', { cause })
    }
  }

  return {
    take: () => {
      clearTimeout(timer)
      return (worker ??= started())
    },
    rest: () => {
      clearTimeout(timer)
      if (worker !== undefined) timer = setTimeout(end, restMs)
    },
    end,
  }
}
