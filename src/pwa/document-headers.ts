/** One response header, spelt as it is sent. */
interface ResponseHeader {
  readonly name: string
  readonly value: string
}

/** The header sets of the app's two kinds of pages. The popup's differs: its opener must keep its handle on it. */
export interface DocumentHeaders {
  readonly document: readonly ResponseHeader[]
  readonly connect: readonly ResponseHeader[]
}

/**
 * A page as the service worker answers with it: headers that the host did not send are added, those it sent stay.
 * So a host without any header control is as strict as the others from the second visit on.
 *
 * @returns The same response where nothing is missing, or where it is not a page.
 */
export function withMissingHeaders(response: Response, url: URL, sets: DocumentHeaders): Response {
  if (!response.headers.get('Content-Type')?.startsWith('text/html')) return response
  const missing = sets[isConnectPage(url) ? 'connect' : 'document'].filter(({ name }) => !response.headers.has(name))
  if (missing.length === 0) return response
  const headers = new Headers(response.headers)
  for (const { name, value } of missing) headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

/** Some hosts answer for a page without its extension. */
function isConnectPage(url: URL): boolean {
  return /\/connect(?:\.html)?$/.test(url.pathname)
}
