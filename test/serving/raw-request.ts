import { request as requestPlain, type IncomingHttpHeaders } from 'node:http'
import { request as requestTls } from 'node:https'

/** An answer as it came over the wire: nothing is decompressed or followed. */
export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** What differs from a plain `GET`. */
export interface RawOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/**
 * Sends one request with its path exactly as written: `..` and percent signs reach the server.
 *
 * @param origin - Scheme, host and port, without a trailing slash. A certificate is taken as it is.
 * @param path - With its leading slash, and a query where wanted.
 */
export function rawRequest(origin: string, path: string, options: RawOptions = {}): Promise<RawAnswer> {
  const { protocol, hostname, port } = new URL(origin)
  const settings = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port,
    path,
    method: options.method ?? 'GET',
    headers: { ...options.headers },
    agent: false,
    rejectUnauthorized: false,
  } as const
  return new Promise((resolve, reject) => {
    const request = (protocol === 'https:' ? requestTls : requestPlain)(settings, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) })
      })
    })
    request.on('error', reject)
    request.end(options.body)
  })
}
