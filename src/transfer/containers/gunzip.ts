import { TransferError } from '../errors.ts'

/**
 * Unpacks gzip (RFC 1952).
 *
 * @param mostBytes - Of what comes out: no more is unpacked.
 * @throws {@link TransferError} `transfer/too-large`, `transfer/damaged`.
 */
export async function gunzip(bytes: Uint8Array, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  for (;;) {
    const chunk = await nextOf(reader)
    if (chunk === undefined) break
    length += chunk.length
    if (length > mostBytes) {
      await reader.cancel()
      throw new TransferError('transfer/too-large', 'the content is too large unpacked')
    }
    chunks.push(chunk)
  }
  return joined(chunks, length)
}

async function nextOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value
  } catch (cause) {
    throw new TransferError('transfer/damaged', 'the content cannot be unpacked', { cause })
  }
}

/** One piece of several. */
function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
