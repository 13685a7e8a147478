/** An error in three parts: what happened, what was kept, what to do. */
export interface ErrorSentences {
  readonly what: string
  readonly kept: string
  readonly next: string
}
