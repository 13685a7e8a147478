import type { Bytes } from './bytes.ts'
import { CryptoError, type CryptoErrorCode } from './errors.ts'
import type { Argon2idParameters } from './kdf-parameters.ts'

/** What the worker is asked; both buffers are copies and are transferred. */
export interface KdfRequest {
  readonly passphrase: Bytes
  readonly parameters: Argon2idParameters
}

/** What it answers, once per request. */
export type KdfAnswer = { readonly hash: Bytes } | { readonly code: CryptoErrorCode }

/** The part of a `Worker` that is used, so that tests can stand in for one. */
export type KdfWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>

/** Argon2id in a worker. Ending the worker is the only way to stop it, and the only way to have its memory back. */
export interface WorkerArgon2id {
  run(passphrase: Uint8Array, parameters: Argon2idParameters, signal: AbortSignal | undefined): Promise<Bytes>
  /** Ends the worker that rests, if there is one. */
  dispose(): void
}

/** A second unlock soon after the first finds the worker running; later the memory is worth more. */
const restMs = 10_000

/**
 * Far above what the bounds allow to cost on a slow telephone (about half a minute), so that what runs longer is stuck.
 */
const stuckMs = 120_000

/**
 * Runs each derivation in a worker of its own, or in the one that the last derivation left resting. A worker is ended
 * when its derivation is aborted, fails or is stuck, and 10 s after it was last used.
 *
 * @param start - Starts a worker.
 */
export function createWorkerArgon2id(start: () => KdfWorker): WorkerArgon2id {
  let resting: { readonly worker: KdfWorker; readonly timer: ReturnType<typeof setTimeout> } | undefined

  const take = (): KdfWorker => {
    if (resting === undefined) return start()
    const { worker, timer } = resting
    clearTimeout(timer)
    resting = undefined
    return worker
  }
  const dispose = () => {
    if (resting !== undefined) take().terminate()
  }
  const rest = (worker: KdfWorker) => {
    dispose()
    resting = { worker, timer: setTimeout(dispose, restMs) }
  }

  const run: WorkerArgon2id['run'] = async (passphrase, parameters, signal) => {
    signal?.throwIfAborted()
    const worker = takeOrFail(take)
    try {
      const hash = await ask(worker, passphrase, parameters, signal)
      rest(worker)
      return hash
    } catch (error) {
      worker.terminate()
      throw error
    }
  }
  return { run, dispose }
}

function takeOrFail(take: () => KdfWorker): KdfWorker {
  try {
    return take()
  } catch (cause) {
    throw new CryptoError('crypto/kdf-failed', 'the worker could not be started', { cause })
  }
}

function ask(
  worker: KdfWorker,
  passphrase: Uint8Array,
  parameters: Argon2idParameters,
  signal: AbortSignal | undefined,
): Promise<Bytes> {
  const done = new AbortController()
  const failed = (what: string, cause?: unknown) => new CryptoError('crypto/kdf-failed', what, { cause })
  const answer = new Promise<Bytes>((resolve, reject) => {
    const options = { signal: done.signal }
    const timer = setTimeout(() => reject(failed('the worker is stuck')), stuckMs)
    done.signal.addEventListener('abort', () => clearTimeout(timer))
    signal?.addEventListener('abort', () => reject(signal.reason as Error), options)
    worker.addEventListener('error', (event) => reject(failed('the worker ended', event.message)), options)
    worker.addEventListener('messageerror', () => reject(failed('the answer cannot be read')), options)
    const read = ({ data }: MessageEvent<KdfAnswer>) => {
      if ('hash' in data) resolve(data.hash)
      else reject(new CryptoError(data.code, 'Argon2id failed in the worker'))
    }
    worker.addEventListener('message', read, options)
  })
  const request: KdfRequest = {
    passphrase: new Uint8Array(passphrase),
    parameters: { ...parameters, salt: new Uint8Array(parameters.salt) },
  }
  worker.postMessage(request, [request.passphrase.buffer])
  return answer.finally(() => done.abort())
}
