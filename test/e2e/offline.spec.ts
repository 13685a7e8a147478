import type { Page } from '@playwright/test'
import { createVault, addByLinks, expect, passphrase, unlock } from './support/test.ts'
import { test, untilInstalled } from './support/host.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'

/** Goes to every place of the app, each of which has code of its own. */
async function visitEverything(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Bin' }).click()
  await expect(page.getByRole('heading', { name: 'Bin', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  for (const section of ['Appearance', 'About', 'Security']) {
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: section }).click()
  }
  await page.getByRole('button', { name: 'Test passphrase' }).click()
  await page.getByRole('dialog', { name: 'Test passphrase' }).getByRole('textbox').fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(page.getByText('It opens your vault.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'All accounts' }).click()
  await page.getByRole('button', { name: 'View options' }).click()
  await expect(page.getByRole('menu', { name: 'View options' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More for GitHub (alice)' }).click()
  await page.getByRole('menuitem', { name: 'Open details' }).click()
  await expect(page.getByRole('region', { name: 'Account details' })).toBeVisible()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(page.getByRole('form', { name: 'Edit account' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Close details' }).click()
}

test('fault 50: the second visit needs no network, and has the whole app', async ({ page, host }) => {
  await createVault(page)
  await addByLinks(page, [github])
  await untilInstalled(page)
  await host.stop()
  await page.reload()
  await unlock(page)
  await expect(page.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
  await visitEverything(page)
  await addByLinks(page, ['otpauth://totp/GitLab:alice?secret=M5UXI3DBMJQWY2LD&issuer=GitLab'])
  await expect(page.getByRole('button', { name: 'Copy code for GitLab (alice)' })).toBeVisible()
})

test('fault 50: a first visit without a network is the browser’s own page', async ({ page, host }) => {
  await host.stop()
  await expect(page.goto('./')).rejects.toThrow(/ERR_CONNECTION_REFUSED/)
})

test('fault 50: a vault can be made offline, once the app has been here', async ({ page, host }) => {
  await page.goto('./')
  await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
  await untilInstalled(page)
  await host.stop()
  await page.reload()
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill(passphrase)
  await page.getByRole('checkbox', { name: 'Make a recovery code' }).uncheck()
  await page.getByRole('button', { name: 'Create vault' }).click()
  await expect(page.getByRole('heading', { name: 'Add your first account' })).toBeVisible()
})

test('being offline is said once, and codes go on', async ({ page, context, host }) => {
  expect(host.url).toContain('localhost')
  await createVault(page)
  await addByLinks(page, [github])
  await untilInstalled(page)
  await page.getByRole('button', { name: 'Dismiss storage warning' }).click()
  await context.setOffline(true)
  const notices = page.getByRole('region', { name: 'Notices' })
  await expect(notices).toContainText('You are offline. Codes keep working; nothing here needs the network.')
  await notices.getByRole('button', { name: 'Dismiss offline notice' }).click()
  await expect(page.getByText('You are offline.')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
  await context.setOffline(false)
})

test('what follows a question mark does not keep the app from starting offline', async ({ page, host }) => {
  await page.goto('./')
  await untilInstalled(page)
  await host.stop()
  await page.goto('./?source=elsewhere')
  await expect(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible()
  await page.goto('./index.html')
  await expect(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible()
})

test('fault 51: a first installation of which one file is missing leaves the app as it is, online', async ({
  page,
  host,
  guard,
}) => {
  guard.allowConsole(/^Failed to load resource/)
  host.fail(/^assets\/bin-screen-/, 404)
  await createVault(page)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'About' }).click()
  const device = page.getByRole('group', { name: 'On this device' })
  await expect(device).toContainText('Stay connected for a moment.')
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull()

  // With the file back, the next check stores everything.
  host.mend()
  await page.getByRole('button', { name: 'Check for updates' }).click()
  await expect(device).toContainText('Everything it needs is stored.')
  await untilInstalled(page)
  await page.getByRole('link', { name: 'All accounts' }).click()
  await host.stop()
  await page.reload()
  await unlock(page)
})

for (const status of [404, 500]) {
  test(`fault 52: with ${status} in place of the service worker, what is installed keeps working`, async ({
    page,
    host,
    guard,
  }) => {
    guard.allowConsole(/^Failed to load resource/)
    guard.allowConsole(/A bad HTTP response code \(\d+\) was received when fetching the script/)
    await createVault(page)
    await untilInstalled(page)
    host.fail('sw.js', status)
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'About' }).click()
    await page.getByRole('button', { name: 'Check for updates' }).click()
    await expect(page.getByRole('region', { name: /^MFA Manager \d/ })).toContainText(
      'The check failed. This version goes on working.',
    )
    await expect(page.getByRole('group', { name: 'On this device' })).toContainText('Everything it needs is stored.')
    await page.getByRole('link', { name: 'All accounts' }).click()
    await host.stop()
    await page.reload()
    await unlock(page)
  })
}

test('fault 52: without a service worker from the start, the app works online', async ({ page, host, guard }) => {
  guard.allowConsole(/^Failed to load resource/)
  guard.allowConsole(/A bad HTTP response code \(404\) was received when fetching the script/)
  host.fail('sw.js', 404)
  await createVault(page)
  await addByLinks(page, [github])
  await page.reload()
  await unlock(page)
  await expect(page.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
})
