import { createHash } from 'node:crypto'

/**
 * Subresource Integrity of a file: of its own bytes, whatever it is compressed to on the way. One algorithm for all that
 * states it: the service worker compares what a page and its own list say of a file as text.
 *
 * @param content - The whole file.
 */
export function integrityOf(content: Uint8Array): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`
}
