import { TransferError } from './errors.ts'
import type { ExportFile, LockedImport, OpenedExport, OpenImport } from './format.ts'
import type { TransferErrorCode } from './errors.ts'

/** Opens exports where they can neither freeze the screen nor outlive their welcome: in a worker. */
export interface Importer {
  /**
   * As `openExports`. Aborting ends the worker and rejects with `transfer/cancelled`; locked exports of earlier calls
   * stay usable, their files are opened again when they are unlocked.
   */
  open(files: readonly ExportFile[], options?: { readonly signal?: AbortSignal }): Promise<readonly OpenedExport[]>
  /** Ends the worker. Its memory, with every secret that was read, goes with it. */
  dispose(): void
}

/** The part of a `Worker` that is used. */
export type ImportWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>

/** What the worker is asked. `place` is that of a locked export in the answer to `open`. */
export type ImportRequest =
  | { readonly id: number; readonly task: 'open'; readonly batch: number; readonly files: readonly ExportFile[] }
  | {
      readonly id: number
      readonly task: 'unlock'
      readonly batch: number
      readonly place: number
      readonly password: string
    }

/** An {@link OpenedExport} as it can be sent: a locked one without its method. */
export type SentExport = Exclude<OpenedExport, LockedImport> | Omit<LockedImport, 'unlock'>

/** What it answers. */
export type ImportAnswer =
  | { readonly id: number; readonly opened: readonly SentExport[] }
  | { readonly id: number; readonly unlocked: OpenImport }
  | { readonly id: number; readonly code: TransferErrorCode }

type Content = Exclude<ImportAnswer, { readonly code: TransferErrorCode }>

/** What one call of `open` was given, so that a new worker can be told again. */
interface Batch {
  readonly files: readonly ExportFile[]
  /** The worker that knows it. */
  worker: ImportWorker | undefined
}

/**
 * An importer. The worker starts with the first file and ends with `dispose`, an abort or a failure.
 *
 * @param start - Starts `import.worker.ts`.
 */
export function createImporter(start: () => ImportWorker): Importer {
  const batches: Batch[] = []
  let worker: ImportWorker | undefined
  let lastId = 0

  const end = (): void => {
    worker?.terminate()
    worker = undefined
  }
  const running = (): ImportWorker => {
    try {
      return (worker ??= start())
    } catch (cause) {
      throw new TransferError('transfer/not-loaded', 'the worker could not be started', { cause })
    }
  }
  const ask = async (request: WithoutId<ImportRequest>, signal: AbortSignal | undefined): Promise<Content> => {
    const at = running()
    lastId += 1
    try {
      const answer = await answerTo(at, { ...request, id: lastId }, signal)
      if ('code' in answer) throw new TransferError(answer.code, 'refused in the worker')
      return answer
    } catch (error) {
      const isRefusal = error instanceof TransferError && error.code !== 'transfer/cancelled'
      // An abort and a crash leave a worker that nobody can count on.
      if (!isRefusal || error.code === 'transfer/not-loaded') end()
      throw error
    }
  }
  const openBatch = async (batch: number, signal: AbortSignal | undefined): Promise<readonly SentExport[]> => {
    const { files } = batches[batch] ?? { files: [] }
    const answer = await ask({ task: 'open', batch, files }, signal)
    const known = batches[batch]
    if (known !== undefined) known.worker = worker
    return 'opened' in answer ? answer.opened : []
  }
  const unlock = async (batch: number, place: number, password: string, signal: AbortSignal | undefined) => {
    if (batches[batch]?.worker !== running()) await openBatch(batch, signal)
    const answer = await ask({ task: 'unlock', batch, place, password }, signal)
    if (!('unlocked' in answer)) throw new TransferError('transfer/not-loaded', 'the worker gave another answer')
    return answer.unlocked
  }

  return {
    open: async (files, { signal } = {}) => {
      const batch = batches.push({ files, worker: undefined }) - 1
      const opened = await openBatch(batch, signal)
      return opened.map((each, place): OpenedExport => {
        if (each.state !== 'locked') return each
        const unlockHere: LockedImport['unlock'] = (password, options) =>
          unlock(batch, place, password, options?.signal)
        return { ...each, unlock: unlockHere }
      })
    },
    dispose: () => {
      end()
      batches.length = 0
    },
  }
}

type WithoutId<Request> = Request extends unknown ? Omit<Request, 'id'> : never

function answerTo(
  worker: ImportWorker,
  request: ImportRequest,
  signal: AbortSignal | undefined,
): Promise<ImportAnswer> {
  const done = new AbortController()
  const answer = new Promise<ImportAnswer>((resolve, reject) => {
    const options = { signal: done.signal }
    const cancel = () => reject(new TransferError('transfer/cancelled', 'the person stopped it'))
    if (signal?.aborted) cancel()
    signal?.addEventListener('abort', cancel, options)
    const fail = () => reject(new TransferError('transfer/not-loaded', 'the worker ended'))
    worker.addEventListener('error', fail, options)
    worker.addEventListener('messageerror', fail, options)
    const read = ({ data }: MessageEvent<ImportAnswer>) => {
      if (data.id === request.id) resolve(data)
    }
    worker.addEventListener('message', read, options)
  })
  if (!signal?.aborted) worker.postMessage(request)
  return answer.finally(() => done.abort())
}
