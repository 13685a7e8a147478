import { bitmapSize, type Bitmap } from './bitmap-gray.ts'
import { QrError } from './errors.ts'
import { checkPictureSize, type PictureHeader } from './picture-header.ts'

/** Pictures of an animation that are looked at: a transfer of many accounts can come as one. */
const maxFrames = 24
/** Pixels of all of them together. */
const maxFramePixels = 50_000_000

/**
 * Decodes a picture; of an animation its first ones, where the browser lets them be had one by one. The caller closes
 * each before it takes the next.
 *
 * @param header - What `inspectPicture` said: nothing is decoded that it did not allow.
 * @throws {@link QrError} `qr/damaged`, `qr/not-shown`, `qr/needs-page`, `qr/too-many-pixels`.
 */
export async function* bitmapsOf(bytes: Uint8Array, header: PictureHeader): AsyncGenerator<Bitmap, void> {
  if (header.kind === 'svg') throw new QrError('qr/needs-page', 'a drawing can only be shown by a page')
  if (header.isAnimated && 'ImageDecoder' in globalThis) yield* framesOf(bytes, header)
  else yield await bitmapOf(bytes, header)
}

async function bitmapOf(bytes: Uint8Array, header: PictureHeader): Promise<ImageBitmap> {
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: header.type }))
  } catch (cause) {
    throw notDecoded(header, cause)
  }
  return checked(bitmap)
}

async function* framesOf(bytes: Uint8Array, header: PictureHeader): AsyncGenerator<Bitmap, void> {
  const decoder = new ImageDecoder({ data: new Uint8Array(bytes), type: header.type })
  try {
    await Promise.all([decoder.completed, decoder.tracks.ready])
    const most = Math.min(maxFrames, Math.max(1, Math.floor(maxFramePixels / (header.width * header.height))))
    const count = Math.min(decoder.tracks.selectedTrack?.frameCount ?? 1, most)
    for (let frameIndex = 0; frameIndex < count; frameIndex++) {
      yield checked((await decoder.decode({ frameIndex })).image)
    }
  } catch (cause) {
    if (cause instanceof QrError) throw cause
    throw notDecoded(header, cause)
  } finally {
    decoder.close()
  }
}

/** A header can lie; what came of it cannot. */
function checked<Decoded extends Bitmap>(bitmap: Decoded): Decoded {
  try {
    checkPictureSize(bitmapSize(bitmap))
    return bitmap
  } catch (error) {
    bitmap.close()
    throw error
  }
}

function notDecoded({ kind }: PictureHeader, cause: unknown): QrError {
  return kind === 'heic' || kind === 'avif'
    ? new QrError('qr/not-shown', 'this browser does not decode this kind of picture', { cause })
    : new QrError('qr/damaged', 'the picture could not be decoded', { cause })
}
