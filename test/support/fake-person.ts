import type { Answer, ConsentPrompt, Question } from '../../src/api/index.ts'

/** A question that stands on the screen. */
export interface StandingQuestion<Q extends Question = Question> {
  readonly question: Q
  readonly signal: AbortSignal
  answer(answer: Answer): void
}

/** Somebody at the screen, without a screen. */
export interface FakePerson extends ConsentPrompt {
  /** Every question so far. */
  readonly asked: readonly Question[]
  /** Waits for the next question that nobody has looked at, which must be of this kind. */
  question<Kind extends Question['kind']>(kind: Kind): Promise<StandingQuestion<Extract<Question, { kind: Kind }>>>
  /** Answers everything from now on by itself. */
  answerAll(answer: (question: Question) => Answer): void
}

/** A person who answers when the test does. */
export function createFakePerson(): FakePerson {
  const asked: Question[] = []
  const unseen: StandingQuestion[] = []
  let onQuestion = () => {}
  let habit: ((question: Question) => Answer) | undefined
  return {
    asked,
    ask: (question, signal) => {
      asked.push(question)
      if (habit) return Promise.resolve(habit(question))
      return new Promise((resolve) => {
        unseen.push({ question, signal, answer: resolve })
        onQuestion()
      })
    },
    question: async (kind) => {
      while (unseen.length === 0) await new Promise<void>((resolve) => (onQuestion = resolve))
      const next = unseen.shift()
      if (next?.question.kind !== kind) throw new Error(`asked ${next?.question.kind}, not ${kind}`)
      return next as never
    },
    answerAll: (answer) => {
      habit = answer
    },
  }
}

/** Ticks every account. */
export function allowEverything(question: Question): Answer {
  if (question.kind === 'read') return { answer: 'once', accountIds: question.accounts.map(({ id }) => id) }
  if (question.kind === 'export') return { answer: 'allow', passphrase: 'a passphrase of the backup' }
  return question.kind === 'unlock' || question.kind === 'nothing' ? { answer: 'deny' } : { answer: 'allow' }
}
