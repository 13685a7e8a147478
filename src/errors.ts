/**
 * The base of every typed error: programs branch on `code`, people read the sentence that the screens keep for it.
 *
 * `message` is English for developers and never holds a secret, an account name or a file's content.
 */
export abstract class CodedError<Code extends string> extends Error {
  /** Stable across releases, `room/what-happened`. */
  readonly code: Code

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
