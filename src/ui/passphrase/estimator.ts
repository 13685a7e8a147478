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
  let newest = ''
  let judging = false

  const proceed = (): void => {
    if (newest === '') return
    if (lists === 'late' || lists === 'failed') onJudgement({ passphrase: newest, strength: strengthByLength(newest) })
    if (lists === 'there' && !judging) askAbout(newest)
  }
  const askAbout = (passphrase: string): void => {
    judging = true
    line.ask(passphrase, (answer) => {
      judging = false
      if (answer?.guesses === undefined) return
      if (newest !== '') onJudgement({ passphrase, strength: strengthOf(answer.guesses) })
      if (newest !== passphrase) proceed()
    })
  }
  const settle = (state: typeof lists): void => {
    lists = state
    clearTimeout(timer)
    proceed()
  }
  const timer = setTimeout(() => settle('late'), listsWithinMs)
  const line = openLine(startWorker, (ready) => settle(ready ? 'there' : 'failed'))

  return {
    judge(passphrase) {
      newest = passphrase
      if (passphrase === '') onJudgement({ passphrase, strength: noStrength })
      else proceed()
    },
    words: () => new Promise((resolve) => line.ask(null, (answer) => resolve(answer?.words))),
    stop() {
      newest = ''
      line.close()
    },
  }
}

/** Questions to a worker, each with its own answer; `undefined`: there will be none. */
interface Line {
  ask(passphrase: string | null, onAnswer: (answer: StrengthAnswer | undefined) => void): void
  close(): void
}

/** `onState`: the worker can answer, or it cannot any more. */
function openLine(startWorker: () => StrengthWorker, onState: (ready: boolean) => void): Line {
  const waiting = new Map<number, (answer: StrengthAnswer | undefined) => void>()
  let worker: StrengthWorker | undefined
  let lastId = 0
  const close = (): void => {
    worker?.terminate()
    worker = undefined
    for (const onAnswer of waiting.values()) onAnswer(undefined)
    waiting.clear()
    onState(false)
  }
  const connect = (started: StrengthWorker): void => {
    worker = started
    started.onerror = close
    started.onmessage = ({ data }) => {
      if (data.id === 0) onState(true)
      waiting.get(data.id)?.(data)
      waiting.delete(data.id)
    }
  }
  try {
    connect(startWorker())
  } catch {
    // A browser that starts no workers at all is one without lists.
    close()
  }
  return {
    ask(passphrase, onAnswer) {
      if (!worker) {
        onAnswer(undefined)
        return
      }
      lastId += 1
      waiting.set(lastId, onAnswer)
      worker.postMessage({ id: lastId, passphrase })
    },
    close,
  }
}
