import { CodedError } from '../errors.ts'

/** Why a picture is not looked at, or could not be. */
export type PictureErrorCode =
  /** More than 10 MB. */
  | 'qr/too-many-bytes'
  /** More than 25 million pixels, or so many codes in a picture that reading it takes too long. */
  | 'qr/too-many-pixels'
  /** No bytes, or no width or height. */
  | 'qr/empty'
  /** Not a picture, or of a kind that no browser shows. */
  | 'qr/unknown-kind'
  /** The type it came with is another one than its bytes have. */
  | 'qr/other-kind'
  /** Cut off, or not what its first bytes say. */
  | 'qr/damaged'
  /** Sound as far as can be seen, but this browser has no decoder for its kind (HEIC, most often). */
  | 'qr/not-shown'
  /** An SVG picture with scripts, links, other pictures, or more in it than a drawing needs. */
  | 'qr/active-svg'
  /** An SVG picture where there is no page to draw it. */
  | 'qr/needs-page'

/** Why nothing could be read, whatever the picture. */
export type ReadingErrorCode =
  | 'qr/cancelled'
  /** The picture kept the decoder busy for longer than anybody waits. */
  | 'qr/too-slow'
  /** The decoder could not be loaded, or ended. */
  | 'qr/not-loaded'

/** Why there is no view to look at. */
export type CaptureErrorCode =
  /** The person, or a setting of the browser, does not allow it. */
  | 'qr/camera-denied'
  /** There is no camera. */
  | 'qr/camera-none'
  /** Another app or tab has it. */
  | 'qr/camera-busy'
  /** The page may not ask: not a secure page, or a policy of the host or the browser's administrator. */
  | 'qr/camera-policy'
  /** It was there, and is gone: unplugged, or taken by another app. */
  | 'qr/camera-lost'
  /** It was chosen, but shows nothing. */
  | 'qr/camera-failed'
  /** The person closed the browser's question, or the system forbids it. */
  | 'qr/screen-denied'
  /** Telephones cannot share their screen with a page. */
  | 'qr/screen-unsupported'
  | 'qr/screen-failed'

/** What the qr room refuses, and why. */
export type QrErrorCode = PictureErrorCode | ReadingErrorCode | CaptureErrorCode

/** Thrown by the qr room. */
export class QrError extends CodedError<QrErrorCode> {
  override readonly name = 'QrError'
}
