import type { Page } from '@playwright/test'
import { addByLinks, createVault, expect, openJoined, test, unlock } from './support/test.ts'
import { databaseNames, holdDatabase, openBeside, readAnchor, readRows } from './support/stored-vault.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const question = (page: Page) => page.getByRole('alertdialog', { name: 'Erase this vault?' })

async function confirmErase(page: Page): Promise<void> {
  await question(page).getByRole('textbox', { name: 'Type ERASE to confirm' }).fill('ERASE')
  await question(page).getByRole('button', { name: 'Erase vault' }).click()
}

const welcome = (page: Page) => page.getByRole('heading', { name: 'Create your vault' })

/** Nothing of the vault is left in the browser: looked at past the app. */
async function expectGone(page: Page): Promise<void> {
  expect(await databaseNames(page)).toEqual([])
  expect(await readAnchor(page)).toBeNull()
}

test('the lock screen erases the vault, once the word was typed', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, [github])
  await page.reload()
  await page.getByRole('link', { name: 'Erase this vault' }).click()
  await expect(question(page)).toContainText('Every account in it will be deleted from this device for good.')
  const confirm = question(page).getByRole('button', { name: 'Erase vault' })
  await expect(confirm).toBeDisabled()
  await question(page).getByRole('textbox', { name: 'Type ERASE to confirm' }).fill('erase')
  await expect(confirm).toBeDisabled()
  await confirmErase(page)
  await expect(welcome(page)).toBeVisible()
  await expectGone(page)
  await page.reload()
  await expect(welcome(page)).toBeVisible()
})

test('cancelling erases nothing', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, [github])
  await page.reload()
  await page.getByRole('link', { name: 'Erase this vault' }).click()
  await question(page).getByRole('textbox', { name: 'Type ERASE to confirm' }).fill('ERASE')
  await question(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(question(page)).toHaveCount(0)
  await page.getByRole('link', { name: 'Erase this vault' }).click()
  await expect(question(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(question(page)).toHaveCount(0)
  await unlock(page)
  await expect(page.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
})

test('erasing from the settings ends the vault in every tab, open or locked', async ({ page, context }) => {
  await createVault(page)
  await addByLinks(page, [github])
  const open = await openJoined(context)
  const locked = await context.newPage()
  // A tab that nobody sees is not let in by the others.
  await locked.addInitScript(() => Object.defineProperty(document, 'visibilityState', { value: 'hidden' }))
  await locked.goto('./')
  await expect(locked.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()

  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Erase vault' }).click()
  await confirmErase(page)
  for (const tab of [page, open, locked]) {
    await expect(welcome(tab)).toBeVisible()
    await expect(tab.getByText('GitHub')).toHaveCount(0)
  }
  await expectGone(page)
})

test('a new vault can be made where one was erased, and holds nothing of it', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, [github])
  const before = await readAnchor(page)
  await page.reload()
  await page.getByRole('link', { name: 'Erase this vault' }).click()
  await confirmErase(page)
  await welcome(page).waitFor()
  await createVault(page, 'marble thicket amber violin harvest')
  await expect(page.getByText('GitHub')).toHaveCount(0)
  const [id] = (before ?? '').split(':')
  expect((await readAnchor(page))?.startsWith(`${id}:`)).toBe(false)
})

test('nothing is said to be erased while another page holds the vault', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, [github])
  const holder = await openBeside(page)
  await holdDatabase(holder)
  await page.reload()
  await page.getByRole('link', { name: 'Erase this vault' }).click()
  await confirmErase(page)
  await expect(page.getByRole('heading', { name: 'Another tab holds your vault' })).toBeVisible()
  await expect(welcome(page)).toHaveCount(0)
  expect(await readAnchor(page)).not.toBeNull()

  // The browser goes on with what was asked for as soon as nobody holds it any more.
  await holder.close()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'This browser has removed your vault' })).toBeVisible()
  expect(await databaseNames(page)).toEqual([])
  await page.getByRole('button', { name: 'Start again' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Start again' }).click()
  await expect(welcome(page)).toBeVisible()
  await expectGone(page)
})

test('what is on disk is the same until the deletion itself', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, [github])
  const records = await readRows(page, 'records')
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Erase vault' }).click()
  await question(page).getByRole('textbox', { name: 'Type ERASE to confirm' }).fill('ERASE')
  expect(await readRows(page, 'records')).toEqual(records)
  await question(page).getByRole('button', { name: 'Cancel' }).click()
  expect(await readRows(page, 'records')).toEqual(records)
})
