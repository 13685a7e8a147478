import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import { chooseAction, codeButton, openAccounts, reopen, shownNames, toast } from './support/accounts.ts'
import { expect, fixedNow, test } from './support/test.ts'

const links = [linkOf({ issuer: 'Apple' }), linkOf({ issuer: 'Bank', account: 'alice' }), linkOf({ issuer: 'Cloud' })]

const list = (page: Page) => page.getByRole('list', { name: 'Deleted accounts' })

/** Puts accounts into the bin and goes there. */
async function openBin(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await chooseAction(page, name, 'Move to bin')
    await expect(codeButton(page, name)).toHaveCount(0)
  }
  await page.getByRole('link', { name: 'Bin' }).click()
  await expect(page.getByRole('heading', { name: 'Bin', level: 1 })).toBeVisible()
}

test('the bin is empty until something is deleted', async ({ page }) => {
  await openAccounts(page, links)
  await openBin(page, [])
  await expect(page.getByRole('heading', { name: 'The bin is empty' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Empty bin' })).toHaveCount(0)
})

test('a deleted account is in the bin with the days it stays, and shows no code', async ({ page }) => {
  await openAccounts(page, links)
  await openBin(page, ['Bank (alice)', 'Apple'])

  // The last one deleted is the first.
  await expect(list(page).getByRole('listitem')).toContainText(['Apple', 'Bank'])
  await expect(list(page).getByRole('listitem').first()).toContainText('30 days left')
  await expect(page.locator('[data-part=code]')).toHaveCount(0)
})

test('an account is restored, which can be undone', async ({ page }) => {
  await openAccounts(page, links)
  await openBin(page, ['Bank (alice)'])
  await page.getByRole('button', { name: 'Restore Bank (alice)' }).click()
  await expect(toast(page).filter({ hasText: 'Bank (alice) restored' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'The bin is empty' })).toBeVisible()

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(list(page).getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Restore Bank (alice)' }).click()
  await page.getByRole('link', { name: 'All accounts' }).click()

  await expect(codeButton(page, 'Bank (alice)')).toBeVisible()
})

test('deleting for good asks first, and Escape keeps the account', async ({ page }) => {
  await openAccounts(page, links)
  await openBin(page, ['Bank (alice)'])
  await page.getByRole('button', { name: 'Delete Bank (alice) for good' }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete Bank (alice) for good?' })
  await expect(question).toContainText('There is no way back.')
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await expect(list(page).getByRole('listitem')).toHaveCount(1)

  await page.getByRole('button', { name: 'Delete Bank (alice) for good' }).click()
  await question.getByRole('button', { name: 'Delete for good' }).click()

  await expect(page.getByRole('heading', { name: 'The bin is empty' })).toBeVisible()
  await expect(toast(page).filter({ hasText: '1 account deleted for good' })).toBeVisible()
  await reopen(page)
  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Cloud'])
})

test('the whole bin is emptied after one question', async ({ page }) => {
  await openAccounts(page, links)
  await openBin(page, ['Bank (alice)', 'Apple'])
  await page.getByRole('button', { name: 'Empty bin' }).click()
  const question = page.getByRole('alertdialog', { name: 'Empty the bin?' })
  await expect(question).toContainText('2 accounts will be deleted for good.')
  await question.getByRole('button', { name: 'Empty bin' }).click()

  await expect(page.getByRole('heading', { name: 'The bin is empty' })).toBeVisible()
  await reopen(page)
  await page.getByRole('link', { name: 'Bin' }).click()
  await expect(page.getByRole('heading', { name: 'The bin is empty' })).toBeVisible()
})

test('after 30 days an account leaves the bin by itself', async ({ page }) => {
  const day = 24 * 60 * 60_000
  await page.clock.install({ time: fixedNow })
  await openAccounts(page, links)
  await openBin(page, ['Bank (alice)'])

  await page.getByRole('button', { name: 'Lock now' }).click()
  await page.clock.setSystemTime(fixedNow + 29 * day)
  await reopen(page)
  await page.getByRole('link', { name: 'Bin' }).click()
  await expect(list(page)).toContainText('1 day left')

  await page.getByRole('button', { name: 'Lock now' }).click()
  await page.clock.setSystemTime(fixedNow + 31 * day)
  await reopen(page)
  await page.getByRole('link', { name: 'Bin' }).click()

  await expect(page.getByRole('heading', { name: 'The bin is empty' })).toBeVisible()
})
