import type { Locator, Page } from '@playwright/test'
import { addAuthenticator } from './support/authenticator.ts'
import { readRows, type Header } from './support/stored-vault.ts'
import { addByLinks, createVault, expect, passphrase, test, unlock } from './support/test.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const code = (page: Page): Locator => button(page, 'Copy code for GitHub (alice)')
const lockScreen = (page: Page): Locator => page.getByRole('heading', { name: 'Your vault is locked' })
const passphraseField = (page: Page): Locator => page.getByRole('textbox', { name: 'Passphrase', exact: true })

const slotKinds = async (page: Page): Promise<unknown[]> => {
  const headers = (await readRows(page, 'headers')).map((row) => row['header'] as Header & { readonly epoch: number })
  const newest = headers.toSorted((a, b) => b.epoch - a.epoch)[0]
  return newest?.slots.map((slot) => slot['kind']) ?? []
}

async function openSecurity(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await button(page, 'Change passphrase').waitFor()
}

/** Loads the app anew at its list: a reload alone would come back to where it was. */
async function reopen(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'All accounts' }).click()
  await page.getByRole('button', { name: 'Change passphrase' }).waitFor({ state: 'hidden' })
  await page.reload()
}

/** Goes as far as the browser's questions. */
async function startAdding(page: Page, name: string): Promise<Locator> {
  await button(page, 'Add passkey').click()
  const dialog = page.getByRole('dialog', { name: 'Add passkey' })
  await dialog.getByRole('textbox', { name: 'Name of the passkey' }).fill(name)
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await dialog.getByRole('button', { name: 'Ask for a passkey' }).click()
  return dialog
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await startAdding(page, name)
  await page.getByRole('dialog', { name: 'Passkey added' }).getByRole('button', { name: 'Done' }).click()
  await expect(button(page, `Remove passkey ${name}`)).toBeVisible()
}

test('a passkey opens the vault and shows a secret; without it the passphrase does', async ({ page }) => {
  const laptop = await addAuthenticator(page)
  await createVault(page)
  await addByLinks(page, [github])
  await openSecurity(page)
  await addPasskey(page, 'Laptop')
  expect(await slotKinds(page)).toEqual(['passphrase', 'passkey'])

  // Who has just locked it is not asked at once.
  await button(page, 'Lock now').click()
  await expect(lockScreen(page)).toBeVisible()
  await button(page, 'Use passkey').click()
  await expect(code(page)).toBeVisible()

  // Who comes to it is, without a click.
  await page.reload()
  await expect(code(page)).toBeVisible()
  await openSecurity(page)
  await expect(page.getByText(/^Added .*, last used today$/)).toBeVisible()
  await page.getByRole('link', { name: 'All accounts' }).click()

  await button(page, 'More for GitHub (alice)').click()
  await page.getByRole('menuitem', { name: 'Open details' }).click()
  await button(page, 'Show secret').click()
  await page.getByRole('dialog', { name: 'Confirm it is you' }).getByRole('button', { name: 'Use passkey' }).click()
  await expect(page.getByRole('group', { name: 'Secret' })).toContainText('JBSW Y3DP EHPK 3PXP')

  await laptop.remove()
  await addAuthenticator(page)
  await page.reload()
  await button(page, 'Use passkey').click()
  await expect(page.getByText('your passphrase always works')).toBeVisible()
  await unlock(page)
  await openSecurity(page)
  await expect(button(page, 'Remove passkey Laptop')).toBeVisible()

  await button(page, 'Remove passkey Laptop').click()
  const question = page.getByRole('alertdialog', { name: 'Remove passkey Laptop?' })
  await question.getByRole('button', { name: 'Remove passkey' }).click()
  await expect(button(page, 'Remove passkey Laptop')).toHaveCount(0)
  expect(await slotKinds(page)).toEqual(['passphrase'])
  await reopen(page)
  await unlock(page)
  await button(page, 'Lock now').click()
  await expect(lockScreen(page)).toBeVisible()
  await expect(button(page, 'Use passkey')).toHaveCount(0)
})

test('two passkeys open the vault, each on its own; typing takes the question back', async ({ page }) => {
  const laptop = await addAuthenticator(page)
  await createVault(page)
  await addByLinks(page, [github])
  await openSecurity(page)
  await addPasskey(page, 'Laptop')

  const again = await startAdding(page, 'Laptop again')
  await expect(again.getByRole('alert')).toContainText('There is a passkey of this vault on it already.')
  await again.getByRole('button', { name: 'Cancel' }).click()
  await laptop.remove()
  const key = await addAuthenticator(page, { transport: 'usb' })
  await addPasskey(page, 'Key')
  await expect(button(page, 'Remove passkey Laptop')).toBeVisible()
  expect(await slotKinds(page)).toEqual(['passphrase', 'passkey', 'passkey'])

  await reopen(page)
  await expect(code(page)).toBeVisible()

  await key.answer(false)
  await page.reload()
  await expect(page.getByText('Answer the question of your browser')).toBeVisible()
  await passphraseField(page).pressSequentially(passphrase)
  await expect(page.getByText('Answer the question of your browser')).toHaveCount(0)
  await button(page, 'Unlock').click()
  await expect(code(page)).toBeVisible()
})

test('a tab that another one lets in takes its question back, without a word', async ({ page, context }) => {
  const laptop = await addAuthenticator(page)
  await createVault(page)
  await addByLinks(page, [github])
  await openSecurity(page)
  await addPasskey(page, 'Laptop')
  await laptop.answer(false)
  await reopen(page)
  await expect(lockScreen(page)).toBeVisible()

  const other = await context.newPage()
  await (await addAuthenticator(other)).answer(false)
  await other.addInitScript(() => {
    const get = navigator.credentials.get.bind(navigator.credentials)
    const signals: (AbortSignal | undefined)[] = []
    Object.assign(window, { signals })
    navigator.credentials.get = (options) => {
      signals.push(options?.signal)
      return get(options)
    }
  })
  const takenBack = () =>
    other.evaluate(() => (window as unknown as { signals: AbortSignal[] }).signals.map(({ aborted }) => aborted))
  await other.goto('./')
  await expect(other.getByText('Answer the question of your browser')).toBeVisible()
  expect(await takenBack()).toEqual([false])
  await passphraseField(page).fill(passphrase)
  await button(page, 'Unlock').click()
  await expect(code(other)).toBeVisible()
  expect(await takenBack()).toEqual([true])
  await expect(other.getByText(/passkey/i)).toHaveCount(0)

  // Browsers have one question at a time: there is room for the next.
  await button(other, 'Lock now').click()
  await button(other, 'Use passkey').click()
  await expect(other.getByText('Answer the question of your browser')).toBeVisible()
  await expect(other.getByRole('alert')).toHaveCount(0)
})

test('fault 69: an authenticator without PRF is refused, and nothing of it is kept', async ({ page }) => {
  const without = await addAuthenticator(page, { hasPrf: false })
  await createVault(page)
  await openSecurity(page)
  const before = await readRows(page, 'headers')
  const dialog = await startAdding(page, 'Laptop')
  await expect(dialog.getByRole('alert')).toContainText('it lacks the PRF extension')
  expect(await readRows(page, 'headers')).toEqual(before)
  await expect.poll(() => without.count()).toBe(0)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: /^Remove passkey/ })).toHaveCount(0)
  await reopen(page)
  await unlock(page, passphrase)
})
