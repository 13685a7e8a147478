import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import { chooseAction, chooseView, codeButton, openAccounts, rowOf, shownNames, toast } from './support/accounts.ts'
import { expect, test } from './support/test.ts'

const links = ['Apple', 'Bank', 'Cloud', 'Dropbox'].map((issuer) => linkOf({ issuer, tags: ['Old'] }))

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selection actions' })
const pick = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true })

test('selecting turns rows into check boxes, counts them, and ends where it began', async ({ page }) => {
  await openAccounts(page, links)
  await chooseView(page, 'Select accounts')
  await expect(page.getByRole('heading', { name: '0 selected' })).toBeVisible()
  await expect(bar(page).getByRole('button', { name: 'Pin selected' })).toBeDisabled()
  await expect(page.getByRole('searchbox')).toHaveCount(0)

  await pick(page, 'Bank').check()
  await pick(page, 'Cloud').check()
  await expect(page.getByRole('heading', { name: '2 selected' })).toBeVisible()
  await pick(page, 'Cloud').uncheck()
  await expect(page.getByRole('heading', { name: '1 selected' })).toBeVisible()
  await page.getByRole('button', { name: 'Select all' }).click()
  await expect(page.getByRole('heading', { name: '4 selected' })).toBeVisible()

  await page.getByRole('button', { name: 'Stop selecting' }).click()

  await expect(codeButton(page, 'Bank')).toBeVisible()
  await expect(page.getByRole('checkbox')).toHaveCount(0)
})

test('a click anywhere in a row selects it and copies nothing', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'Bank', 'Select')
  await expect(pick(page, 'Bank')).toBeChecked()

  const box = await page.getByText('Cloud', { exact: true }).boundingBox()
  await page.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5)

  await expect(pick(page, 'Cloud')).toBeChecked()
  await expect(page.locator('[data-state=copied]')).toHaveCount(0)
})

for (const [width, height] of [
  [390, 600],
  [1280, 500],
] as const) {
  test(`on ${width} × ${height} pixels the bar lies over no row at the end, nor over the focus`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    const names = Array.from({ length: 12 }, (_, index) => `Site ${String(index + 1).padStart(2, '0')}`)
    await openAccounts(
      page,
      names.map((issuer) => linkOf({ issuer })),
    )
    await chooseView(page, 'Select accounts')
    await pick(page, 'Site 12').focus()

    const top = (await bar(page).boundingBox())?.y ?? 0
    const row = await page.getByRole('listitem').last().boundingBox()
    expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual(top)
  })
}

test('Escape ends selecting', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'Bank', 'Select')
  await pick(page, 'Bank').focus()
  await page.keyboard.press('Escape')
  await expect(codeButton(page, 'Bank')).toBeVisible()
})

test('several accounts go to the bin at once, and come back at once', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'Bank', 'Select')
  await pick(page, 'Cloud').check()
  await bar(page).getByRole('button', { name: 'Move selected to bin' }).click()
  await expect(toast(page)).toContainText('2 accounts moved to bin')
  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Dropbox'])

  await page.getByRole('button', { name: 'Undo' }).click()

  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Bank', 'Cloud', 'Dropbox'])
})

test('several accounts are pinned at once', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'Bank', 'Select')
  await pick(page, 'Dropbox').check()
  await bar(page).getByRole('button', { name: 'Pin selected' }).click()
  await expect(toast(page)).toContainText('2 accounts pinned')
  await expect.poll(() => shownNames(page, 'Pinned')).toEqual(['Bank', 'Dropbox'])

  await page.keyboard.press('ControlOrMeta+z')

  await expect(page.getByRole('list', { name: 'Pinned' })).toHaveCount(0)
})

test('several accounts get tags at once, beside those they have', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'Bank', 'Select')
  await pick(page, 'Cloud').check()
  await bar(page).getByRole('button', { name: 'Tag selected' }).click()
  const dialog = page.getByRole('dialog', { name: 'Tag 2 accounts' })
  await expect(dialog.getByRole('button', { name: 'Save tags' })).toBeDisabled()
  await dialog.getByLabel('Add tag').fill('Work, Money')
  await dialog.getByRole('button', { name: 'Save tags' }).click()

  await expect(toast(page)).toContainText('2 accounts tagged')
  const tags = page.getByRole('list', { name: 'Tags' })
  await expect(tags.getByRole('link')).toHaveText([/^Money/, /^Old/, /^Work/])
  await expect(rowOf(page, 'Bank')).toContainText('Old')
  await expect(rowOf(page, 'Bank')).toContainText('Work')

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(tags.getByRole('link')).toHaveText([/^Old/])
})

test('only what a search or a filter shows is selected by Select all', async ({ page }) => {
  await openAccounts(page, [...links, linkOf({ issuer: 'Email', tags: ['New'] })])
  await page.getByRole('list', { name: 'Tags' }).getByRole('link', { name: 'New' }).click()
  await chooseView(page, 'Select accounts')
  await page.getByRole('button', { name: 'Select all' }).click()
  await expect(page.getByRole('heading', { name: '1 selected' })).toBeVisible()
  await bar(page).getByRole('button', { name: 'Move selected to bin' }).click()
  await page.getByRole('link', { name: 'All accounts' }).click()

  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Bank', 'Cloud', 'Dropbox'])
})
