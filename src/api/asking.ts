import type { ConnectVault } from './connect-vault.ts'
import type { Answer, ConsentPrompt, Question } from './questions.ts'
import type { StartTimer } from './timer.ts'

/** How long a question may stand before it is as good as denied, ms. */
export const answerWithinMs = 120_000

/** What asking needs. */
export interface AskingOptions {
  readonly vault: Pick<ConnectVault, 'status' | 'subscribe'>
  readonly prompt: ConsentPrompt
  readonly startTimer: StartTimer
  /** Aborted when the session ends. */
  readonly ended: AbortSignal
}

/**
 * Puts one question to the person.
 *
 * @returns The answer; `deny` after 120 s or when the session ends; `withdrawn` when the vault is locked, unlocked or
 * otherwise another one than it was asked of: no question may show accounts then.
 */
export function askPerson(
  { vault, prompt, startTimer, ended }: AskingOptions,
  question: Question,
): Promise<Answer | 'withdrawn'> {
  if (ended.aborted) return Promise.resolve({ answer: 'deny' })
  const askedOf = vault.status().name
  const withdrawal = new AbortController()
  return new Promise((resolve, reject) => {
    const settle = (answer: Answer | 'withdrawn') => {
      stopTimer()
      unsubscribe()
      ended.removeEventListener('abort', onEnd)
      withdrawal.abort()
      resolve(answer)
    }
    const onEnd = () => settle({ answer: 'deny' })
    const stopTimer = startTimer(onEnd, answerWithinMs)
    const unsubscribe = vault.subscribe(() => {
      if (vault.status().name !== askedOf) settle('withdrawn')
    })
    ended.addEventListener('abort', onEnd)
    prompt.ask(question, withdrawal.signal).then(settle, (error: unknown) => {
      reject(error)
      settle({ answer: 'deny' })
    })
  })
}
