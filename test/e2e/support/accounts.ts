import type { Locator, Page } from '@playwright/test'
import { addByLinks, createVault, fixedNow, passphrase, unlock } from './test.ts'

/** Makes a vault with these accounts. The page's clock then stands still at `at` (Unix ms) until it is moved on. */
export async function openAccounts(page: Page, links: readonly string[], at = fixedNow): Promise<void> {
  // Made early: a clock that stands still can only be set forward.
  await page.clock.install({ time: at - 10 * 60_000 })
  await createVault(page)
  if (links.length > 0) await addByLinks(page, links)
  await page.clock.pauseAt(at)
}

/** Loads the page anew and opens the vault. */
export async function reopen(page: Page, words = passphrase): Promise<void> {
  await page.reload()
  await unlock(page, words)
}

/** An account's place in the list; `name` as in `GitHub (alice)`. */
export function rowOf(page: Page, name: string): Locator {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `More for ${name}`, exact: true }) })
}

/** The digits shown for an account, grouped. */
export function digitsOf(page: Page, name: string): Locator {
  return rowOf(page, name).locator('[data-part=code]')
}

/** The button that copies an account's code. */
export function codeButton(page: Page, name: string): Locator {
  return page.getByRole('button', { name: `Copy code for ${name}`, exact: true })
}

/** Names of the accounts in a list, in the order shown. */
export async function shownNames(page: Page, list = 'Accounts'): Promise<string[]> {
  const buttons = page.getByRole('list', { name: list, exact: true }).getByRole('button', { name: /^More for / })
  const labels = await buttons.evaluateAll((all) => all.map((button) => button.getAttribute('aria-label') ?? ''))
  return labels.map((label) => label.replace('More for ', ''))
}

/** Chooses in `View options`. */
export async function chooseView(page: Page, choice: string): Promise<void> {
  await page.getByRole('button', { name: 'View options' }).click()
  await page.getByRole('menu', { name: 'View options' }).getByText(choice, { exact: true }).click()
  await page.getByRole('menu').waitFor({ state: 'hidden' })
}

/** Opens an account's menu by its button and chooses an item. */
export async function chooseAction(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
  await page
    .getByRole('menu', { name: `Actions for ${name}`, exact: true })
    .getByRole('menuitem', { name: item, exact: true })
    .click()
}

/** The toast on the screen. */
export function toast(page: Page): Locator {
  return page.getByRole('status')
}

/** The text on the clipboard; the test needs the permission `clipboard-read`. */
export async function clipboardText(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}
