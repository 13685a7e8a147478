import { test as base, type BrowserContext, type Page } from '@playwright/test'
import { fitHostClock, hostClockPath } from './host-clock.ts'

/** What no test may see: console errors and warnings, policy violations, and requests to anywhere else. */
export interface Guard {
  /** Lets through console messages that a test provokes on purpose. */
  allowConsole(pattern: RegExp): void
  /** Lets through requests to another origin that a test made up itself. */
  allowOrigin(origin: string): void
}

/**
 * The test of every specification here: it fails on any console error or warning, on any violation of the
 * Content-Security-Policy, on any page error and on any request to another host, wherever in the context they happen.
 */
export const test = base.extend<{ guard: Guard }>({
  guard: [
    async ({ context, baseURL }, use) => {
      const complaints: string[] = []
      const allowed: RegExp[] = []
      const origins = [new URL(baseURL ?? '').origin]
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy violation: ${event.effectiveDirective} ${event.blockedURI}`)
        })
      })
      await context.addInitScript(fitHostClock)
      context.on('console', (message) => {
        if (!['error', 'warning'].includes(message.type())) return
        // A host that is gone says nothing of the time, and that is all; browsers report it as a fault of the page.
        if (message.location().url.endsWith(hostClockPath) && message.text().startsWith('Failed to load')) return
        if (allowed.some((pattern) => pattern.test(message.text()))) return
        complaints.push(`console ${message.type()}: ${message.text()}`)
      })
      context.on('weberror', (error) => complaints.push(`page error: ${error.error().stack ?? error.error().message}`))
      context.on('request', (request) => {
        const url = new URL(request.url())
        const own = origins.includes(url.origin) || ['data:', 'blob:', 'about:'].includes(url.protocol)
        if (!own) complaints.push(`request to ${url.origin}`)
      })
      await use({
        allowConsole: (pattern) => allowed.push(pattern),
        allowOrigin: (other) => origins.push(other),
      })
      base.expect(complaints, 'nothing was logged, refused or sent elsewhere').toEqual([])
    },
    { auto: true },
  ],
})

export { expect } from '@playwright/test'

/** A passphrase that the strength meter accepts. */
export const passphrase = 'copper lantern quiet orbit willow'

/** A fixed moment, 18 s before the end of a 30 s step: 2026-05-12T09:41:12Z. */
export const fixedNow = Date.UTC(2026, 4, 12, 9, 41, 12)

/** Opens the app and makes a vault by hand. */
export async function createVault(page: Page, words = passphrase): Promise<void> {
  await page.goto('./')
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(words)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill(words)
  await page.getByRole('checkbox', { name: 'Make a recovery code' }).uncheck()
  await page.getByRole('button', { name: 'Create vault' }).click()
  await page.getByRole('heading', { name: 'Add your first account' }).waitFor()
}

/** Unlocks from the lock screen. */
export async function unlock(page: Page, words = passphrase): Promise<void> {
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(words)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
}

/** Waits until another tab, which is unlocked, has let this one in. */
export async function untilJoined(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
}

/** Opens the app beside a tab that is unlocked. */
export async function openJoined(context: BrowserContext): Promise<Page> {
  const tab = await context.newPage()
  await tab.goto('./')
  await untilJoined(tab)
  return tab
}

/** Pastes text into the page as a person would, without the clipboard. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}

/** Adds accounts by pasting their links on the accounts screen. */
export async function addByLinks(page: Page, links: readonly string[]): Promise<void> {
  await pasteText(page, links.join('\n'))
  const save =
    links.length === 1
      ? page.getByRole('button', { name: 'Save account' })
      : page.getByRole('button', { name: /^Add [\d,]+ accounts?$/ })
  await save.click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  // What is behind a dialog comes back a moment after it has gone; a clock that is stopped by then would keep it away.
  await page.getByRole('main').waitFor()
}
