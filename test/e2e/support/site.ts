import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { distFolder } from './host.ts'
import { expect, test as guarded, passphrase } from './test.ts'

/** What a page of the site heard, and what it can do. Lives in the page. */
interface SitePage {
  /** Everything that came through a port or to the window, oldest first. */
  heard: Record<string, unknown>[]
  session: Promise<Session>
  popup: Window | null
  /** Opens the popup with the client library. */
  connectTo(app: string, options?: object): void
  /** Opens the popup and talks by hand from then on. */
  openBare(app: string): void
  send(message: unknown): void
}

interface Session {
  readonly version: string
  readonly codes: {
    list(params?: object): Promise<{ readonly codes: readonly Record<string, unknown>[] }>
    get(params: object): Promise<Record<string, unknown>>
    watch(params?: object): AsyncGenerator<Record<string, unknown>>
  }
  readonly accounts: { add(params: object): Promise<{ readonly id: string; readonly added: boolean }> }
  readonly vault: { export(): Promise<{ readonly filename: string; readonly backup: string }> }
  close(): Promise<void>
}

declare global {
  interface Window extends SitePage {}
}

/** Keeps whatever is said to the page, whoever opens the channel. */
const listening = `
  window.heard = []
  const keep = ({ data }) => window.heard.push(data)
  addEventListener('message', keep)
  const Channel = MessageChannel
  window.MessageChannel = function () {
    const channel = new Channel()
    channel.port1.addEventListener('message', keep)
    return channel
  }`

const pages: Readonly<Record<string, string>> = {
  '/': `<script>${listening}</script><script type="module">
    import { connect } from './mfa-manager.js'
    window.connectTo = (app, options) => {
      window.session = connect(app, options)
      window.session.catch(() => {})
    }
  </script>`,
  // Written from the contract alone.
  '/bare': `<script>${listening}
    let popup, port
    window.send = (message) => port.postMessage(message)
    window.openBare = (app) => { window.popup = popup = open(app + 'connect.html', '', 'popup,width=480,height=720') }
    addEventListener('message', ({ source, data }) => {
      if (source !== popup) return
      if (data.type === 'mfa-manager:challenge') port.postMessage({ type: 'mfa-manager:response', challenge: data.challenge })
      if (data.type !== 'mfa-manager:ready' || port) return
      const channel = new MessageChannel()
      port = channel.port1
      port.start()
      popup.postMessage({ type: 'mfa-manager:hello', protocol: 1, nonce: data.nonce, name: 'Bare <b>page</b>' }, '*', [channel.port2])
    })
  </script>`,
  '/elsewhere': `<script>${listening}</script>`,
}

/** A site on another origin than the app, and its address with a slash at its end. */
export interface Site {
  readonly url: string
  /** The same pages on a third origin. */
  readonly otherUrl: string
  stop(): Promise<void>
}

async function startSite(): Promise<Site> {
  const client = await readFile(join(distFolder, 'client/mfa-manager.js'))
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    if (pathname === '/mfa-manager.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(client)
      return
    }
    const sandbox = pathname === '/sandboxed'
    const html = pages[sandbox ? '/bare' : pathname]
    response.writeHead(html === undefined ? 404 : 200, {
      'Content-Type': 'text/html',
      ...(sandbox && {
        'Content-Security-Policy': 'sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox',
      }),
    })
    response.end(`<!doctype html><title>Site</title><link rel="icon" href="data:,">${html ?? ''}`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    otherUrl: `http://localhost:${port}/`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** Keys of the accounts that {@link links} make. No message to a site may hold one. */
const secrets = ['JBSWY3DPEHPK3PXP', 'M5UXI3DBMJQWY2LD', 'N5TGM2LDMV3HA3TB']

/** A time-based account, another one, and a counter. */
export const links = [
  `otpauth://totp/GitHub:alice?secret=${secrets[0]}&issuer=GitHub`,
  `otpauth://totp/GitLab:alice?secret=${secrets[1]}&issuer=GitLab`,
  `otpauth://hotp/Office%20VPN:alice?secret=${secrets[2]}&issuer=Office%20VPN&counter=0`,
]

/** A passphrase for a backup that a site asks for. */
export const backupPassphrase = 'velvet anchor marble thicket drum'

/**
 * The guarded test with a site, and the app's address. Whatever a page of it has heard by the end of the test is searched for everything that is
 * secret.
 */
export const test = guarded.extend<{ app: string; site: Site; sitePage: Page }>({
  app: async ({ baseURL }, use) => use(baseURL ?? ''),
  site: async ({ guard }, use) => {
    const site = await startSite()
    guard.allowOrigin(new URL(site.url).origin)
    guard.allowOrigin(new URL(site.otherUrl).origin)
    await use(site)
    await site.stop()
  },
  sitePage: async ({ context, site }, use) => {
    const page = await context.newPage()
    await page.goto(site.url)
    await use(page)
    if (page.isClosed()) return
    const heard = JSON.stringify(await page.evaluate(() => window.heard)).toLowerCase()
    const all = [...secrets, passphrase, backupPassphrase, 'otpauth'].map((text) => text.toLowerCase())
    expect(
      all.filter((text) => heard.includes(text)),
      'a site has heard a secret',
    ).toEqual([])
  },
})

/** Opens the popup from a page of the site with the client library. */
export async function openPopup(sitePage: Page, app: string, options: object = {}): Promise<Page> {
  const opened = sitePage.waitForEvent('popup')
  await sitePage.evaluate(([url, given]) => window.connectTo(url, given), [app, options] as const)
  return opened
}

/** The same by hand, from {@link SitePage.openBare}. */
export async function openBarePopup(sitePage: Page, app: string): Promise<Page> {
  const opened = sitePage.waitForEvent('popup')
  await sitePage.evaluate((url) => window.openBare(url), app)
  return opened
}

/** What a call came to: its result, or the reason of its error. */
export type Outcome = { readonly result?: never; readonly reason: string } | { readonly result: unknown }

/** Asks for the codes; resolves when the person has answered. */
export function listCodes(sitePage: Page): Promise<Outcome> {
  return sitePage.evaluate(async () => {
    try {
      return { result: await (await window.session).codes.list() }
    } catch (error) {
      return { reason: String((error as { reason?: unknown }).reason) }
    }
  })
}

/** Issuers of the codes in an outcome, sorted; the reason where there are none. */
export function issuersIn(outcome: Outcome): readonly string[] | string {
  if (outcome.result === undefined) return (outcome as { reason: string }).reason
  const { codes } = outcome.result as { readonly codes: readonly { readonly issuer: string }[] }
  return codes.map(({ issuer }) => issuer).sort()
}
