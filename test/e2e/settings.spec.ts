import type { Page } from '@playwright/test'
import { addByLinks, createVault, expect, fixedNow, openJoined, test, unlock } from './support/test.ts'

const links = [
  'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub',
  'otpauth://totp/GitLab:alice?secret=M5UXI3DBMJQWY2LD&issuer=GitLab',
]

async function openSection(page: Page, section: 'Security' | 'Appearance' | 'About'): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: section }).click()
}

const lockNow = (page: Page) => page.getByRole('button', { name: 'Lock now' }).click()

test('security settings are kept in the vault, over a lock and another visit', async ({ page }) => {
  await createVault(page)
  await openSection(page, 'Security')
  await expect(page.getByRole('combobox', { name: 'Lock after' })).toHaveValue('300000')
  await page.getByRole('combobox', { name: 'Lock after' }).selectOption('15 minutes')
  await page.getByRole('combobox', { name: 'Clear clipboard' }).selectOption('1 minute')
  await page.getByRole('switch', { name: 'Lock when hidden' }).check()
  await page.getByRole('switch', { name: 'Hide codes until tapped' }).check()
  await lockNow(page)
  // They say something about the person, so none of them lies in the open.
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['mfa-manager:anchor'])
  await page.reload()
  await unlock(page)
  await openSection(page, 'Security')
  await expect(page.getByRole('combobox', { name: 'Lock after' })).toHaveValue('900000')
  await expect(page.getByRole('combobox', { name: 'Clear clipboard' })).toHaveValue('60000')
  await expect(page.getByRole('switch', { name: 'Lock when hidden' })).toBeChecked()
  await expect(page.getByRole('switch', { name: 'Hide codes until tapped' })).toBeChecked()
})

test('codes that are hidden until tapped are shown one by one', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, links)
  await openSection(page, 'Security')
  await page.getByRole('switch', { name: 'Hide codes until tapped' }).check()
  await page.getByRole('link', { name: 'All accounts' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'GitHub' })
  await expect(row).toHaveText(/GitHub/)
  await expect(row.locator('[data-part=code]')).toHaveCount(0)
  await page.getByRole('button', { name: 'Show code for GitHub (alice)' }).click()
  await expect(row.locator('[data-part=code]')).toHaveText(/^\d{3} \d{3}$/)
  await expect(page.getByRole('button', { name: 'Show code for GitLab (alice)' })).toBeVisible()
})

test('the theme holds at once, and before the vault is unlocked', async ({ page }) => {
  await createVault(page)
  await openSection(page, 'Appearance')
  await page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name: 'Dark' }).check()
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-theme', 'dark')
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.reload()
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(dark)
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).waitFor()
  expect(await page.evaluate(() => Object.keys(localStorage).toSorted())).toEqual([
    'mfa-manager:anchor',
    'mfa-manager:theme',
  ])
})

test('the theme follows the system where it is told to', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('./')
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
  const light = await colour()
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await colour()).not.toBe(light)
})

test('how accounts look is kept in the vault, and unseen while it is locked', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, links)
  await openSection(page, 'Appearance')
  await page.getByRole('radiogroup', { name: 'Accent' }).getByRole('radio', { name: 'Plum' }).check()
  await page.getByRole('radiogroup', { name: 'Layout' }).getByRole('radio', { name: 'Compact' }).check()
  await page.getByRole('combobox', { name: 'Digit size' }).selectOption('Extra large')
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-accent', 'plum')
  await lockNow(page)
  await expect(html).not.toHaveAttribute('data-accent')
  await page.reload()
  await unlock(page)
  await expect(html).toHaveAttribute('data-accent', 'plum')
  await expect(page.getByRole('radiogroup', { name: 'Layout' }).getByRole('radio', { name: 'Compact' })).toBeChecked()
})

test('the next code can be shown always', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, links)
  await openSection(page, 'Appearance')
  await page.getByRole('combobox', { name: 'Next code' }).selectOption('Always')
  await page.getByRole('link', { name: 'All accounts' }).click()
  const next = page.getByRole('listitem').filter({ hasText: 'GitHub' }).locator('[data-part=next]')
  await expect(next).toHaveText(/\d{3} \d{3}$/)
})

test('single keys can be turned off', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, links)
  await openSection(page, 'Appearance')
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).uncheck()
  await page.getByRole('link', { name: 'All accounts' }).click()
  await page.keyboard.press('+')
  await page.keyboard.press('g')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('searchbox', { name: 'Search accounts' })).toHaveValue('')
})

test('a setting that is changed in one tab holds in the others', async ({ page, context }) => {
  await createVault(page)
  await addByLinks(page, links)
  const other = await openJoined(context)
  await openSection(page, 'Appearance')
  await page.getByRole('radiogroup', { name: 'Accent' }).getByRole('radio', { name: 'Ocean' }).check()
  await expect(other.locator('html')).toHaveAttribute('data-accent', 'ocean')
})

test('“About” names the version, what is stored, and whose work it stands on', async ({ page }) => {
  await createVault(page)
  await openSection(page, 'About')
  await expect(page.getByRole('region', { name: /^MFA Manager \d+\.\d+\.\d+$/ })).toContainText(
    /Build (?:[0-9a-f]{12}|unknown)/,
  )
  const device = page.getByRole('group', { name: 'On this device' })
  await expect(device).toContainText('Everything it needs is stored.')
  await expect(device).toContainText('The page came encrypted, or from this device.')
  await expect(device).toContainText(new URL(page.url()).origin)

  await page.getByRole('button', { name: 'Licences' }).click()
  const licences = page.getByRole('dialog', { name: 'Licences' })
  await expect(licences).toContainText('solid-js')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Privacy: no data leaves this device' }).click()
  await expect(page.getByRole('dialog', { name: 'Privacy' })).toContainText('Nothing is counted.')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Source code' }).click()
  await expect(page.getByRole('dialog', { name: 'Source code' })).toContainText('MIT licence')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Check for updates' }).click()
  await expect(page.getByText('You have the newest version.')).toBeVisible()
})

test('settings have addresses that can be gone back and forth to', async ({ page }) => {
  await createVault(page)
  await openSection(page, 'Appearance')
  await expect(page).toHaveURL(/#\/settings\/appearance$/)
  await page.goBack()
  await expect(page).toHaveURL(/#\/settings$/)
  await expect(page.getByRole('combobox', { name: 'Lock after' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
  await page.goForward()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('settings are an index and a page for each section', async ({ page }) => {
    await page.clock.install({ time: fixedNow })
    await createVault(page)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('dialog', { name: 'Menu' }).getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Security' }).click()
    await expect(page.getByRole('heading', { name: 'Security', level: 1 })).toBeVisible()
    await page.getByRole('button', { name: 'Back to settings' }).click()
    await expect(page.getByRole('navigation', { name: 'Settings' })).toBeVisible()
    await page.getByRole('button', { name: 'Back to accounts' }).click()
    await expect(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
  })
})
