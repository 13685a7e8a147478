import type { Locator, Page } from '@playwright/test'
import { addByLinks, createVault, fixedNow, passphrase, unlock } from './test.ts'

/** Makes a vault with these accounts. */
export async function openAccounts(page: Page, links: readonly string[]): Promise<void> {
  await createVault(page)
  if (links.length > 0) await addByLinks(page, links)
}

/**
 * {@link openAccounts} with a clock that stands still at `at` (Unix ms) until the test moves it on. Menus open and close
 * by timers, so what needs one goes into `prepare`, which runs before the clock stops.
 */
export async function openAccountsAt(
  page: Page,
  links: readonly string[],
  at = fixedNow,
  prepare?: () => Promise<void>,
): Promise<void> {
  // A clock can only be stopped at a later moment. Much later, and the vault would lock on the way.
  await page.clock.install({ time: at - 2 * 60_000 })
  await openAccounts(page, links)
  await prepare?.()
  await page.clock.pauseAt(at)
}

/** Loads the app anew, at its beginning, and opens the vault. */
export async function reopen(page: Page, words = passphrase): Promise<void> {
  await page.goto('./')
  await unlock(page, words)
}

/** An account's place in the list; `name` as in `GitHub (alice)`. */
export function rowOf(page: Page, name: string): Locator {
  const more = page.getByRole('button', { name: `More for ${name}`, exact: true })
  return page.getByRole('listitem').filter({ has: more })
}

/** The digits shown for an account, grouped. */
export function digitsOf(page: Page, name: string): Locator {
  return rowOf(page, name).locator('[data-part=code]')
}

/** The next code shown for an account, grouped. */
export function nextDigitsOf(page: Page, name: string): Locator {
  return rowOf(page, name).locator('[data-part=next]')
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

/** Opens an account's menu by its button. */
export async function openActions(page: Page, name: string): Promise<Locator> {
  await page
    .getByRole('button', { name: `More for ${name}`, exact: true })
    .first()
    .click()
  return page.getByRole('menu', { name: `Actions for ${name}`, exact: true })
}

/** Opens an account's menu by its button and chooses an item. */
export async function chooseAction(page: Page, name: string, item: string): Promise<void> {
  const menu = await openActions(page, name)
  await menu.getByRole('menuitem', { name: item, exact: true }).click()
  // It goes a moment after the choice, and takes the first click until then.
  await menu.waitFor({ state: 'hidden' })
}

/** The toast on the screen. */
export function toast(page: Page): Locator {
  return page.getByRole('status')
}

/** The text on the clipboard; the test needs the permission `clipboard-read`. */
export async function clipboardText(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}
