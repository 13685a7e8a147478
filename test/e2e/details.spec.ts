import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import {
  chooseAction,
  clipboardText,
  codeButton,
  openAccounts,
  openAccountsAt,
  rowOf,
  shownNames,
  toast,
} from './support/accounts.ts'
import { leave } from './support/focus.ts'
import { drawnModules, expectedModules } from './support/qr-modules.ts'
import { codeAt } from './support/reference-code.ts'
import { expect, fixedNow, passphrase, test } from './support/test.ts'

const github = {
  issuer: 'GitHub',
  account: 'alice',
  secret: 'JBSWY3DPEHPK3PXP',
  tags: ['Work'],
  note: 'The spare key is with Bob.',
}
const uri = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub&algorithm=SHA1&digits=6&period=30'
const links = [linkOf(github), linkOf({ issuer: 'Office', type: 'hotp', counter: 42 })]

const pane = (page: Page) => page.getByRole('region', { name: 'Account details' })

/** Opens the details of an account with the keyboard. */
async function openDetails(page: Page, name = 'GitHub (alice)'): Promise<void> {
  await codeButton(page, name).focus()
  await page.keyboard.press('ArrowRight')
  await expect(pane(page)).toBeVisible()
}

/** Answers the question for the passphrase. */
async function confirm(page: Page, action: string, words = passphrase): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' })
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(words)
  await dialog.getByRole('button', { name: action }).click()
}

test('details show the code large, the time left, and the next code', async ({ page }) => {
  await openAccountsAt(page, links)
  await openDetails(page)
  const code = pane(page).getByRole('group', { name: 'Current code' })

  await expect(code).toHaveText(codeAt(github, fixedNow))
  await expect(pane(page).getByRole('timer')).toHaveAccessibleName('Changes in 18 seconds')
  await expect(pane(page).locator('[data-part=next]')).toHaveText(codeAt(github, fixedNow + 30_000))
  await expect(pane(page)).toContainText('The spare key is with Bob.')
  await expect(pane(page)).toContainText('Work')
  await expect(pane(page)).toContainText('Time, SHA-1, 6 digits, 30 s')

  await page.clock.runFor(18_000)
  await expect(code).toHaveText(codeAt(github, fixedNow + 18_000))
  await expect(pane(page).getByRole('timer')).toHaveAccessibleName('Changes in 30 seconds')
})

test('both codes can be copied from the details, and uses are counted', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openAccountsAt(page, links)
  await openDetails(page)
  await expect(pane(page)).toContainText('Never')

  await pane(page).getByRole('button', { name: 'Copy code', exact: true }).click()
  await expect(toast(page)).toHaveText('Code copied. Clipboard clears in 30 s.')
  expect(await clipboardText(page)).toBe(codeAt(github, fixedNow).replace(' ', ''))
  await expect(pane(page)).toContainText('Once, last on 12 May 2026 at 11:41')

  await pane(page).getByRole('button', { name: 'Copy next code' }).click()
  await expect(toast(page)).toHaveText('Next code copied.')
  expect(await clipboardText(page)).toBe(codeAt(github, fixedNow + 30_000).replace(' ', ''))
  await expect(pane(page)).toContainText('2 times, last on')
})

test('a counter-based account counts on in its details', async ({ page }) => {
  await openAccounts(page, links)
  await openDetails(page, 'Office')
  await expect(pane(page)).toContainText('Counter 42')
  await expect(pane(page).getByRole('timer')).toHaveCount(0)

  await pane(page).getByRole('button', { name: 'Next code' }).click()

  await expect(pane(page).locator('[data-part=code]')).toHaveText(/^\d{3} \d{3}$/)
  await expect(pane(page)).toContainText('Counter 43')
})

