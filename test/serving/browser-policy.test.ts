import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withIntegrity } from '../../build/entry-integrity-plugin.ts'
import { integrityOf } from '../../build/integrity.ts'
import { browserPaths } from '../../scripts/browser.mjs'
import { startNodeServer } from './node-server-process.ts'
import type { RunningServer } from './server-contract.ts'
import { makeSmallBuild, type SmallBuild } from './small-build.ts'

const executablePath =
  process.env['MFA_BROWSER'] ?? browserPaths(process.platform, process.env, homedir()).find((path) => existsSync(path))

/** The smallest WebAssembly module there is: compiled, it proves that compiling is allowed. */
const emptyModule = 'new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])'

/** What a page or a worker may do under its policy; each answers 'allowed' or the name of the error. */
const attempts = `
  // The same server under another origin: it answers, and lets everybody read this file.
  const elsewhere = new URL('../client/mfa-manager.js', import.meta.url.replace('localhost', '127.0.0.1'))
  const attempt = async (act) => { try { await act(); return 'allowed' } catch (error) { return error.name } }
  const attempts = async () => ({
    wasm: await attempt(() => WebAssembly.compile(${emptyModule})),
    eval: await attempt(() => (0, eval)('1')),
    fetch: await attempt(() => fetch(new URL('../version.json', import.meta.url))),
    elsewhere: await attempt(() => fetch(elsewhere)),
  })`

