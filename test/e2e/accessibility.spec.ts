import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { chooseView, codeButton, openAccounts } from './support/accounts.ts'
import { fieldsForManagers } from './support/fields.ts'
import { mixedLinks, screens, visitScreens } from './support/screens.ts'
import { expect, passphrase, test } from './support/test.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Fails, without ending the test, on whatever axe finds on the page as it is now. */
async function check(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
  expect.soft(found, name).toEqual([])
  // Every screen is on the page here anyway.
  expect.soft(await fieldsForManagers(page), `fields of ${name}`).toEqual([])
}

test.setTimeout(240_000)
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('axe finds nothing on the way in', async ({ page }) => {
  await page.goto('./')
  await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
  await check(page, 'welcome')
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('password')
  await page.getByRole('link', { name: 'Suggest one' }).waitFor()
  await check(page, 'welcome, weak')

  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill(passphrase)
  await page.getByRole('button', { name: 'Create vault' }).click()
  await page.getByRole('heading', { name: 'Keep this recovery code' }).waitFor()
  await check(page, 'recovery code')
  await page.getByRole('checkbox', { name: 'I have stored it safely' }).check()
  await page
    .getByRole('textbox', { name: /^Group/ })
    .first()
    .fill('0000')
  await check(page, 'recovery code, typed back')
  await page.getByRole('link', { name: 'Continue without a recovery code' }).click()
  await page.getByRole('heading', { name: 'Add your first account' }).waitFor()
  await check(page, 'no account yet')
  await page.getByRole('button', { name: 'Lock now' }).click()
  await page.getByRole('heading', { name: 'Your vault is locked' }).waitFor()
  await check(page, 'locked')
  await page.getByRole('textbox', { name: 'Passphrase' }).fill('wrong')
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await page.getByRole('alert').waitFor()
  await check(page, 'wrong passphrase')
  await page.getByRole('link', { name: 'Use recovery code' }).click()
  await page.getByText('This vault has no recovery code.').waitFor()
  await check(page, 'use recovery code')
  await page.getByRole('link', { name: 'Back to passphrase' }).click()
  await page.getByRole('link', { name: 'Erase this vault' }).click()
  await page.getByRole('alertdialog').waitFor()
  await check(page, 'erase')
})

const phone = { width: 390, height: 844 }
const desktop = { width: 1280, height: 800 }

for (const [colorScheme, viewport] of [
  ['light', desktop],
  ['dark', phone],
] as const) {
  test.describe(`${colorScheme}, ${viewport.width} pixels wide`, () => {
    test.use({ viewport, colorScheme })
    const half = Math.ceil(screens.length / 2)
    for (const [name, part] of [
      ['the first', screens.slice(0, half)],
      ['the other', screens.slice(half)],
    ] as const) {
      test(`axe finds nothing on ${name} half of the screens`, async ({ page }) => {
        await openAccounts(page, mixedLinks)
        await visitScreens(page, (screen) => check(page, screen), part)
      })
    }
  })
}

for (const [colorScheme, viewport] of [
  ['light', desktop],
  ['dark', desktop],
  ['light', phone],
  ['dark', phone],
] as const) {
  test.describe(`${colorScheme}, ${viewport.width} pixels wide`, () => {
    test.use({ viewport, colorScheme })

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
    })
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: phone })

  test('axe finds nothing in the menu', async ({ page }) => {
    await openAccounts(page, mixedLinks)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('dialog', { name: 'Menu' }).waitFor()
    await check(page, 'menu')
  })
})

test('axe finds nothing in the last seconds of a code', async ({ page }) => {
  await page.clock.setFixedTime(Date.UTC(2026, 4, 12, 9, 41, 27))
  await openAccounts(page, mixedLinks)
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
