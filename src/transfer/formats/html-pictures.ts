import { decodeBase64 } from '../../encoding/index.ts'
import type { HtmlPage, HtmlPart } from '../containers/html.ts'
import { TransferError } from '../errors.ts'
import type { ReadingContext } from '../format.ts'

/** Pictures of the largest sheet that is read: each takes milliseconds. */
const maxPictures = 10_000

/** Bytes of the largest picture that may be a QR code; those of real sheets have some thousand. */
const maxPictureBytes = 4 * 1024 * 1024

/**
 * Reads the pictures of a page for key URIs; a picture that comes several times is read once.
 *
 * @throws {@link TransferError} `transfer/too-many`.
 */
export function pictureReader(
  page: HtmlPage,
  { readPicture, signal }: ReadingContext,
): (part: HtmlPart) => Promise<readonly string[]> {
  const known = new Map<string, readonly string[]>()
  const pictures = [...page.rows, page.rest].reduce((sum, part) => sum + part.pictures.size, 0)
  if (pictures > maxPictures) throw new TransferError('transfer/too-many', 'the page has too many pictures')
  return async (part) => {
    const found: string[] = []
    for (const picture of part.pictures) {
      signal?.throwIfAborted()
      const texts = known.get(picture) ?? (await keyUrisIn(picture, readPicture))
      known.set(picture, texts)
      found.push(...texts)
    }
    return [...new Set(found)]
  }
}

async function keyUrisIn(picture: string, readPicture: ReadingContext['readPicture']): Promise<readonly string[]> {
  const bytes = bytesOf(picture)
  if (bytes === undefined) return []
  try {
    const texts = await readPicture(bytes)
    return texts.filter((text) => /^\s*(?:otpauth|apple-otpauth|otpauth-migration|motp|steam):/i.test(text))
  } catch {
    // A picture that cannot be shown. The text beside it has to do.
    return []
  }
}

function bytesOf(base64: string): Uint8Array | undefined {
  if (base64.length > maxPictureBytes * 1.4) return undefined
  try {
    return decodeBase64(base64)
  } catch {
    return undefined
  }
}
