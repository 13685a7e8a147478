export {
  QrError,
  type CaptureErrorCode,
  type PictureErrorCode,
  type QrErrorCode,
  type ReadingErrorCode,
} from './errors.ts'
export {
  inspectPicture,
  maxPictureBytes,
  maxPicturePixels,
  type PictureHeader,
  type PictureKind,
} from './picture-header.ts'
export { createQrReader, type QrReader } from './qr-reader.ts'
export type { Effort } from './read-gray.ts'
export { readPicture, readQrCodes } from './read-here.ts'
export type { ReadOptions, ReadPictureOptions } from './thread-reader.ts'
export { whatIsIt, type CodeTextKind } from './what-is-it.ts'
export type { QrWorker } from './worker-keeper.ts'
