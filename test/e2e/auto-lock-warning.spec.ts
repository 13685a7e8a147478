import { linkOf } from './support/account-link.ts'
import { codeButton, digitsOf, openAccountsAt, toast } from './support/accounts.ts'
import { expect, test } from './support/test.ts'

const minute = 60_000
const links = [linkOf({ issuer: 'GitHub' })]

test('20 s before the vault locks by itself a toast says so and offers to stay', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub').press('ArrowDown')
  await page.clock.runFor(5 * minute - 21_000)
  await expect(toast(page)).toBeEmpty()
  await page.clock.runFor(1000)
  await expect(toast(page)).toContainText('Locking in 20 s')

  await page.getByRole('button', { name: 'Stay unlocked' }).click()
  await expect(toast(page)).toBeEmpty()
  await page.clock.runFor(minute)
  await expect(digitsOf(page, 'GitHub')).toBeVisible()
})

test('without an answer it locks: the codes leave the page at once', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub').press('ArrowDown')
  await page.clock.runFor(5 * minute - 1000)
  await expect(digitsOf(page, 'GitHub')).toBeVisible()
  await page.clock.runFor(1000)

  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  await expect(page.getByText('It locked after a while without use.')).toBeVisible()
  await expect(page.locator('[data-part]')).toHaveCount(0)
  expect(await page.content()).not.toContain('GitHub')
})

test('a key pressed after the warning takes it away', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub').press('ArrowDown')
  await page.clock.runFor(5 * minute - 15_000)
  await expect(toast(page)).toContainText('Locking in 20 s')
  await page.keyboard.press('ArrowUp')
  await expect(toast(page)).toBeEmpty()
  await page.clock.runFor(minute)
  await expect(digitsOf(page, 'GitHub')).toBeVisible()
})

test('the warning waits for a pointer that is on its way to its button', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub').press('ArrowDown')
  await page.clock.runFor(5 * minute - 20_000)
  await page.mouse.move(600, 700)
  await page.mouse.move(610, 720)
  await expect(page.getByRole('button', { name: 'Stay unlocked' })).toBeVisible()
  await page.clock.runFor(4000)
  await expect(toast(page)).toBeEmpty()
})
