import { mergeTests, type Page } from '@playwright/test'
import { chooseAction } from './support/accounts.ts'
import { addByLinks, createVault, expect, openJoined, unlock, untilJoined } from './support/test.ts'
import { test, untilAllStored, untilInstalled, type Host } from './support/host.ts'
import { nextMark, nextVersion } from './support/next-version.ts'
import { issuersIn, listCodes, openPopup, test as siteTest } from './support/site.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'

const ready = (page: Page) => page.getByText('A new version is ready.').first()
const restart = (page: Page) => page.getByRole('button', { name: 'Restart now' })

/** A vault with one account in an installed app, whose host then has another version. */
async function prepare(page: Page, host: Host): Promise<void> {
  await createVault(page)
  await addByLinks(page, [github])
  await page.getByRole('button', { name: 'Dismiss storage warning' }).click()
  await untilInstalled(page)
  host.serve(nextVersion())
}

async function findUpdate(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'About' }).click()
  await page.getByRole('button', { name: 'Check for updates' }).click()
  await expect(ready(page)).toBeVisible()
  await page.getByRole('link', { name: 'All accounts' }).click()
}

/** Marks the page, so that a reload shows. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { marked: true }))
const isMarked = (page: Page) => page.evaluate(() => 'marked' in window)

/** Of which version everything is that the page has loaded since it was opened. */
async function loadedVersions(page: Page): Promise<readonly string[]> {
  const names = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.includes('/assets/')),
  )
  expect(names.length).toBeGreaterThan(1)
  return [...new Set(names.map((name) => (name.includes(`-${nextMark}`) ? 'next' : 'this')))]
}

test('fault 53: a new version is told, and waits until it is wanted', async ({ page, host }) => {
  await prepare(page, host)
  await mark(page)
  await findUpdate(page)
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('It starts when you restart the app.')
  // Everything that is loaded from here on is still of the version that the page is.
  await page.getByRole('link', { name: 'Bin' }).click()
  await expect(page.getByRole('heading', { name: 'Bin', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'All accounts' }).click()
  await page.getByRole('button', { name: 'Add account' }).click()
  await expect(page.getByRole('dialog', { name: 'Add account' })).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  expect(await isMarked(page)).toBe(true)
  expect(await loadedVersions(page)).toEqual(['this'])

  await restart(page).click()
  await unlock(page)
  expect(await isMarked(page)).toBe(false)
  await expect(page.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'About' }).click()
  await expect(page.getByText('MFA Manager 1.0.1')).toBeVisible()
  expect(await loadedVersions(page)).toEqual(['next'])
})

test('fault 53: reloading while a new version waits shows the old one, whole', async ({ page, host }) => {
  await prepare(page, host)
  await findUpdate(page)
  await page.reload()
  await unlock(page)
  await page.getByRole('link', { name: 'Bin' }).click()
  await expect(page.getByRole('heading', { name: 'Bin', level: 1 })).toBeVisible()
  expect(await loadedVersions(page)).toEqual(['this'])
})

test('fault 53: the app starts offline from the old version while the new one waits', async ({ page, host }) => {
  await prepare(page, host)
  await findUpdate(page)
  await host.stop()
  await page.reload()
  await unlock(page)
  expect(await loadedVersions(page)).toEqual(['this'])
})