/** What a page starts with: two files as they should be, and their copies to which a host has added something. */
const honest = 'window.ran = [...(window.ran ?? []), import.meta.url]'
const honestStyle = ':root { --honest: yes }'
const entries = [
  ['./assets/honest-abc12345.js', integrityOf(Buffer.from(honest))],
  ['./assets/changed-abc12345.js', integrityOf(Buffer.from(honest))],
  ['./assets/honest-abc12345.css', integrityOf(Buffer.from(honestStyle))],
  ['./assets/changed-abc12345.css', integrityOf(Buffer.from(honestStyle))],
] as const
const startPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Start</title><link rel="icon" href="data:,">
  ${entries.map(([address]) => (address.endsWith('.js') ? `<script type="module" src="${address}"></script>` : `<link rel="stylesheet" href="${address}">`)).join('\n')}
  </head></html>`

const build = {
  'start.html': withIntegrity(startPage, new Map(entries)),
  'assets/honest-abc12345.js': honest,
  'assets/changed-abc12345.js': `${honest}; window.stolen = true`,
  'assets/honest-abc12345.css': honestStyle,
  'assets/changed-abc12345.css': `${honestStyle} :root { --stolen: yes }`,
  'index.html': `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>App</title>
    <link rel="icon" href="data:,"><script type="module" src="assets/index-abc12345.js"></script></head><body>
    <script>window.inlineRan = true</script></body></html>`,
  'assets/index-abc12345.js': `${attempts}
    const scriptUrls = trustedTypes.createPolicy('app-script-url', { createScriptURL: (url) => url })
    const workerUrl = new URL('./kdf.worker-abc12345.js', import.meta.url).href
    window.ask = {
      page: attempts,
      markup: () => attempt(() => { document.body.innerHTML = '<b>hi</b>' }),
      secondPolicy: () => attempt(() => trustedTypes.createPolicy('another', {})),
      plainWorker: () => attempt(() => new Worker(workerUrl)),
      worker: () => new Promise((resolve) => {
        const worker = new Worker(scriptUrls.createScriptURL(workerUrl), { type: 'module' })
        worker.onmessage = ({ data }) => resolve(data)
      }),
      serviceWorker: async () => {
        await navigator.serviceWorker.register(scriptUrls.createScriptURL('sw.js'))
        await navigator.serviceWorker.ready
        return (await (await caches.open('precache')).keys()).map(({ url }) => new URL(url).pathname)
      },
    }`,
  'assets/kdf.worker-abc12345.js': `${attempts}
    postMessage(await attempts())`,
  'sw.js': `self.addEventListener('install', (event) => {
      event.waitUntil(caches.open('precache').then((cache) => cache.addAll(['./', 'connect.html'])))
    })`,
  'connect.html': '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Connect</title></head></html>',
}

/** What the scripts of the build offer to the tests. */
interface Asked {
  readonly ask: Readonly<Record<string, () => Promise<unknown>>>
  readonly inlineRan?: boolean
}

describe.skipIf(executablePath === undefined)('the header sets in Chromium (skipped where none is installed)', () => {
  let files: SmallBuild
  let server: RunningServer
  let browser: Browser
  let page: Page
  let messages: string[]
  beforeAll(async () => {
    files = await makeSmallBuild(build)
    server = await startNodeServer(files.dist)
    // Chromium's own sandbox does not run as root.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    browser = await chromium.launch({ executablePath: executablePath ?? '', args })
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
    await files.remove()
  })
  beforeEach(async () => {
    page = await (await browser.newContext()).newPage()
    messages = []
    page.on('console', (message) => messages.push(message.text()))
  })

  const ask = async (what: string): Promise<unknown> => {
    await page.goto(`${server.origin}/`)
    return page.evaluate((name) => (globalThis as unknown as Asked).ask[name]?.(), what)
  }

  it('make it complain of nothing but the inline script that is there to be refused', async () => {
    await page.goto(`${server.origin}/`)
    expect(await page.evaluate(() => (globalThis as unknown as Asked).inlineRan)).toBeUndefined()
    expect(messages).toEqual(messages.filter((text) => /inline script/.test(text)))
    expect(messages.length).toBeGreaterThan(0)
  })

  it('run and apply what a page starts with as it was built, and nothing that a host has changed', async () => {
    await page.goto(`${server.origin}/start.html`)
    const found = await page.evaluate(() => {
      const style = getComputedStyle(document.documentElement)
      const { ran, stolen } = globalThis as { readonly ran?: readonly string[]; readonly stolen?: boolean }
      return { ran, stolen, honest: style.getPropertyValue('--honest'), dishonest: style.getPropertyValue('--stolen') }
    })
    const ran = [`${server.origin}/assets/honest-abc12345.js`]
    expect(found).toEqual({ ran, stolen: undefined, honest: 'yes', dishonest: '' })
    expect(messages.filter((text) => /integrity/.test(text))).toHaveLength(2)
  })

  it.each(['page', 'worker'])('let a %s compile WebAssembly and read its own host, and nothing else', async (where) => {
    expect(await ask(where)).toEqual({ wasm: 'allowed', eval: 'EvalError', fetch: 'allowed', elsewhere: 'TypeError' })
  })

  it('require Trusted Types for markup and workers, and allow no further policy', async () => {
    for (const what of ['markup', 'secondPolicy', 'plainWorker']) expect(await ask(what)).toBe('TypeError')
  })

  it('let the service worker install and store the pages', async () => {
    expect(await ask('serviceWorker')).toEqual(['/', '/connect.html'])
  })

  it.each(['/', '/connect.html'])('keep %s from being framed', async (path) => {
    await page.setContent(`<iframe src="${server.origin}${path}"></iframe>`)
    await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/')
  })

  it.each([
    ['/connect.html', true],
    ['/', false],
  ])('%s keeps its opener: %s', async (path, kept) => {
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate((url) => void window.open(url), server.origin.replace('localhost', '127.0.0.1') + path),
    ])
    await popup.waitForLoadState()
    expect(await popup.evaluate(() => window.opener !== null)).toBe(kept)
  })

  it.each(['/no-such-page', '/deep/er/no-such-page'])('leave the 404 page its style at %s', async (path) => {
    await page.goto(server.origin + path)
    const button = page.getByRole('link', { name: 'Open MFA Manager' })
    expect(await button.evaluate((link) => getComputedStyle(link).borderRadius)).toBe('12px')
    expect(messages.filter((text) => /policy|directive/i.test(text))).toEqual([])
  })
})
