/** What another app shared with this one, as it came: any website can send the same form. */
export interface Share {
  readonly title: string
  readonly text: string
  readonly url: string
  readonly files: readonly File[]
}

/** A share as the service worker read it, or why it did not. */
export type ReceivedShare =
  { readonly share: Share } | { readonly refused: 'too-large' | 'too-many' | 'damaged' | 'nothing' }

/** The parts of a request that are used; not every browser gives a stream of it. */
type FormRequest = Pick<Request, 'headers' | 'blob'> & { readonly body?: Request['body'] | undefined }

/** Files in one share: three screenfuls of codes. */
const maxShareFiles = 12
/** Bytes of the whole form: a few pictures of a telephone's camera. */
const maxShareBytes = 32 * 1024 * 1024
/** UTF-16 units of each text: several transfers of accounts. */
const maxShareText = 65_536

/**
 * Whether a website sent the form. Apps send no origin, an opaque one, or the receiver's own; so do websites that hide
 * theirs, which is why nothing that comes is ever more than shown.
 *
 * @param scope - The app's address.
 */
export function isFromOtherSite(request: Pick<Request, 'headers'>, scope: string): boolean {
  const origin = request.headers.get('Origin')
  return origin !== null && origin !== 'null' && origin !== new URL(scope).origin
}

/** Reads a shared form. What is too large is refused before it has been read to its end. Never rejects. */
export async function readShare(request: FormRequest): Promise<ReceivedShare> {
  try {
    const bytes = await boundedBytes(request)
    if (bytes === undefined) return { refused: 'too-large' }
    const type = request.headers.get('Content-Type') ?? ''
    return sort(await new Response(bytes, { headers: { 'Content-Type': type } }).formData())
  } catch {
    // Cut off on its way, or no form at all.
    return { refused: 'damaged' }
  }
}

/** `undefined`: more than {@link maxShareBytes}. */
async function boundedBytes(request: FormRequest): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!request.body) {
    // A blob need not lie in memory.
    const blob = await request.blob()
    return blob.size > maxShareBytes ? undefined : new Uint8Array(await blob.arrayBuffer())
  }
  const reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> = request.body.getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length
    if (length > maxShareBytes) {
      await reader.cancel()
      return undefined
    }
    chunks.push(next.value)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function sort(form: FormData): ReceivedShare {
  const textOf = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const share: Share = { title: textOf('title'), text: textOf('text'), url: textOf('url'), files: filesOf(form) }
  const texts = [share.title, share.text, share.url]
  if (share.files.length > maxShareFiles) return { refused: 'too-many' }
  if (texts.some((text) => text.length > maxShareText)) return { refused: 'too-large' }
  if (share.files.length === 0 && texts.every((text) => text.trim() === '')) return { refused: 'nothing' }
  return { share }
}

/** A form with an empty file field sends one file without a name or a byte. */
function filesOf(form: FormData): readonly File[] {
  return form.getAll('files').filter((value) => typeof value !== 'string' && value.size > 0) as File[]
}
