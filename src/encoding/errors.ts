import { CodedError } from '../errors.ts'

/** What a decoder or encoder refuses. */
export type EncodingErrorCode =
  /** A character that the alphabet does not have; {@link EncodingError.character} and `position` say which and where. */
  | 'encoding/invalid-character'
  /** A number of characters that no whole number of bytes has. */
  | 'encoding/invalid-length'
  /** Text that decodes, but is not what encoding the same bytes gives. */
  | 'encoding/not-canonical'
  | 'encoding/not-utf8'
  /** UTF-16 with half a surrogate pair: no UTF-8 exists for it. */
  | 'encoding/ill-formed-text'

/** Thrown by the encoding room. */
export class EncodingError extends CodedError<EncodingErrorCode> {
  override readonly name = 'EncodingError'
  /** The first character that does not belong, for `encoding/invalid-character`. May be part of a secret: never log it. */
  readonly character: string | undefined
  /** Where it stands in the text as given, in code points from 0. */
  readonly position: number | undefined

  constructor(
    code: EncodingErrorCode,
    message: string,
    options?: ErrorOptions & { readonly character?: string; readonly position?: number },
  ) {
    super(code, message, options)
    this.character = options?.character
    this.position = options?.position
  }
}