test('the QR code is asked for with the passphrase and holds the account’s link', async ({ page }) => {
  await openAccounts(page, links)
  await openDetails(page)
  await pane(page).getByRole('button', { name: 'Show QR code' }).click()

  await confirm(page, 'Show QR code', 'not the passphrase')
  await expect(page.getByRole('alert')).toContainText('That is not the passphrase of this vault.')
  await expect(page.getByRole('img', { name: 'QR code for GitHub (alice)' })).toHaveCount(0)
  await confirm(page, 'Show QR code')

  const image = pane(page).getByRole('img', { name: 'QR code for GitHub (alice)' })
  await expect(image).toBeVisible()
  const expected = expectedModules(uri)
  await expect.poll(() => drawnModules(image, expected.length)).toEqual(expected)
  await expect(pane(page)).toContainText('Anyone who photographs this screen gets the key.')
})

test('the QR code is dark on white in a dark theme too, and keeps the screen on while it shows', async ({ page }) => {
  const awake: string[] = []
  await page.exposeFunction('noteAwake', (what: string) => awake.push(what))
  await page.addInitScript(() => {
    const note = (what: string): void => (window as unknown as { noteAwake(what: string): void }).noteAwake(what)
    const sentinel = { released: false, release: () => Promise.resolve(note('released')) }
    const request = (what: string) => Promise.resolve(note(what)).then(() => sentinel)
    Object.defineProperty(navigator, 'wakeLock', { value: { request } })
  })
  await page.emulateMedia({ colorScheme: 'dark' })
  await openAccounts(page, links)
  await chooseAction(page, 'GitHub (alice)', 'Show QR code')
  await confirm(page, 'Show QR code')

  const expected = expectedModules(uri)
  await expect
    .poll(() => drawnModules(pane(page).getByRole('img', { name: /^QR code/ }), expected.length))
    .toEqual(expected)
  expect(awake).toEqual(['screen'])
  await page.keyboard.press('ControlOrMeta+Shift+L')
  await expect.poll(() => awake).toEqual(['screen', 'released'])
})

test('the QR code can be saved as a picture', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'GitHub (alice)', 'Show QR code')
  await confirm(page, 'Show QR code')
  const downloading = page.waitForEvent('download')
  await pane(page).getByRole('button', { name: 'Save QR image' }).click()
  const download = await downloading

  // Its name says nothing about the account.
  expect(download.suggestedFilename()).toBe('qr-code.png')
  expect(
    readFileSync(await download.path())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
})

test('the secret is shown for 60 s, counted down, and hidden again', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.clock.install({ time: fixedNow })
  await openAccounts(page, links)
  await openDetails(page)
  await pane(page).getByRole('button', { name: 'Show secret' }).click()
  await confirm(page, 'Show secret')

  await expect(pane(page).getByRole('group', { name: 'Secret' })).toContainText('JBSW Y3DP EHPK 3PXP')
  await expect(pane(page).getByRole('timer', { name: /^Hides in \d+ seconds$/ })).toBeVisible()
  await pane(page).getByRole('button', { name: 'Copy secret' }).click()
  await expect.poll(() => clipboardText(page)).toBe('JBSWY3DPEHPK3PXP')

  await page.clock.runFor(61_000)
  await expect(pane(page).getByRole('group', { name: 'Secret' })).toHaveCount(0)
  await expect(pane(page)).not.toContainText('JBSW')
  await expect(pane(page).getByRole('button', { name: 'Show secret' })).toBeVisible()
})

test('the secret is hidden by its button, and when the window loses the focus', async ({ page }) => {
  await openAccounts(page, links)
  await openDetails(page)
  await pane(page).getByRole('button', { name: 'Show secret' }).click()
  await confirm(page, 'Show secret')
  await pane(page).getByRole('button', { name: 'Hide now' }).click()
  await expect(pane(page)).not.toContainText('JBSW')

  await pane(page).getByRole('button', { name: 'Show secret' }).click()
  await confirm(page, 'Show secret')
  await expect(pane(page).getByRole('group', { name: 'Secret' })).toBeVisible()
  await leave(page)

  await expect(pane(page)).not.toContainText('JBSW')
})

