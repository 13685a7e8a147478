// @ts-check
// What a person does in the app over and over, for the soak.

/** @typedef {import('playwright-core').Page} Page */

/**
 * Makes a vault, with the slow hash as it is.
 *
 * @param {Page} page
 * @param {string} passphrase
 */
export async function createByHand(page, passphrase) {
  await page.goto('./')
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill(passphrase)
  await page.getByRole('checkbox', { name: 'Make a recovery code' }).uncheck()
  await page.getByRole('button', { name: 'Create vault' }).click()
  await page.getByRole('heading', { name: 'Add your first account' }).waitFor()
}

/**
 * Adds accounts by their links.
 *
 * @param {Page} page
 * @param {number} count
 */
export async function addByPaste(page, count) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const secret = (/** @type {number} */ n) =>
    `JBSWY3DPEHPK3P${letters.charAt(n % 32)}${letters.charAt((n >> 5) % 32)}${letters.charAt((n >> 10) % 32)}AAAAAAA`
  const links = Array.from({ length: count }, (_, n) => `otpauth://totp/Service${n}:person${n}?secret=${secret(n)}`)
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(paste)
  }, links.join('\n'))
  await page.getByRole('button', { name: /^Add [\d,]+ accounts$/ }).click({ timeout: 120_000 })
  await page.getByRole('dialog').waitFor({ state: 'hidden', timeout: 120_000 })
  await page.getByRole('main').waitFor()
}

/**
 * Scrolls and searches.
 *
 * @param {Page} page
 * @param {number} round
 * @param {number} accounts How many there are.
 */
export async function lookUp(page, round, accounts) {
  await page.evaluate((top) => document.getElementById('main')?.scrollTo({ top }), (round * 997) % 20_000)
  const search = page.getByRole('searchbox')
  await search.fill(`service${(round * 37) % accounts}`)
  await page
    .getByRole('button', { name: /^Copy code for / })
    .first()
    .waitFor()
  await search.fill('')
}

/**
 * Opens a menu and the settings, and copies a code, which is written down.
 *
 * @param {Page} page
 */
export async function lookRound(page) {
  const more = page.getByRole('button', { name: /^More for / }).first()
  await more.click()
  await page.getByRole('menuitem', { name: 'Edit' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'All accounts' }).click()
  await page
    .getByRole('button', { name: /^Copy code for / })
    .first()
    .click()
}

/** @param {Page} page */
export async function lock(page) {
  await page.getByRole('button', { name: 'Lock now' }).click()
  await page.getByRole('heading', { name: 'Your vault is locked' }).waitFor()
}

/**
 * @param {Page} page
 * @param {string} passphrase
 */
export async function unlock(page, passphrase) {
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await page
    .getByRole('button', { name: /^Copy code for / })
    .first()
    .waitFor()
}
