import type { Page } from '@playwright/test'
import { untilWritten } from './support/stored-vault.ts'
import { addByLinks, createVault, expect, fixedNow, openJoined, test, unlock } from './support/test.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const code = (page: Page) => page.getByRole('button', { name: 'Copy code for GitHub (alice)' })
const heading = (page: Page) => page.getByRole('heading', { name: 'Your vault is locked' })
const minuteMs = 60_000

/** An open vault at a moment after which time moves only when the test says so. */
async function openVault(page: Page): Promise<void> {
  await page.clock.install({ time: fixedNow })
  await createVault(page)
  await addByLinks(page, [github])
  await page.clock.pauseAt(fixedNow + 10 * minuteMs)
  await page.mouse.move(10, 10)
  if (await heading(page).isVisible()) await unlock(page)
  await expect(code(page)).toBeVisible()
}

async function openSecurity(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('combobox', { name: 'Lock after' }).waitFor()
}

/** Shows or hides the page, as switching to another tab and back does. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (hidden ? 'hidden' : 'visible'),
    })
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
    document.dispatchEvent(new Event('visibilitychange'))
    if (!hidden) window.dispatchEvent(new Event('focus'))
  }, hidden)
}

test('the vault locks after its time without use, with a warning before', async ({ page }) => {
  await openVault(page)
  await page.clock.runFor(4 * minuteMs + 30_000)
  await expect(code(page)).toBeVisible()
  await expect(page.getByText(/^Locking in/)).toHaveCount(0)
  await page.clock.runFor(10_000)
  await expect(page.getByText('Locking in 20 s')).toBeVisible()
  await page.clock.runFor(20_000)
  await expect(heading(page)).toBeVisible()
  await expect(page.getByText('It locked after a while without use.')).toBeVisible()
})

test('reaching for “Stay unlocked” starts the time anew', async ({ page }) => {
  await openVault(page)
  await page.clock.runFor(4 * minuteMs + 45_000)
  const stay = page.getByRole('button', { name: 'Stay unlocked' })
  await expect(stay).toBeVisible()
  // The pointer's way there is use already, and all that the button asks for.
  await stay.dispatchEvent('pointerdown')
  // The toast stays for as long as a pointer may need to get there, then goes.
  await page.clock.runFor(5_000)
  await expect(page.getByText(/^Locking in/)).toHaveCount(0)
  await page.clock.runFor(4 * minuteMs - 10_000)
  await expect(code(page)).toBeVisible()
  await page.clock.runFor(minuteMs + 10_000)
  await expect(heading(page)).toBeVisible()
})

test('what a person does keeps the vault open', async ({ page }) => {
  await openVault(page)
  for (let round = 0; round < 4; round++) {
    await page.clock.runFor(3 * minuteMs)
    await page.keyboard.press('ArrowDown')
  }
  await expect(code(page)).toBeVisible()
})

test('fault 68: a sleep longer than the limit locks on resume, before anything can be seen', async ({ page }) => {
  await openVault(page)
  await setHidden(page, true)
  // Timers stand still in sleep: only the time of day has moved on.
  await page.clock.setSystemTime(fixedNow + 60 * minuteMs)
  await setHidden(page, false)
  await expect(heading(page)).toBeVisible()
  await expect(page.getByText('It locked after a while without use.')).toBeVisible()
  await expect(page.getByText('GitHub')).toHaveCount(0)
})

test('fault 68: after a sleep, the first movement locks instead of counting as use', async ({ page }) => {
  await openVault(page)
  await page.clock.setSystemTime(fixedNow + 60 * minuteMs)
  await page.mouse.move(200, 200)
  await expect(heading(page)).toBeVisible()
})

test('fault 68: a lid closed longer than the limit locks as well', async ({ page }) => {
  await openVault(page)
  await page.clock.fastForward(6 * minuteMs)
  await expect(heading(page)).toBeVisible()
})

test('fault 68: a clock that was set back locks at once', async ({ page }) => {
  await openVault(page)
  await page.clock.setSystemTime(fixedNow - 60 * minuteMs)
  await page.mouse.move(200, 200)
  await expect(heading(page)).toBeVisible()
  await expect(page.getByText('It locked because this device’s clock was set back.')).toBeVisible()
})

test('fault 68: a hidden page shows no codes', async ({ page }) => {
  await openVault(page)
  await setHidden(page, true)
  await expect(code(page)).toBeHidden()
  await expect(page.getByText('alice')).toBeHidden()
  await setHidden(page, false)
  await expect(code(page)).toBeVisible()
})

test('fault 68: a page that is about to be put away shows no codes', async ({ page }) => {
  await openVault(page)
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  await expect(code(page)).toBeHidden()
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await expect(code(page)).toBeVisible()
})

test('“Lock when hidden” locks as soon as the page is left', async ({ page }) => {
  await openVault(page)
  await openSecurity(page)
  await untilWritten(page, () => page.getByRole('switch', { name: 'Lock when hidden' }).check())
  await setHidden(page, true)
  await expect(page.getByText('It locked when you left this page.')).toBeVisible()
  await setHidden(page, false)
  await expect(heading(page)).toBeVisible()
})

test('another time to lock after holds at once', async ({ page }) => {
  await openVault(page)
  await openSecurity(page)
  await page.getByRole('combobox', { name: 'Lock after' }).selectOption('1 minute')
  await expect(page.getByRole('combobox', { name: 'Lock after' })).toHaveValue(String(minuteMs))
  await page.clock.runFor(minuteMs)
  await expect(heading(page)).toBeVisible()
})

test('“Never” never locks by itself', async ({ page }) => {
  await openVault(page)
  await openSecurity(page)
  await page.getByRole('combobox', { name: 'Lock after' }).selectOption('Never')
  await page.getByRole('link', { name: 'All accounts' }).click()
  await page.clock.runFor(60 * minuteMs)
  await page.mouse.move(200, 200)
  await expect(code(page)).toBeVisible()
})

test('an idle lock in one tab locks the others, however busy they are', async ({ page, context }) => {
  await openVault(page)
  const other = await openJoined(context)
  // Time is that of both tabs; only this one is left alone for all of it.
  await page.clock.runFor(4 * minuteMs)
  await other.mouse.move(200, 200)
  await page.clock.runFor(minuteMs)
  await expect(heading(page)).toBeVisible()
  await expect(other.getByText('It was locked in another tab.')).toBeVisible()
})

test('locking drops what is half typed, for good', async ({ page }) => {
  await openVault(page)
  await page.getByRole('button', { name: 'Add account' }).click()
  await page.getByRole('textbox', { name: 'Issuer' }).fill('Half a name')
  await page.getByRole('textbox', { name: 'Secret key' }).fill('MFRGGZDFMZTWQ2LK')
  await page.clock.fastForward(6 * minuteMs)
  await expect(heading(page)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await unlock(page)
  await page.getByRole('button', { name: 'Add account' }).click()
  await expect(page.getByRole('textbox', { name: 'Issuer' })).toHaveValue('')
  await expect(page.getByRole('textbox', { name: 'Secret key' })).toHaveValue('')
})
