import type { JSX } from 'solid-js'
import type { Question } from '../../../api/index.ts'
import { AddQuestionView } from './add-question.tsx'
import { CounterQuestionView } from './counter-question.tsx'
import { ExportQuestionView } from './export-question.tsx'
import { NothingQuestionView } from './nothing-question.tsx'
import type { StandingQuestion } from './question-desk.ts'
import { ReadQuestionView } from './read-question.tsx'
import { UnlockQuestionView } from './unlock-question.tsx'

/** The screen of a question. A question never becomes another one, so neither does its screen. */
export function QuestionView(props: { readonly standing: StandingQuestion }): JSX.Element {
  const { question, answer } = props.standing
  return viewOf(question, answer)
}

function viewOf(question: Question, answer: StandingQuestion['answer']): JSX.Element {
  switch (question.kind) {
    case 'unlock':
      return <UnlockQuestionView standing={{ question, answer }} />
    case 'nothing':
      return <NothingQuestionView standing={{ question, answer }} />
    case 'read':
      return <ReadQuestionView standing={{ question, answer }} />
    case 'counter':
      return <CounterQuestionView standing={{ question, answer }} />
    case 'add':
      return <AddQuestionView standing={{ question, answer }} />
    case 'export':
      return <ExportQuestionView standing={{ question, answer }} />
  }
}