test('fault 53: a restart in one tab leaves an unsaved form in another alone', async ({
  page,
  context,
  host,
  guard,
}) => {
  await prepare(page, host)
  const other = await openJoined(context)
  await other.getByRole('button', { name: 'Add account' }).click()
  await other.getByRole('textbox', { name: 'Issuer' }).fill('Half typed')
  await mark(other)
  await findUpdate(page)
  const reloaded = page.waitForEvent('load')
  await restart(page).click()
  await reloaded
  await untilJoined(page)
  expect(await loadedVersions(page)).toEqual(['next'])

  // The other tab was replaced under its feet, keeps what was typed, and can save it.
  expect(await isMarked(other)).toBe(true)
  await expect(other.getByRole('textbox', { name: 'Issuer' })).toHaveValue('Half typed')
  await other.getByRole('textbox', { name: 'Secret key' }).fill('M5UXI3DBMJQWY2LD')
  await other.getByRole('button', { name: 'Save account' }).click()
  await expect(other.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Copy code for Half typed' })).toBeVisible()

  // The files of its version are gone by now. It takes none of the other's in their place, and a reload mends it.
  guard.allowConsole(/^Failed to load resource|^Refused to apply style/)
  await (await context.newCDPSession(other)).send('Network.clearBrowserCache')
  await other.getByRole('link', { name: 'Bin' }).click()
  await expect(other.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible()
  expect(await loadedVersions(other)).toEqual(['this'])
  await other.getByRole('button', { name: 'Reload' }).click()
  // It is let in by the first one, and is where it was.
  await expect(other.getByRole('heading', { name: 'Bin', level: 1 })).toBeVisible()
  expect(await loadedVersions(other)).toEqual(['next'])
})

test('fault 53: a restart in one tab takes the others along where nothing is lost', async ({ page, context, host }) => {
  await prepare(page, host)
  const other = await openJoined(context)
  await mark(other)
  await findUpdate(page)
  const reloaded = Promise.all([page, other].map((tab) => tab.waitForEvent('load')))
  await restart(page).click()
  await reloaded
  // Whichever is quicker asks the other one, which may be gone by then.
  await Promise.race([unlock(page), untilJoined(page)])
  await untilJoined(other)
  expect(await isMarked(other)).toBe(false)
  for (const tab of [page, other]) expect(await loadedVersions(tab)).toEqual(['next'])
})

mergeTests(test, siteTest)(
  'fault 48: a new version that is put in use while a site’s question is open leaves the question, and the answer counts',
  async ({ page, host, sitePage, app }) => {
    await createVault(page)
    await addByLinks(page, [github])
    await page.getByRole('button', { name: 'Dismiss storage warning' }).click()
    await untilAllStored(page)
    const popup = await openPopup(sitePage, app)
    const asked = listCodes(sitePage)
    const account = popup.getByRole('checkbox', { name: 'GitHub (alice)', exact: true })
    await account.check()
    await mark(popup)
    host.serve(nextVersion())
    await findUpdate(page)
    const reloaded = page.waitForEvent('load')
    await restart(page).click()
    await reloaded
    // The popup is of the old version, and open; the app is of the new one, and let in by it.
    await untilJoined(page)
    expect(await loadedVersions(page)).toEqual(['next'])
    expect(await isMarked(popup)).toBe(true)
    await expect(account).toBeChecked()
    await popup.getByRole('button', { name: 'Allow once' }).click()
    expect(issuersIn(await asked)).toEqual(['GitHub'])
  },
)

test('fault 53: a restart waits for the unsaved form beside the list, and says so', async ({ page, host }) => {
  await prepare(page, host)
  await findUpdate(page)
  await mark(page)
  await chooseAction(page, 'GitHub (alice)', 'Edit')
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill('half a')
  await restart(page).click()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('as soon as the form you have open')
  await expect(restart(page)).toBeFocused()
  await expect(note).toHaveValue('half a')
  expect(await isMarked(page)).toBe(true)
})

test('the offer to restart outlives a lock', async ({ page, host }) => {
  await prepare(page, host)
  await findUpdate(page)
  await page.getByRole('button', { name: 'Lock now' }).click()
  await unlock(page)
  await restart(page).click()
  await unlock(page)
  expect(await loadedVersions(page)).toEqual(['next'])
})

test('the notice can be put off for a week, and the settings still offer the restart', async ({ page, host }) => {
  await prepare(page, host)
  await findUpdate(page)
  await page.getByRole('button', { name: 'Dismiss update notice' }).click()
  await expect(ready(page)).toHaveCount(0)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'About' }).click()
  await expect(restart(page)).toBeVisible()
})

test('fault 51: a new version of which one file is missing never replaces the old one', async ({
  page,
  host,
  guard,
}) => {
  guard.allowConsole(/^Failed to load resource/)
  await prepare(page, host)
  host.fail(new RegExp(`^assets/bin-screen-${nextMark}`), 404)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'About' }).click()
  await page.getByRole('button', { name: 'Check for updates' }).click()
  await expect(page.getByText('A new version is there, but not all of it arrived.')).toBeVisible()
  await page.getByRole('link', { name: 'Bin' }).click()
  await expect(page.getByRole('heading', { name: 'Bin', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'All accounts' }).click()
  await page.reload()
  await unlock(page)
  expect(await loadedVersions(page)).toEqual(['this'])

  host.mend()
  await findUpdate(page)
  await restart(page).click()
  await unlock(page)
  expect(await loadedVersions(page)).toEqual(['next'])
})

test('fault 51: a file with other bytes than the version lists is not taken', async ({ page, host, guard }) => {
  guard.allowConsole(/Failed to find a valid digest|^Failed to load resource/)
  await prepare(page, host)
  const files = new Map(nextVersion())
  for (const name of files.keys()) if (name.includes('bin-screen-')) files.set(name, Buffer.from('/* swapped */'))
  host.serve(files)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'About' }).click()
  await page.getByRole('button', { name: 'Check for updates' }).click()
  await expect(page.getByText('A new version is there, but not all of it arrived.')).toBeVisible()
})
