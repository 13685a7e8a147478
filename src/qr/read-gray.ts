import type { Clock } from '../clock.ts'
import { textsOf, type Decoder, type FoundCode } from './decoder.ts'
import { QrError } from './errors.ts'
import type { GrayImage } from './gray-image.ts'
import { harderTries } from './tries.ts'

/**
 * How much time a picture is worth: `full` until everything was tried, for one that a person chose; `quick` for one of
 * many, which were made to be read.
 */
export type Effort = 'quick' | 'full'

/** After this no other try is begun, ms. One that runs cannot be stopped from within its thread. */
const effortMs: Readonly<Record<Effort, number>> = { quick: 150, full: 3000 }

/** What reading needs beside the picture. */
export interface ReadGrayOptions {
  readonly effort: Effort
  readonly clock: Clock
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads the codes of a picture, and tries harder and harder until there is one or the time is up. The thread is given
 * free between tries.
 *
 * @throws {@link QrError} `qr/cancelled`.
 */
export async function readGray(
  image: GrayImage,
  decode: Decoder,
  { effort, clock, signal }: ReadGrayOptions,
): Promise<readonly string[]> {
  const until = clock.monotonic() + effortMs[effort]
  throwIfCancelled(signal)
  const found: FoundCode[] = [...decode(image)]
  if (found.length === 1 && textsOf(found).length === 1) return textsOf(found)
  // Where there are several there may be one more that is harder to see: one other look is worth its time.
  for (const harder of harderTries) {
    for (const codes of harder(image, decode)) {
      await pause()
      throwIfCancelled(signal)
      found.push(...codes)
      if (clock.monotonic() >= until) return textsOf(found)
    }
    if (textsOf(found).length > 0) break
  }
  return textsOf(found)
}

/** @throws {@link QrError} `qr/cancelled`. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new QrError('qr/cancelled', 'the person stopped it', { cause: signal.reason })
}

/** Lets what waits for this thread have its turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(undefined)
  })
}
