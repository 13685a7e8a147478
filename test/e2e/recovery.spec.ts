import type { Page } from '@playwright/test'
import { addByLinks, expect, openJoined, passphrase, test, unlock } from './support/test.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const fresh = 'velvet orbit thunder marble canyon'

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const shownCode = (page: Page) => page.getByRole('list', { name: 'Recovery code' }).getByRole('listitem')

/** A new vault, up to the recovery code. */
async function createWithCode(page: Page): Promise<readonly string[]> {
  await page.goto('./')
  await field(page, 'Passphrase').fill(passphrase)
  await field(page, 'Confirm passphrase').fill(passphrase)
  await expect(page.getByRole('checkbox', { name: 'Make a recovery code' })).toBeChecked()
  await button(page, 'Create vault').click()
  await expect(page.getByRole('heading', { name: 'Keep this recovery code' })).toBeFocused()
  return readCode(page)
}

/** Nine groups, without the numbers beside them. */
async function readCode(page: Page): Promise<readonly string[]> {
  await expect(shownCode(page)).toHaveCount(9)
  return (await shownCode(page).allTextContents()).map((text) => text.slice(-4))
}

async function typeBack(page: Page, groups: readonly string[]): Promise<void> {
  await page.getByRole('checkbox', { name: 'I have stored it safely' }).check()
  const fields = page.getByRole('textbox', { name: /^Group \d$/ })
  await expect(fields).toHaveCount(2)
  for (const one of await fields.all()) {
    const number = await one.evaluate((input: HTMLInputElement) => Number(input.labels?.[0]?.textContent?.slice(-1)))
    await one.fill((groups[number - 1] ?? '').toLowerCase())
  }
}

async function lock(page: Page): Promise<void> {
  await button(page, 'Lock now').click()
  await page.getByRole('heading', { name: 'Your vault is locked' }).waitFor()
}

/** From the lock screen to where the code was accepted or refused. */
async function tryCode(page: Page, groups: readonly string[]): Promise<void> {
  await page.getByRole('link', { name: 'Use recovery code' }).click()
  await field(page, 'Recovery code').fill(groups.join(' '))
  await button(page, 'Continue').click()
}

test('a forgotten passphrase is replaced by the recovery code, and the code by a new one', async ({ page }) => {
  const groups = await createWithCode(page)
  await typeBack(page, groups)
  await button(page, 'Open vault').click()
  await page.getByRole('heading', { name: 'Add your first account' }).waitFor()
  await addByLinks(page, [github])
  await lock(page)

  await tryCode(page, groups)
  await field(page, 'New passphrase').fill(fresh)
  await field(page, 'Confirm passphrase').fill(fresh)
  await button(page, 'Set passphrase').click()
  await expect(page.getByText('Your new passphrase is set.')).toBeVisible()
  await expect(button(page, 'Copy code for GitHub (alice)')).toBeVisible()
  await lock(page)
  await field(page, 'Passphrase').fill(passphrase)
  await button(page, 'Unlock').click()
  await expect(page.getByRole('alert')).toContainText('did not open the vault')
  await unlock(page, fresh)

  await page.evaluate(() => (location.hash = '#/settings/security'))
  await button(page, 'Replace recovery code').click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Passphrase' }).fill(fresh)
  await button(page, 'Continue').click()
  const next = await readCode(page)
  expect(next).not.toEqual(groups)
  await typeBack(page, next)
  await button(page, 'Use this code').click()
  await expect(page.getByText('The old one no longer does.')).toBeVisible()
  await lock(page)
  await tryCode(page, groups)
  await expect(page.getByRole('alert')).toContainText('does not open this vault')
  await field(page, 'Recovery code').fill(next.join('-'))
  await button(page, 'Continue').click()
  await expect(field(page, 'New passphrase')).toBeVisible()
})

test('a code that was shown and never confirmed is no secret to Settings, after a reload too', async ({ page }) => {
  const groups = await createWithCode(page)
  await page.reload()
  await unlock(page)
  await expect(page.locator('body')).not.toContainText(groups[0] ?? '')
  await page.evaluate(() => (location.hash = '#/settings/security'))
  await expect(page.getByText(/but never typed back/)).toBeVisible()
  await button(page, 'Test recovery code').click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Recovery code' }).fill(groups.join(''))
  await button(page, 'Test').click()
  await expect(page.getByText(/A new one ends the old one/)).toBeVisible()
})

test('the recovery code locks away like everything else, and can be done without', async ({ page, context }) => {
  const groups = await createWithCode(page)
  const second = await openJoined(context)
  await lock(second)
  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  await expect(page.locator('body')).not.toContainText(groups[0] ?? '')
  const stored = await page.evaluate(
    () => JSON.stringify(Object.entries(localStorage)) + location.href + document.title,
  )
  for (const group of groups) expect(stored).not.toContain(group)

  await second.close()
  await page.getByRole('link', { name: 'Erase this vault' }).click()
  await field(page, 'Type ERASE to confirm').fill('ERASE')
  await button(page, 'Erase vault').click()
  await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
  const others = await createWithCode(page)
  await page.getByRole('link', { name: 'Continue without a recovery code' }).click()
  await page.getByRole('heading', { name: 'Add your first account' }).waitFor()
  await lock(page)
  await page.getByRole('link', { name: 'Use recovery code' }).click()
  await expect(page.getByText('This vault has no recovery code.')).toBeVisible()
  expect(others).not.toEqual(groups)
})