test('what is shown goes with the details, and with the lock', async ({ page }) => {
  await openAccounts(page, links)
  await openDetails(page)
  await pane(page).getByRole('button', { name: 'Show secret' }).click()
  await confirm(page, 'Show secret')
  await pane(page).getByRole('button', { name: 'Close details' }).click()
  await openDetails(page)
  await expect(pane(page).getByRole('button', { name: 'Show secret' })).toBeVisible()
  await expect(pane(page)).not.toContainText('JBSW')

  await pane(page).getByRole('button', { name: 'Show secret' }).click()
  await confirm(page, 'Show secret')
  await expect(pane(page).getByRole('group', { name: 'Secret' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+L')

  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  expect(await page.content()).not.toContain('JBSW')
})

test('the link is copied after the passphrase, and nothing is shown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openAccounts(page, links)
  await openDetails(page)
  await pane(page).getByRole('button', { name: 'Copy otpauth link' }).click()
  await confirm(page, 'Copy otpauth link')

  await expect(toast(page)).toContainText('Link copied.')
  expect(await clipboardText(page)).toBe(uri)
  await expect(pane(page)).not.toContainText('JBSW')
})

test('cancelling the question shows nothing and gives the focus back', async ({ page }) => {
  await openAccounts(page, links)
  await openDetails(page)
  await pane(page).getByRole('button', { name: 'Show secret' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

  await expect(pane(page).getByRole('button', { name: 'Show secret' })).toBeFocused()
  await expect(pane(page).getByRole('group', { name: 'Secret' })).toHaveCount(0)
})

test('the details of an account can ask for its QR code again after they were refused', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'GitHub (alice)', 'Show QR code')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  const more = pane(page).getByRole('button', { name: 'More for GitHub (alice)' })
  await more.click()
  await page.getByRole('menuitem', { name: 'Show QR code' }).click()
  await confirm(page, 'Show QR code')
  await expect(pane(page).getByRole('img', { name: 'QR code for GitHub (alice)' })).toBeVisible()
})

test('an account is pinned, edited and binned from its details', async ({ page }) => {
  await openAccounts(page, links)
  await openDetails(page)
  await pane(page).getByRole('button', { name: 'Pin', exact: true }).click()
  await expect.poll(() => shownNames(page, 'Pinned')).toEqual(['GitHub (alice)'])
  await pane(page).getByRole('button', { name: 'Unpin' }).click()
  await expect(page.getByRole('list', { name: 'Pinned' })).toHaveCount(0)

  await pane(page).getByRole('button', { name: 'Edit' }).click()
  await expect(page.getByRole('form', { name: 'Edit account' })).toBeVisible()
  await page.getByRole('form').getByRole('button', { name: 'Cancel' }).click()

  await pane(page).getByRole('button', { name: 'Move to bin' }).click()
  await expect(pane(page)).toHaveCount(0)
  await expect(rowOf(page, 'GitHub (alice)')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(codeButton(page, 'GitHub (alice)')).toBeVisible()
})

test('a hidden code stays hidden in the details until it is asked for', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'GitHub (alice)', 'Edit')
  await page.getByRole('switch', { name: 'Hide this code until tapped' }).check()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(pane(page).getByRole('group', { name: 'Current code' })).toBeVisible()
  await expect(pane(page).locator('[data-part]')).toHaveCount(0)

  await pane(page).getByRole('button', { name: 'Show code' }).click()

  await expect(pane(page).locator('[data-part=code]')).toHaveText(/^\d{3} \d{3}$/)
})

test('an address with an account that is not there says so', async ({ page }) => {
  await openAccounts(page, links)
  await page.evaluate(() => {
    location.hash = '#/account/nobody'
  })
  await expect(pane(page)).toContainText('This account is no longer here.')
  await pane(page).getByRole('button', { name: 'Close details' }).click()
  await expect(pane(page)).toHaveCount(0)
})
