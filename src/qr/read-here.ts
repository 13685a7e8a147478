import { systemClock } from '../clock.ts'
import { createNativeDecoder } from './native-decoder.ts'
import { createOwnDecoders } from './own-decoders.ts'
import { createThreadReader, type ReadOptions, type ReadPictureOptions } from './thread-reader.ts'

/** This thread's. Nothing is loaded before something is read. */
const reader = createThreadReader({
  decoders: createOwnDecoders(),
  native: createNativeDecoder(),
  clock: systemClock,
})

/**
 * Reads the QR codes in a picture, on this thread: in a worker, and where no screen waits. `createQrReader` does it beside
 * a screen, and can end a picture that takes too long.
 *
 * @returns Their texts, each once; none where there is no code. Bytes that do not say how they are written are UTF-8 or
 * else Latin-1.
 * @throws `QrError` with `qr/cancelled` or `qr/not-loaded`.
 */
export async function readQrCodes(image: ImageData, options: ReadOptions = {}): Promise<string[]> {
  return [...(await reader.readImage(image, options))]
}

/**
 * As {@link readQrCodes}, for the bytes of a PNG, JPEG, WebP, GIF, BMP, AVIF or HEIC file. Its header is looked at before
 * anything is decoded.
 *
 * @throws `QrError` with any code of a picture or of reading.
 */
export function readPicture(bytes: Uint8Array, options: ReadPictureOptions = {}): Promise<readonly string[]> {
  return reader.readPicture(bytes, options)
}
