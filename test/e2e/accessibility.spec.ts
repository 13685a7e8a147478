import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { chooseView, codeButton, openAccounts } from './support/accounts.ts'
import { mixedLinks, visitScreens } from './support/screens.ts'
import { createVault, expect, test } from './support/test.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Fails, without ending the test, on whatever axe finds on the page as it is now. */
async function check(page: Page, name: string): Promise<void> {
  // Colours are measured as they are, so nothing may be half faded in.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
  expect.soft(found, name).toEqual([])
}

test.setTimeout(240_000)

test('axe finds nothing on the way in', async ({ page }) => {
  await page.goto('./')
  await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
  await check(page, 'welcome')
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('password')
  await page.getByRole('link', { name: 'Suggest one' }).waitFor()
  await check(page, 'welcome, weak')

  await createVault(page)
  await check(page, 'no account yet')
  await page.getByRole('button', { name: 'Lock now' }).click()
  await page.getByRole('heading', { name: 'Your vault is locked' }).waitFor()
  await check(page, 'locked')
  await page.getByRole('textbox', { name: 'Passphrase' }).fill('wrong')
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await page.getByRole('alert').waitFor()
  await check(page, 'wrong passphrase')
  await page.getByRole('link', { name: 'Erase this vault' }).click()
  await page.getByRole('alertdialog').waitFor()
  await check(page, 'erase')
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of [
    ['phone', { width: 390, height: 844 }],
    ['desktop', { width: 1280, height: 800 }],
  ] as const) {
    test.describe(`${colorScheme}, ${name}`, () => {
      test.use({ viewport, colorScheme })

      test('axe finds nothing on any screen', async ({ page }) => {
        await openAccounts(page, mixedLinks)
        await visitScreens(page, (screen) => check(page, screen))
      })

      test('axe finds nothing in any layout and state of the accounts', async ({ page }) => {
        await openAccounts(page, mixedLinks)
        await codeButton(page, 'GitHub (alice)').click()
        await page.locator('[data-state=copied]').waitFor()
        await check(page, 'copied')
        for (const layout of ['Compact', 'Grid', 'List']) {
          await chooseView(page, layout)
          await check(page, layout)
        }
        await chooseView(page, 'Hide codes until tapped')
        await check(page, 'hidden')
        if (name === 'phone') {
          await page.getByRole('button', { name: 'Menu' }).click()
          await page.getByRole('dialog', { name: 'Menu' }).waitFor()
          await check(page, 'menu')
        }
      })
    })
  }
}

test('axe finds nothing in the last seconds of a code', async ({ page }) => {
  const endOfStep = Date.UTC(2026, 4, 12, 9, 41, 27)
  await page.clock.install({ time: endOfStep - 120_000 })
  await openAccounts(page, mixedLinks)
  await page.clock.pauseAt(endOfStep)
  await page.locator('[data-state=ending]').first().waitFor()
  await check(page, 'ending')
})

test('axe finds nothing with more contrast and in forced colours', async ({ page }) => {
  await page.emulateMedia({ contrast: 'more' })
  await openAccounts(page, mixedLinks)
  await check(page, 'more contrast')
  await page.emulateMedia({ contrast: null, forcedColors: 'active' })
  await check(page, 'forced colours')
})
