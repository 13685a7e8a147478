import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { build } from 'vite'
import type { Harness } from '../in-page/kills/harness.ts'
import { hangMark } from '../in-page/kills/steps.ts'

/** A tab, and what it has told. */
export interface Tab {
  readonly page: Page
  /** What was acknowledged, in order. */
  readonly acknowledged: readonly string[]
  /** Forgets what was acknowledged. */
  forget(): void
  /** Calls the harness. Rejects when the tab is killed meanwhile. */
  call<Name extends keyof Harness>(
    name: Name,
    ...given: Parameters<Harness[Name]>
  ): Promise<Awaited<ReturnType<Harness[Name]>>>
  /** Ends the tab's process from outside. */
  crash(): Promise<void>
  isGone(): boolean
  /** Waits for the end of a call: `true` by a kill, `false` by itself, or the error that it ended with. */
  endOf(running: Promise<unknown>): Promise<boolean | Error>
  /** Waits until so many were acknowledged. `false`: they were not, in a time that is enough for hundreds. */
  untilAcknowledged(count: number): Promise<boolean>
}

/** For what takes a fraction of a second, ms. */
const patienceMs = 30_000

/** A browser profile of its own: its storage outlives its tabs. */
export interface Profile {
  openTab(): Promise<Tab>
  close(): Promise<void>
}

/** Where tabs are killed. */
export interface KillStage {
  openProfile(): Promise<Profile>
  close(): Promise<void>
}

/** Serves the harness and starts a browser that can end its own tabs. */
export async function openKillStage(): Promise<KillStage> {
  const { url, stop } = await serveHarness()
  const browser = await chromium.launch({ executablePath: process.env['MFA_BROWSER'] ?? '/usr/bin/chromium', args })
  return {
    openProfile: () => openProfile(browser, url),
    close: async () => {
      await browser.close()
      stop()
    },
  }
}

/** Gives up on what never ends. */
async function inTime<T>(work: Promise<T>): Promise<T | Error> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Error>((resolve) => {
    timer = setTimeout(() => resolve(new Error('it never ended')), patienceMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const args = [
  '--js-flags=--allow-natives-syntax',
  // Nobody reads what a killed tab has to say.
  '--disable-in-process-stack-traces',
  // Chromium's own sandbox does not run as root, which is what containers run as.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

async function openProfile(browser: Browser, url: string): Promise<Profile> {
  const context = await browser.newContext()
  return { openTab: () => openTab(context, url), close: () => context.close() }
}

async function openTab(context: BrowserContext, url: string): Promise<Tab> {
  const page = await context.newPage()
  const acknowledged: string[] = []
  await page.exposeFunction('acknowledge', (what: string) => {
    acknowledged.push(what)
  })
  let isGone = false
  const crashed = new Promise<void>((resolve) => {
    page.once('crash', () => {
      isGone = true
      resolve()
    })
  })
  const session = await context.newCDPSession(page)
  const crash = async () => {
    // Never answered: there is nobody left to.
    session.send('Page.crash').catch(() => undefined)
    await crashed
  }
  page.on('console', (message) => {
    if (message.text() === hangMark) void crash()
  })
  await page.goto(url)
  await page.waitForFunction(() => 'harness' in window)
  return {
    page,
    acknowledged,
    forget: () => {
      acknowledged.length = 0
    },
    call: (name, ...given) =>
      page.evaluate(
        ([method, parameters]) => (window.harness[method] as (...given: unknown[]) => Promise<never>)(...parameters),
        [name, given] as const,
      ),
    crash,
    isGone: () => isGone,
    endOf: async (running) => {
      const failed = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
      const ended = running.then(() => false, failed)
      const first = await inTime(Promise.race([ended, crashed.then(() => true)]))
      // A call into a tab that dies fails before the death is told.
      const isByDeath = first === true || (first instanceof Error && /crash|closed/.test(first.message))
      if (!isByDeath) return first
      const death = await inTime(crashed.then(() => true))
      await page.close()
      return death === true ? true : first
    },
    untilAcknowledged: async (count) => {
      for (let waited = 0; acknowledged.length < count; waited += 20) {
        if (waited > patienceMs) return false
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return true
    },
  }
}

const documentText = `<!doctype html>
<title>Kills</title>
<script>window.abortProcess = () => %AbortJS('killed')</script>
<script type="module" src="/harness.js"></script>
`

async function serveHarness(): Promise<{ readonly url: string; readonly stop: () => void }> {
  const files = await bundle()
  const server = createServer((request, response) => {
    const file = files.get((request.url ?? '').slice(1))
    response.writeHead(200, { 'Content-Type': file === undefined ? 'text/html' : 'text/javascript' })
    response.end(file ?? documentText)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, stop }
}

/** The scripts of the harness by path. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { APP_VERSION: '"0.0.0"', APP_COMMIT: '"test"' },
    resolve: { alias: { dexie: 'dexie/dist/modern/dexie.mjs' } },
    build: {
      write: false,
      target: 'es2022',
      rollupOptions: {
        input: { harness: resolve('test/smoke/in-page/kills/harness.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  const [found] = Array.isArray(built) ? built : [built]
  const output = found !== undefined && 'output' in found ? found.output : []
  return new Map(output.map((file) => [file.fileName, 'code' in file ? file.code : '']))
}
