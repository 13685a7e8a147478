import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import { codeButton, digitsOf, openAccounts, openAccountsAt } from './support/accounts.ts'
import { hostClockPath, putDeviceAhead } from './support/host-clock.ts'
import { test, untilAllStored, type Host } from './support/host.ts'
import { codeAt } from './support/reference-code.ts'
import { expect, fixedNow, unlock } from './support/test.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const github = linkOf({ issuer: 'GitHub', account: 'alice', secret })
const hourMs = 3_600_000

const warning = (page: Page) => page.getByRole('region', { name: 'Notices' }).getByRole('alert')
const digits = (page: Page) => digitsOf(page, 'GitHub (alice)')
const questions = ({ requests }: Host) => requests.filter((line) => line.startsWith('HEAD '))

test('a clock that is ahead is told, and codes allow for it once the person says so, also without a network', async ({
  page,
  host,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await putDeviceAhead(page, 47_000)
  // Measurements are good to about a second: nothing here stands that close to the end of a step.
  const right = fixedNow - 47_000
  await openAccountsAt(page, [github], fixedNow, async () => {
    await untilAllStored(page)
    await dismissStorage(page)
  })
  await expect(warning(page)).toContainText(/This device’s clock is 4[678] s ahead\. Sites may refuse these codes\./)
  await expect(digits(page)).toHaveText(codeAt({ secret }, fixedNow))
  expect(questions(host)).toEqual([`HEAD ${hostClockPath}`])

  await page.getByRole('button', { name: 'Correct codes' }).click()
  await expect(warning(page)).toBeHidden()
  await expect(page.getByText(/^Codes are corrected by 4[678] s\.$/)).toBeVisible()
  await expect(digits(page)).toHaveText(codeAt({ secret }, right))
  await expect(page.getByRole('timer', { name: /^Codes change in [456] seconds$/ })).toBeVisible()
  await codeButton(page, 'GitHub (alice)').click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(codeAt({ secret }, right).replace(/\s/g, ''))

  await page.clock.resume()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await unlock(page)
  await expect(digits(page)).toHaveText(new RegExp(nearby(right)))

  // What was measured last holds where nothing can be measured.
  await host.stop()
  await page.reload()
  await unlock(page)
  await expect(digits(page)).toHaveText(new RegExp(nearby(right)))
  await expect(warning(page)).toBeHidden()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'About' }).click()
  await expect(page.getByText(/Codes are corrected by 4[678] s, as measured on 12 May 2026\./)).toBeVisible()
  await page.getByRole('button', { name: 'Stop correcting' }).click()
  await page.getByRole('link', { name: 'All accounts' }).click()
  await expect(digits(page)).toHaveText(new RegExp(nearby(fixedNow)))
})

test('a clock that is behind is told, and codes allow for it', async ({ page }) => {
  await putDeviceAhead(page, -125_000)
  await openAccountsAt(page, [github], fixedNow, () => dismissStorage(page))
  await expect(warning(page)).toContainText(/This device’s clock is 2 min [456] s behind\./)
  await page.getByRole('button', { name: 'Correct codes' }).click()
  await expect(digits(page)).toHaveText(codeAt({ secret }, fixedNow + 125_000))
})

test('without an answer nothing is said of the clock, until it is set while the app is open', async ({
  page,
  host,
}) => {
  host.fail('version.json', 503)
  await page.clock.install({ time: fixedNow })
  await openAccounts(page, [github])
  await dismissStorage(page)
  await expect.poll(() => questions(host)).toHaveLength(1)
  await expect(warning(page)).toBeHidden()

  await page.clock.setSystemTime(fixedNow - hourMs)
  await page.clock.runFor(5000)
  await expect.poll(() => questions(host)).toHaveLength(2)
  // It locks as well.
  await page.mouse.move(200, 200)
  await unlock(page)
  await expect(warning(page)).toContainText('This device’s clock was set back by 1 h while the app was open.')

  host.mend()
  await page.evaluate((ms) => {
    window.deviceAheadMs = ms
  }, hourMs)
  await page.clock.setSystemTime(fixedNow + hourMs)
  await page.clock.runFor(5000)
  await page.mouse.move(300, 300)
  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  await unlock(page)
  // The test's clock went on while the request was under way, so this is good to 3 s.
  await expect(warning(page)).toContainText(/This device’s clock is (?:1 h|59 min 5\d s) ahead\./)
})

/** What is said of the storage comes first. */
async function dismissStorage(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Dismiss storage warning' }).click()
  await page.getByText('This browser may delete your vault.').waitFor({ state: 'hidden' })
}

/** The codes of a time that goes on while a test does: this step's, and those of the next minutes. */
function nearby(at: number): string {
  return Array.from({ length: 6 }, (_, step) => codeAt({ secret }, at + step * 30_000)).join('|')
}
