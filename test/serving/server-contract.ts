import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileKind, headersOf } from '../../build/security-headers.ts'
import { rawRequest, type RawAnswer, type RawOptions } from './raw-request.ts'
import { makeSmallBuild, servedPaths, type SmallBuild } from './small-build.ts'

/** A server under test. */
export interface RunningServer {
  /** Scheme, host and port, without a trailing slash. */
  readonly origin: string
  readonly stop: () => Promise<void>
}

const sendsBrotli = { headers: { 'Accept-Encoding': 'gzip, br' } }
const sendsGzip = { headers: { 'Accept-Encoding': 'gzip' } }

/** What every server of the build does alike, request by request. */
export function describeServer(
  name: string,
  start: (build: SmallBuild) => Promise<RunningServer>,
  { brotli }: { readonly brotli: boolean },
): void {
  describe(name, () => {
    let build: SmallBuild
    let server: RunningServer
    const ask = (path: string, options?: RawOptions): Promise<RawAnswer> => rawRequest(server.origin, path, options)

    beforeAll(async () => {
      build = await makeSmallBuild()
      server = await start(build)
    })
    afterAll(async () => {
      await server.stop()
      await build.remove()
    })

    describe('headers', () => {
      it.each(servedPaths)('sends exactly the header set of its kind with /%s', async (path) => {
        const answer = await ask(`/${path}`)
        expect(answer.status).toBe(200)
        expect(securityHeadersOf(answer)).toEqual(expectedFor(path))
      })

      it('lets the opener of connect.html keep its handle, and of no other page', async () => {
        expect((await ask('/connect.html')).headers['cross-origin-opener-policy']).toBe('unsafe-none')
        expect((await ask('/index.html')).headers['cross-origin-opener-policy']).toBe('same-origin')
      })

      it('says nothing about transport security over plain HTTP', async () => {
        expect((await ask('/')).headers).not.toHaveProperty('strict-transport-security')
      })

      it('does not tell its version', async () => {
        for (const path of ['/', '/no-such-page', '/%']) {
          const { headers, body } = await ask(path)
          const banners = [headers['server'], headers['x-powered-by'], body.toString()].join(' ')
          expect(banners).not.toMatch(/\d\.\d+\.\d/)
        }
      })
    })

    it.each([
      ['', 'text/html; charset=utf-8'],
      ['connect.html', 'text/html; charset=utf-8'],
      ['404.css', 'text/css; charset=utf-8'],
      ['sw.js', 'text/javascript; charset=utf-8'],
      ['assets/module-abc12345.mjs', 'text/javascript; charset=utf-8'],
      ['assets/argon2-abc12345.wasm', 'application/wasm'],
      ['manifest.webmanifest', 'application/manifest+json'],
      ['version.json', 'application/json'],
      ['sbom.cdx.json', 'application/json'],
      ['icons/icon.svg', 'image/svg+xml'],
      ['icons/icon-192.png', 'image/png'],
    ])('serves /%s as %s, compressed or not', async (path, type) => {
      expect((await ask(`/${path}`)).headers['content-type']).toBe(type)
      expect((await ask(`/${path}`, sendsBrotli)).headers['content-type']).toBe(type)
    })

    describe('compression', () => {
      it('sends the stored gzip file to a browser that takes gzip', async () => {
        const { headers, body } = await ask('/assets/index-abc12345.js', sendsGzip)
        expect(headers['content-encoding']).toBe('gzip')
        expect(headers.vary).toBe('Accept-Encoding')
        expect(body).toEqual(await readFile(join(build.dist, 'assets/index-abc12345.js.gz')))
        expect(gunzipSync(body)).toEqual(await readFile(join(build.dist, 'assets/index-abc12345.js')))
      })

      it.skipIf(!brotli)('prefers the stored Brotli file where the browser takes both', async () => {
        const { headers, body } = await ask('/', sendsBrotli)
        expect(headers['content-encoding']).toBe('br')
        expect(headers.vary).toBe('Accept-Encoding')
        expect(brotliDecompressSync(body)).toEqual(await readFile(join(build.dist, 'index.html')))
      })

      it('sends the plain file to a browser that takes neither, or refuses them', async () => {
        for (const refusal of ['identity', 'gzip;q=0, br;q=0']) {
          const { headers, body } = await ask('/index.html', { headers: { 'Accept-Encoding': refusal } })
          expect(headers).not.toHaveProperty('content-encoding')
          expect(body).toEqual(await readFile(join(build.dist, 'index.html')))
        }
      })

      it('keeps the security headers on compressed answers', async () => {
        expect(securityHeadersOf(await ask('/sw.js', sendsBrotli))).toEqual(expectedFor('sw.js'))
      })
    })

    describe('caching', () => {
      it('answers 304 without a body to a browser that has the file', async () => {
        const first = await ask('/index.html')
        const again = await ask('/index.html', { headers: { 'If-None-Match': String(first.headers.etag) } })
        expect(again.status).toBe(304)
        expect(again.body).toHaveLength(0)
        expect(again.headers['cache-control']).toBe('no-cache')
      })

      it('sends the whole file to a browser that has another one', async () => {
        expect((await ask('/index.html', { headers: { 'If-None-Match': '"another"' } })).status).toBe(200)
      })

      it('does not let anybody keep a missing asset', async () => {
        const answer = await ask('/assets/gone-abc12345.js')
        expect(answer.status).toBe(404)
        expect(answer.headers['cache-control']).toBe('no-cache')
      })
    })

    it('answers HEAD with the headers of GET and no body', async () => {
      const [head, get] = [await ask('/index.html', { method: 'HEAD' }), await ask('/index.html')]
      expect(head.status).toBe(200)
      expect(head.body).toHaveLength(0)
      expect(head.headers['content-length']).toBe(get.headers['content-length'])
      expect(securityHeadersOf(head)).toEqual(securityHeadersOf(get))
    })

    it('says ok at /healthz, as plain text', async () => {
      const answer = await ask('/healthz')
      expect([answer.status, answer.headers['content-type'], answer.body.toString()]).toEqual([200, 'text/plain', 'ok'])
    })

    describe('what is not there', () => {
      it.each(['/no-such-page', '/deep/er/page.html', '/assets/', '/index.html/', '/404.html', '/share', '/client'])(
        'shows the 404 page with the headers of a page at %s',
        async (path) => {
          const answer = await ask(path)
          expect(answer.status).toBe(404)
          expect(answer.body).toEqual(await readFile(join(build.dist, '404.html')))
          expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
          expect(securityHeadersOf(answer)).toEqual(expectedFor('404.html'))
        },
      )

      it.each(['/_headers', '/.git/config', '/index.html.gz', '/assets/index-abc12345.js.br'])(
        'does not hand out %s',
        async (path) => {
          expect((await ask(path)).status).toBe(404)
        },
      )

      it.each([
        '/../outside.txt',
        '/assets/../../outside.txt',
        '/..%2foutside.txt',
        '/%2e%2e/outside.txt',
        '/%2e%2e%2foutside.txt',
        '/..%5coutside.txt',
        '/%252e%252e%252foutside.txt',
        '/assets/..%00/outside.txt',
        '//outside.txt',
        '/dist-serving/headers.json',
        '/../dist-serving/headers.json',
      ])('does not leave its folder for %s', async (path) => {
        const answer = await ask(path)
        expect([400, 404]).toContain(answer.status)
        expect(answer.body.toString()).not.toContain('not part of the build')
        expect(answer.headers).toHaveProperty('content-security-policy')
      })
    })

    describe('other methods', () => {
      it('sends a share that no service worker took to the app, and keeps nothing of it', async () => {
        const answer = await ask('/share', { method: 'POST', body: new Uint8Array(2_000_000) })
        expect(answer.status).toBe(303)
        expect(answer.headers.location).toBe('./')
        expect(securityHeadersOf(answer)).toEqual(expectedFor('share'))
      })

      it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('refuses %s on a file', async (method) => {
        expect((await ask('/index.html', { method })).status).toBe(405)
      })
    })
  })
}

const ofInterest = [...headersOf('client'), ...headersOf('document')].map(({ name }) => name.toLowerCase())

function securityHeadersOf(answer: RawAnswer): Record<string, unknown> {
  return Object.fromEntries(
    ofInterest.flatMap((name) => (name in answer.headers ? [[name, answer.headers[name]]] : [])),
  )
}

function expectedFor(path: string): Record<string, string> {
  return Object.fromEntries(headersOf(fileKind(path)).map(({ name, value }) => [name.toLowerCase(), value]))
}
