import { guessesFor, suggestionWords } from './guesses.ts'

/** A question of the page: how many guesses a passphrase takes, or (`null`) the words for a suggestion. */
export interface StrengthQuestion {
  readonly id: number
  readonly passphrase: string | null
}

/** The answer with the question's id. The first of all answers has id 0 and says that the lists are there. */
export interface StrengthAnswer {
  readonly id: number
  readonly guesses?: number
  readonly words?: readonly string[]
}

function answer(message: StrengthAnswer): void {
  self.postMessage(message)
}

self.onmessage = ({ data }: MessageEvent<StrengthQuestion>) => {
  if (data.passphrase === null) answer({ id: data.id, words: suggestionWords })
  else answer({ id: data.id, guesses: guessesFor(data.passphrase) })
}

answer({ id: 0 })
