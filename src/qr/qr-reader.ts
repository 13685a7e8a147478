import { QrError, type QrErrorCode } from './errors.ts'
import type { Effort } from './read-gray.ts'
import type { ReadOptions, ReadPictureOptions, ThreadReader } from './thread-reader.ts'
import { createWorkerKeeper, type QrWorker } from './worker-keeper.ts'

/** Reads pictures in a worker, one after the other. Texts come each once. */
export interface QrReader extends ThreadReader {
  /** Ends the worker. What is being read rejects with `qr/cancelled`. */
  dispose(): void
}

/** What the worker is asked. */
export type QrRequest =
  | QrTask
  /** Load what reading needs; there is no answer. */
  | { readonly task: 'warm-up' }

/** What is to be read. Frames are transferred. */
export type QrTask =
  | {
      readonly task: 'picture'
      readonly bytes: Uint8Array
      readonly type: string | undefined
      readonly effort: Effort | undefined
    }
  | { readonly task: 'image'; readonly image: ImageData | ImageBitmap; readonly effort: Effort | undefined }
  | { readonly task: 'frame'; readonly frame: ImageBitmap }

/** What it answers, once per task. */
export type QrAnswer = { readonly texts: readonly string[] } | { readonly code: QrErrorCode }

/** Above what any picture takes that was not made to take long. */
const stuckMs = 20_000

/**
 * A reader over a worker, which starts with the first picture and is ended by an abort, a failure, a picture that takes
 * over 20 s, and 10 s after it was last used.
 *
 * @param start - Starts `decode.worker.ts`.
 */
export function createQrReader(start: () => QrWorker): QrReader {
  const keeper = createWorkerKeeper(start)
  let queue: Promise<unknown> = Promise.resolve()
  let life = new AbortController()

  const read = async (task: QrTask, signal: AbortSignal): Promise<readonly string[]> => {
    if (signal.aborted) throw cancelled(signal)
    const worker = keeper.take()
    try {
      const answer = await answerTo(worker, task, signal)
      if ('code' in answer) throw new QrError(answer.code, 'refused in the worker')
      return answer.texts
    } catch (error) {
      if (!(error instanceof QrError && isRefusal(error.code))) keeper.end(worker)
      throw error
    } finally {
      keeper.rest()
    }
  }
  const inTurn = (task: QrTask, given?: AbortSignal): Promise<readonly string[]> => {
    const signal = given === undefined ? life.signal : AbortSignal.any([given, life.signal])
    const result = queue.then(() => read(task, signal))
    queue = result.catch(() => undefined)
    return result
  }

  return {
    readPicture: (bytes, { type, effort, signal }: ReadPictureOptions = {}) =>
      inTurn({ task: 'picture', bytes, type, effort }, signal),
    readImage: (image, { effort, signal }: ReadOptions = {}) => inTurn({ task: 'image', image, effort }, signal),
    // One that was not sent, because the reader was disposed of, is still here.
    readFrame: (frame) => inTurn({ task: 'frame', frame }).finally(() => frame.close()),
    warmUp: () => {
      try {
        keeper.take().postMessage({ task: 'warm-up' } satisfies QrRequest)
        keeper.rest()
      } catch {
        // Whoever reads hears of it.
      }
    },
    dispose: () => {
      life.abort()
      life = new AbortController()
      keeper.end()
    },
  }
}

/** The worker is sound after all but these. */
function isRefusal(code: QrErrorCode): boolean {
  return code !== 'qr/cancelled' && code !== 'qr/too-slow' && code !== 'qr/not-loaded'
}

function answerTo(worker: QrWorker, task: QrTask, signal: AbortSignal | undefined): Promise<QrAnswer> {
  const done = new AbortController()
  const answer = new Promise<QrAnswer>((resolve, reject) => {
    const options = { signal: done.signal }
    const slow = () => reject(new QrError('qr/too-slow', 'the picture takes too long'))
    const timer = setTimeout(slow, stuckMs)
    done.signal.addEventListener('abort', () => clearTimeout(timer))
    signal?.addEventListener('abort', () => reject(cancelled(signal)), options)
    const fail = () => reject(new QrError('qr/not-loaded', 'the worker ended'))
    worker.addEventListener('error', fail, options)
    worker.addEventListener('messageerror', fail, options)
    worker.addEventListener('message', ({ data }: MessageEvent<QrAnswer>) => resolve(data), options)
  })
  worker.postMessage(task satisfies QrRequest, transferable(task))
  return answer.finally(() => done.abort())
}

/** What nobody needs here any more. Pictures of the caller stay the caller's. */
function transferable(task: QrTask): Transferable[] {
  return task.task === 'frame' ? [task.frame] : []
}

function cancelled(signal: AbortSignal): QrError {
  return new QrError('qr/cancelled', 'the person stopped it', { cause: signal.reason })
}
