import { createSignal, type Accessor } from 'solid-js'
import type { Answer, ConsentPrompt, Question } from '../../../api/index.ts'

/** A question that waits for the person. */
export interface StandingQuestion<Q extends Question = Question> {
  readonly question: Q
  /** Takes the question off the screen. Only the first answer counts. */
  answer(answer: Answer): void
}

/** Where the message API lays its questions, and the screen finds them. */
export interface QuestionDesk extends ConsentPrompt {
  readonly standing: Accessor<StandingQuestion | undefined>
  /** The last question was answered, and what follows from that has not come back yet. */
  readonly answered: Accessor<Question | undefined>
  /** What followed has come back. */
  settle(): void
}

/** An empty desk. */
export function createQuestionDesk(): QuestionDesk {
  const [standing, setStanding] = createSignal<StandingQuestion>()
  const [answered, setAnswered] = createSignal<Question>()
  return {
    standing,
    answered,
    settle: () => setAnswered(undefined),
    ask: (question, signal) =>
      new Promise((resolve) => {
        const leave = (): void => {
          if (standing() === asked) setStanding(undefined)
        }
        const asked: StandingQuestion = {
          question,
          answer(answer) {
            if (standing() !== asked) return
            leave()
            setAnswered(question)
            resolve(answer)
          },
        }
        if (signal.aborted) return
        signal.addEventListener('abort', leave, { once: true })
        setAnswered(undefined)
        setStanding(asked)
      }),
  }
}
