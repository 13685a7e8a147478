import type { Locator } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import { codeButton, digitsOf, openAccounts, rowOf } from './support/accounts.ts'
import { brokenCodes, mirror, overflow } from './support/layout.ts'
import { mixedLinks, visitScreens } from './support/screens.ts'
import { expect, passphrase, test } from './support/test.ts'

const github = linkOf({ issuer: 'GitHub', account: 'alice', secret: 'JBSWY3DPEHPK3PXP' })

/** Whether the text is drawn with its first letter leftmost and its last one rightmost. */
function runsToTheRight(text: Locator): Promise<boolean> {
  return text.evaluate((element) => {
    const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
    const placeOf = (index: number): number => {
      const range = document.createRange()
      if (node) range.setStart(node, index)
      if (node) range.setEnd(node, index + 1)
      return range.getBoundingClientRect().left
    }
    const length = node?.textContent?.length ?? 0
    return length > 1 && placeOf(0) < placeOf(length - 1)
  })
}

test('names take their own direction wherever they stand', async ({ page }) => {
  await openAccounts(page, [github, linkOf({ issuer: 'بنك الشمال', account: 'أليس' })])
  const row = rowOf(page, 'بنك الشمال (أليس)')
  expect(await runsToTheRight(row.getByText('بنك الشمال'))).toBe(false)
  expect(await runsToTheRight(rowOf(page, 'GitHub (alice)').getByText('GitHub'))).toBe(true)
  expect(await runsToTheRight(digitsOf(page, 'بنك الشمال (أليس)'))).toBe(true)
})

test.describe('a page that runs from right to left', () => {
  test.beforeEach(({ context }) => mirror(context))

  test('mirrors sidebar and rows, and leaves codes and secrets as they are', async ({ page }) => {
    await openAccounts(page, [github])
    const sidebar = await page.getByRole('navigation', { name: 'Main' }).boundingBox()
    expect(sidebar?.x).toBeGreaterThan(900)
    const name = await rowOf(page, 'GitHub (alice)').getByText('GitHub').boundingBox()
    const code = await digitsOf(page, 'GitHub (alice)').boundingBox()
    expect(name?.x ?? 0).toBeGreaterThan(code?.x ?? 0)
    expect(await runsToTheRight(digitsOf(page, 'GitHub (alice)'))).toBe(true)

    await codeButton(page, 'GitHub (alice)').focus()
    await page.keyboard.press('ArrowLeft')
    const pane = page.getByRole('region', { name: 'Account details' })
    await expect(pane).toBeVisible()
    expect((await pane.boundingBox())?.x).toBeLessThan(10)
    await pane.getByRole('button', { name: 'Show secret' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
    await dialog.getByRole('button', { name: 'Show secret' }).click()
    expect(await runsToTheRight(pane.getByRole('group', { name: 'Secret' }).locator('code'))).toBe(true)
    await page.keyboard.press('ArrowRight')
    await expect(pane).toHaveCount(0)
  })

  for (const [width, height] of [
    [390, 844],
    [800, 900],
    [1280, 800],
  ] as const) {
    test.describe(`at ${width} × ${height} pixels`, () => {
      test.use({ viewport: { width, height } })
      test.setTimeout(180_000)

      test('scrolls sideways on no screen', async ({ page }) => {
        await openAccounts(page, mixedLinks)
        await visitScreens(page, async (name) => {
          await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
          expect.soft(await overflow(page), name).toEqual([])
          expect.soft(await brokenCodes(page), name).toEqual([])
        })
      })
    })
  }
})
