import { QrError } from '../errors.ts'
import { inspectPicture, maxPictureBytes } from '../picture-header.ts'
import type { QrReader } from '../qr-reader.ts'

/**
 * Reads the QR codes in a picture that was chosen, dropped, pasted or shared. Drawings (SVG) are drawn here, all others are
 * decoded where the reader works.
 *
 * @throws {@link QrError} with any code of a picture or of reading.
 */
export async function readPictureFile(
  reader: Pick<QrReader, 'readPicture' | 'readImage'>,
  file: Blob,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<readonly string[]> {
  if (file.size > maxPictureBytes) throw new QrError('qr/too-many-bytes', 'the picture is over 10 MB')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const header = inspectPicture(bytes, file.type)
  if (header.kind !== 'svg') return reader.readPicture(bytes, { type: file.type, signal })
  const { drawSvg } = await import('./svg-picture.ts')
  return reader.readImage(await drawSvg(bytes, header), { signal })
}
