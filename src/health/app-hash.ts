import { sha256 } from '../crypto/index.ts'
import { encodeHex } from '../encoding/index.ts'

/** The part of `fetch` that is used. */
export type FetchPage = (address: URL, options: RequestInit) => Promise<Response>

/**
 * SHA-256 of the app's page as this device gets it: out of the service worker's store where that answers, else from the
 * host. The page names its scripts, so another build is another hash. `sha256sum dist/index.html` prints the same.
 *
 * @param base - The page's own address.
 * @returns 64 hexadecimal digits; `undefined`: there is no answer, or none that is a page.
 */
export async function appHash(fetchPage: FetchPage, base: string): Promise<string | undefined> {
  try {
    const response = await fetchPage(new URL('index.html', new URL('.', base)), { cache: 'no-cache' })
    if (!response.ok || !(response.headers.get('content-type') ?? '').startsWith('text/html')) return undefined
    return encodeHex(await sha256(new Uint8Array(await response.arrayBuffer())))
  } catch {
    // Offline and not stored: nothing can be said.
    return undefined
  }
}
