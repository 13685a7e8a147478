import type { StrengthWorker } from '../../src/ui/passphrase/estimator.ts'
import type { StrengthAnswer } from '../../src/ui/passphrase/strength.worker.ts'

/** A strength worker without lists: `guesses` says what each passphrase takes, five words are all it knows. */
export function createFakeStrengthWorker(guesses: (passphrase: string) => number): () => StrengthWorker {
  return () => {
    const answer = (data: StrengthAnswer): void => {
      queueMicrotask(() => worker.onmessage?.({ data } as MessageEvent<StrengthAnswer>))
    }
    const worker: StrengthWorker = {
      onmessage: null,
      onerror: null,
      postMessage({ id, passphrase }) {
        if (passphrase === null) answer({ id, words: ['ant', 'bee', 'cat', 'dog', 'elk'] })
        else answer({ id, guesses: guesses(passphrase) })
      },
      terminate: () => undefined,
    }
    answer({ id: 0 })
    return worker
  }
}

/** A worker whose file does not load. */
export function createBrokenStrengthWorker(): StrengthWorker {
  const worker: StrengthWorker = {
    onmessage: null,
    onerror: null,
    postMessage: () => undefined,
    terminate: () => undefined,
  }
  queueMicrotask(() => worker.onerror?.(new ErrorEvent('error')))
  return worker
}
