import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import { chooseView, codeButton, openAccounts, reopen, rowOf } from './support/accounts.ts'
import { brokenCodes, overflow } from './support/layout.ts'
import { mixedLinks, visitScreens } from './support/screens.ts'
import { expect, test } from './support/test.ts'

const links = [linkOf({ issuer: 'GitHub', account: 'alice' })]

const canvas = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

async function openAppearance(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Appearance' }).click()
}

test('the theme follows the system until it is chosen, and the choice holds before unlocking', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await openAccounts(page, links)
  const light = await canvas(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await canvas(page)
  expect(dark).not.toBe(light)

  await openAppearance(page)
  const theme = page.getByRole('radiogroup', { name: 'Theme' })
  await expect(theme.getByRole('radio', { name: 'System' })).toBeChecked()
  await theme.getByRole('radio', { name: 'Light' }).check()
  await expect.poll(() => canvas(page)).toBe(light)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  expect(await canvas(page)).toBe(light)
})

test('an accent changes the colour of the buttons, and is forgotten on the lock screen', async ({ page }) => {
  await openAccounts(page, links)
  const colour = () =>
    page.getByRole('button', { name: 'Add account' }).evaluate((button) => getComputedStyle(button).backgroundColor)
  const pine = await colour()
  await openAppearance(page)
  await page.getByRole('radiogroup', { name: 'Accent' }).getByRole('radio', { name: 'Plum' }).check()
  await page.getByRole('link', { name: 'All accounts' }).click()
  await expect.poll(colour).not.toBe(pine)
  const plum = await colour()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(page.locator('html[data-accent]')).toHaveCount(0)
  await reopen(page)
  await expect.poll(colour).toBe(plum)
})

test('larger digits wrap the name and never the code', async ({ page }) => {
  await openAccounts(page, mixedLinks)
  const heightOfCode = async () =>
    (await rowOf(page, 'GitHub (alice)').locator('[data-part=code]').boundingBox())?.height ?? 0
  const before = await heightOfCode()
  await openAppearance(page)
  await page.getByRole('combobox', { name: 'Digit size' }).selectOption('Extra large')
  await page.getByRole('link', { name: 'All accounts' }).click()
  await expect.poll(heightOfCode).toBeGreaterThan(before * 1.3)
  expect(await brokenCodes(page)).toEqual([])
})

test('letters take the place of icons when those are turned off', async ({ page }) => {
  await openAccounts(page, links)
  const tile = rowOf(page, 'GitHub (alice)').getByText('G', { exact: true })
  await expect(tile).toHaveCount(0)
  await openAppearance(page)
  await page.getByRole('switch', { name: 'Issuer icons' }).uncheck()
  await page.getByRole('link', { name: 'All accounts' }).click()
  await expect(rowOf(page, 'GitHub (alice)')).toContainText(/^G/)
})

test('without motion nothing takes time', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openAccounts(page, links)
  await codeButton(page, 'GitHub (alice)').click()
  await page.getByRole('button', { name: 'View options' }).click()
  await page.getByRole('menu').waitFor()
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(element)
        const lasts = (durations: string): boolean =>
          durations.split(',').some((each) => Number.parseFloat(each) > 0.001)
        return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration))
      }).length,
  )
  expect(moving).toBe(0)
})

test('in forced colours every row, button and state has an outline to be seen by', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await openAccounts(page, links)
  const edges = (element: Element): boolean => {
    const styles = [
      getComputedStyle(element),
      getComputedStyle(element, '::after'),
      getComputedStyle(element, '::before'),
    ]
    return styles.some(
      (style) =>
        Number.parseFloat(style.borderBlockEndWidth) > 0 ||
        (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0),
    )
  }
  await codeButton(page, 'GitHub (alice)').click()
  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', 'copied')
  expect(await rowOf(page, 'GitHub (alice)').evaluate(edges)).toBe(true)
  expect(await page.getByRole('button', { name: 'Add account' }).evaluate(edges)).toBe(true)
  // Lit and unlit ticks still differ.
  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', /calm|ending/)
})

for (const [width, height] of [
  [320, 568],
  [640, 400],
  [1280, 800],
] as const) {
  test.describe(`${width} × ${height} pixels`, () => {
    test.use({ viewport: { width, height } })
    test.setTimeout(180_000)

    test('no screen scrolls sideways or breaks a code', async ({ page }) => {
      await page.goto('./')
      await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
      expect(await overflow(page), 'welcome').toEqual([])
      await openAccounts(page, mixedLinks)
      await visitScreens(page, async (name) => {
        expect.soft(await overflow(page), name).toEqual([])
        expect.soft(await brokenCodes(page), name).toEqual([])
      })
      for (const layout of ['Compact', 'Grid']) {
        await page.getByRole('button', { name: 'View options' }).click()
        await page.getByRole('menuitemradio', { name: layout }).click()
        await page.getByRole('menu').waitFor({ state: 'hidden' })
        expect.soft(await overflow(page), layout).toEqual([])
        expect.soft(await brokenCodes(page), layout).toEqual([])
      }
      await page.keyboard.press('ControlOrMeta+Shift+l')
      await page.getByRole('heading', { name: 'Your vault is locked' }).waitFor()
      expect(await overflow(page), 'locked').toEqual([])
    })
  })
}

for (const [width, height] of [
  [390, 844],
  [1280, 800],
] as const) {
  test(`text twice as large has its room on ${width} × ${height} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openAccounts(page, mixedLinks)
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    const isCut = (element: Element): boolean => element.scrollWidth > element.clientWidth + 1
    for (const layout of ['List', 'Compact', 'Grid']) {
      await chooseView(page, layout)
      expect(await overflow(page), layout).toEqual([])
      expect(await brokenCodes(page), layout).toEqual([])
      const name = rowOf(page, 'GitHub (alice)').getByText('GitHub', { exact: true })
      expect(await name.evaluate(isCut), layout).toBe(false)
      const more = rowOf(page, 'GitHub (alice)').getByRole('button', { name: 'More for GitHub (alice)' })
      await more.scrollIntoViewIfNeeded()
      await expect(more, layout).toBeInViewport({ ratio: 1 })
    }
    await expect(page.getByRole('link', { name: 'Skip to accounts' })).not.toBeInViewport()
    if (width < 720) return
    for (const place of ['Import and export', 'Settings']) {
      expect(await page.getByRole('link', { name: place }).locator('span').evaluate(isCut), place).toBe(false)
    }
  })
}
