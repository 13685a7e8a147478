import { takeShare, type ReceivedShare, type Share } from '../pwa/index.ts'
import type { Arrival } from './arrivals.ts'
import { arrivalOfFiles } from './sort-files.ts'

/** Takes what was shared from the service worker. Never rejects. */
export async function takeSharedThings(container: ServiceWorkerContainer | undefined): Promise<readonly Arrival[]> {
  const received = await takeShare(container, (ring, ms) => {
    const timer = setTimeout(ring, ms)
    return () => clearTimeout(timer)
  })
  return arrivalsOfShare(received)
}

/**
 * What a share brings: its pictures or files, and its words. Never rejects.
 *
 * @param received - `undefined`: it was not there any more.
 */
export async function arrivalsOfShare(received: ReceivedShare | undefined): Promise<readonly Arrival[]> {
  if (received === undefined) return [{ what: 'refused', why: 'lost' }]
  if ('refused' in received) return [{ what: 'refused', why: received.refused }]
  const { share } = received
  const text = textOf(share)
  return [
    ...(share.files.length > 0 ? [await arrivalOfFiles(share.files)] : []),
    ...(text === '' ? [] : [{ what: 'text' as const, text }]),
  ]
}

/** Apps put a link into any of the three; a title beside files or another text is only their name. */
function textOf({ title, text, url, files }: Share): string {
  const words = [text, url].map((part) => part.trim()).filter((part) => part !== '')
  if (words.length > 0) return [...new Set(words)].join('\n')
  return files.length > 0 ? '' : title.trim()
}
