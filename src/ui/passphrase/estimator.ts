import { noStrength, strengthByLength, strengthOf, type Strength } from './strength.ts'
import type { StrengthAnswer, StrengthQuestion } from './strength.worker.ts'

/** What `strength.worker.ts` is to this side. */
export interface StrengthWorker {
  onmessage: ((event: MessageEvent<StrengthAnswer>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  postMessage(question: StrengthQuestion): void
  terminate(): void
}

/** A strength, and the passphrase that it was found for: by now, another may have been entered. */
export interface Judgement {
  readonly passphrase: string
  readonly strength: Strength
}

export interface Estimator {
  /** Judges a passphrase. While one is being judged, only the newest of those that follow is kept. */
  judge(passphrase: string): void
  /** The words for a suggestion; `undefined` when the lists cannot be loaded. */
  words(): Promise<readonly string[] | undefined>
  /** Ends the worker. */
  stop(): void
}

interface EstimatorOptions {
  readonly startWorker: () => StrengthWorker
  readonly onJudgement: (judgement: Judgement) => void
  /** After this many ms without the lists the length decides, until they are there. */
  readonly listsWithinMs?: number
}

/**
 * Judges passphrases in a worker, which loads the lists of common words and passphrases (some 400 kB) and keeps both
 * that work and the judging away from the thread that draws what is typed.
 */
export function makeEstimator({ startWorker, onJudgement, listsWithinMs = 8000 }: EstimatorOptions): Estimator {
  let lists: 'loading' | 'late' | 'there' | 'failed' = 'loading'
  let newest: string | undefined
  let judging: string | undefined
  let lastId = 0
  const wordsWanted = new Map<number, (words: readonly string[] | undefined) => void>()

  const ask = (passphrase: string | null): number => {
    lastId += 1
    worker?.postMessage({ id: lastId, passphrase })
    return lastId
  }
  const proceed = (): void => {
    if (newest === undefined || newest === '') return
    if (lists === 'late' || lists === 'failed') onJudgement({ passphrase: newest, strength: strengthByLength(newest) })
    if (lists !== 'there' || judging !== undefined) return
    judging = newest
    ask(newest)
  }
  const settle = (state: typeof lists): void => {
    lists = state
    clearTimeout(timer)
    proceed()
  }
  const fail = (): void => {
    judging = undefined
    for (const resolve of wordsWanted.values()) resolve(undefined)
    wordsWanted.clear()
    settle('failed')
  }
  const onAnswer = ({ id, guesses, words }: StrengthAnswer): void => {
    if (id === 0) settle('there')
    wordsWanted.get(id)?.(words)
    wordsWanted.delete(id)
    if (guesses === undefined || judging === undefined) return
    const judged = judging
    judging = undefined
    if (newest !== '') onJudgement({ passphrase: judged, strength: strengthOf(guesses) })
    if (newest !== judged) proceed()
  }

  const timer = setTimeout(() => settle('late'), listsWithinMs)
  const worker = started(startWorker)
  if (worker) {
    worker.onmessage = ({ data }) => onAnswer(data)
    worker.onerror = fail
  } else fail()

  return {
    judge(passphrase) {
      newest = passphrase
      if (passphrase === '') onJudgement({ passphrase, strength: noStrength })
      else proceed()
    },
    words: () =>
      new Promise((resolve) => {
        if (lists === 'failed') resolve(undefined)
        else wordsWanted.set(ask(null), resolve)
      }),
    stop() {
      clearTimeout(timer)
      worker?.terminate()
      fail()
      newest = undefined
    },
  }
}

/** A browser that starts no workers at all is one without lists. */
function started(startWorker: () => StrengthWorker): StrengthWorker | undefined {
  try {
    return startWorker()
  } catch {
    return undefined
  }
}
