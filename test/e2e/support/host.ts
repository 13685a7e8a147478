import { expect, type Page } from '@playwright/test'
import { readdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, resolve } from 'node:path'
import { isLaterFile } from '../../../src/pwa/later-files.ts'
import { answerFrom, pathOf, readServingFacts } from '../../../scripts/static-files.mjs'
import { test as guarded } from './test.ts'

/** The build that is tested. */
export const distFolder = resolve(process.env['MFA_DIST'] ?? 'dist')

/** How a host differs from the product's own server. */
export interface HostOptions {
  /** The folder of the host that the app lies in, as in `some/folder`; none means its root. */
  readonly folder?: string
  /** False: as a host that sends files and nothing else. */
  readonly headers?: boolean
  readonly port?: number
}

/** A host of the app that a test can change and break. */
export interface Host {
  /** Address of the app, with a slash at its end. */
  readonly url: string
  readonly port: number
  /** Every request so far: method and target. */
  readonly requests: string[]
  /** Serves another version from now on: these files by path, none of the build's assets, and its other files. */
  serve(files: ReadonlyMap<string, Buffer>): void
  /** Answers with a status in place of a file, until {@link Host.mend}. */
  fail(path: string | RegExp, status: number): void
  mend(): void
  /** Ends the server; connections are cut. */
  stop(): Promise<void>
  start(): Promise<void>
}

const plainGet = { method: 'GET', acceptEncoding: '', ifNoneMatch: '' }

/** Starts a host over the build. */
export async function startHost({ folder = '', headers = true, port = 0 }: HostOptions = {}): Promise<Host> {
  const prefix = folder === '' ? '/' : `/${folder}/`
  const facts = await readServingFacts(distFolder)
  const answer = answerFrom(distFolder, facts)
  const requests: string[] = []
  const failures: { path: string | RegExp; status: number }[] = []
  let files: ReadonlyMap<string, Buffer> = new Map()
  let server: Server | undefined
  let actualPort = port

  const reply = async (method: string, target: string) => {
    requests.push(`${method} ${target}`)
    if (!target.startsWith(prefix)) return { status: 404, headers: {}, body: Buffer.from('nothing here') }
    const inFolder = target.slice(prefix.length - 1)
    const path = pathOf(inFolder) ?? ''
    const failure = failures.find(({ path: bad }) => (typeof bad === 'string' ? bad === path : bad.test(path)))
    if (failure !== undefined) return { status: failure.status, headers: {}, body: Buffer.from('out of order') }
    const other = files.get(path === '' ? 'index.html' : path)
    if (other !== undefined) return { status: 200, headers: headersFor(path), body: other }
    if (files.size > 0 && path.startsWith('assets/')) return answer({ ...plainGet, target: '/gone' })
    return answer({ ...plainGet, method, target: inFolder })
  }
  const headersFor = (path: string) => {
    const kind = facts.rules.find(({ pattern }) => pattern.test(path))?.kind ?? 'other'
    const type = facts.contentTypes[extname(path === '' ? 'index.html' : path).slice(1)]
    const set = (facts.headers[kind] ?? []).map(({ name, value }) => [name, value] as const)
    return { ...Object.fromEntries(set), 'Content-Type': type ?? 'application/octet-stream' }
  }
  const start = async () => {
    server = createServer((request, response) => {
      request.resume()
      void reply(request.method ?? '', request.url ?? '').then((answered) => {
        const sent = headers ? answered.headers : { 'Content-Type': answered.headers['Content-Type'] ?? 'text/plain' }
        response.writeHead(answered.status, { ...sent, 'Content-Length': answered.body.length })
        response.end(request.method === 'HEAD' ? undefined : answered.body)
      })
    })
    await new Promise<void>((done) => server?.listen(actualPort, '127.0.0.1', done))
    actualPort = (server.address() as AddressInfo).port
  }
  await start()

  return {
    url: `http://localhost:${actualPort}${prefix}`,
    port: actualPort,
    requests,
    serve: (others) => {
      files = others
    },
    fail: (path, status) => failures.push({ path, status }),
    mend: () => failures.splice(0),
    start,
    stop: () =>
      new Promise<void>((done) => {
        server?.close(() => done())
        server?.closeAllConnections()
      }),
  }
}

/**
 * The guarded test on a host of its own: `page.goto('./')` opens the app there.
 *
 * `hostOptions` says how the host differs from the product's own server.
 */
export const test = guarded.extend<{ hostOptions: HostOptions; host: Host }>({
  hostOptions: [{}, { option: true }],
  host: async ({ hostOptions }, use) => {
    const host = await startHost(hostOptions)
    await use(host)
    await host.stop()
  },
  baseURL: async ({ host }, use) => use(host.url),
})

/** Resolves when a complete version is stored and answers the page. */
export async function untilInstalled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const look = () => navigator.serviceWorker.controller !== null && resolve()
        navigator.serviceWorker.addEventListener('controllerchange', look)
        look()
      }),
  )
}

/** Resolves when the files that most visits do without are stored, too. */
export async function untilAllStored(page: Page): Promise<void> {
  await untilInstalled(page)
  const files = readdirSync(distFolder, { recursive: true, encoding: 'utf8' })
  const expected = files.filter((path) => isLaterFile(path) && !/\.(?:map|gz|br)$/.test(path)).length
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('later-files')).keys()).length))
    .toBe(expected)
}
