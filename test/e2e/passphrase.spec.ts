import type { Page } from '@playwright/test'
import { addByLinks, createVault, expect, openJoined, passphrase, test, unlock } from './support/test.ts'
import { readRows, type Header } from './support/stored-vault.ts'

const newPassphrase = 'marble thicket amber violin harvest'
const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'

async function openSecurity(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Change passphrase' }).waitFor()
}

async function fillChange(page: Page, current: string, next: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Change passphrase' })
  await dialog.getByRole('textbox', { name: 'Current passphrase' }).fill(current)
  await dialog.getByRole('textbox', { name: 'New passphrase' }).fill(next)
  await dialog.getByRole('textbox', { name: 'Confirm passphrase' }).fill(next)
  await dialog.getByRole('button', { name: 'Set passphrase' }).click()
}

async function refuseToUnlock(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(words)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('That passphrase did not open the vault.')
}

const slotsOf = async (page: Page) =>
  (await readRows(page, 'headers')).map((row) => (row['header'] as Header).slots.map((slot) => slot['wrapped']))

test('a changed passphrase opens the vault from then on, and the old one no longer does', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, [github])
  await openSecurity(page)
  await page.getByRole('button', { name: 'Change passphrase' }).click()
  await fillChange(page, passphrase, newPassphrase)
  await expect(page.getByRole('status').filter({ hasText: 'Passphrase changed.' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('button', { name: 'Lock now' }).click()
  await refuseToUnlock(page, passphrase)
  await unlock(page, newPassphrase)
  await page.reload()
  await refuseToUnlock(page, passphrase)
  await unlock(page, newPassphrase)
  await expect(page.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
})

test('with a wrong current passphrase nothing changes, and what was typed stays', async ({ page }) => {
  await createVault(page)
  await openSecurity(page)
  const before = await slotsOf(page)
  await page.getByRole('button', { name: 'Change passphrase' }).click()
  await fillChange(page, 'not the one', newPassphrase)
  const dialog = page.getByRole('dialog', { name: 'Change passphrase' })
  await expect(dialog.getByRole('alert')).toContainText('That passphrase did not open the vault. Nothing was changed.')
  await expect(dialog.getByRole('textbox', { name: 'Current passphrase' })).toBeFocused()
  await expect(dialog.getByRole('textbox', { name: 'Current passphrase' })).toHaveValue('not the one')
  await expect(dialog.getByRole('textbox', { name: 'New passphrase' })).toHaveValue(newPassphrase)
  expect(await slotsOf(page)).toEqual(before)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await unlock(page)
})

test('a weak new passphrase cannot be set', async ({ page }) => {
  await createVault(page)
  await openSecurity(page)
  await page.getByRole('button', { name: 'Change passphrase' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change passphrase' })
  await dialog.getByRole('textbox', { name: 'Current passphrase' }).fill(passphrase)
  await dialog.getByRole('textbox', { name: 'New passphrase' }).fill('qwerty123')
  await dialog.getByRole('textbox', { name: 'Confirm passphrase' }).fill('qwerty123')
  await expect(dialog.getByRole('meter', { name: 'Passphrase strength' })).toHaveAttribute('aria-valuenow', /^[12]$/)
  await expect(dialog.getByRole('button', { name: 'Set passphrase' })).toBeDisabled()
})

test('the passphrase can be tested without consequences', async ({ page }) => {
  await createVault(page)
  await openSecurity(page)
  const before = await slotsOf(page)
  await page.getByRole('button', { name: 'Test passphrase' }).click()
  const dialog = page.getByRole('dialog', { name: 'Test passphrase' })
  const field = dialog.getByRole('textbox', { name: 'Passphrase' })
  await field.fill('not the one')
  await field.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('That passphrase does not open your vault.')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('not the one')
  await field.fill(passphrase)
  await field.press('Enter')
  await expect(dialog.getByRole('status')).toContainText('It opens your vault. You know it.')
  await expect(field).toHaveValue('')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  expect(await slotsOf(page)).toEqual(before)
})

test('another tab that is open stays open when the passphrase changes, and locks to the new one', async ({
  page,
  context,
}) => {
  await createVault(page)
  await addByLinks(page, [github])
  const other = await openJoined(context)
  await openSecurity(page)
  await page.getByRole('button', { name: 'Change passphrase' }).click()
  await fillChange(page, passphrase, newPassphrase)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(other.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
  // It can still write: it has read the new slots.
  await addByLinks(other, ['otpauth://totp/GitLab:alice?secret=M5UXI3DBMJQWY2LD&issuer=GitLab'])
  await expect(other.getByRole('button', { name: 'Copy code for GitLab (alice)' })).toBeVisible()
  await other.getByRole('button', { name: 'Lock now' }).click()
  await refuseToUnlock(other, passphrase)
  await unlock(other, newPassphrase)
  await expect(other.getByRole('button', { name: 'Copy code for GitLab (alice)' })).toBeVisible()
})
