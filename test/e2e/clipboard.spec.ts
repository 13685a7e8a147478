import { linkOf } from './support/account-link.ts'
import { clipboardText, codeButton, openAccountsAt, rowOf, toast } from './support/accounts.ts'
import { leave } from './support/focus.ts'
import { codeAt } from './support/reference-code.ts'
import { expect, fixedNow, test } from './support/test.ts'

const github = { issuer: 'GitHub', account: 'alice', secret: 'JBSWY3DPEHPK3PXP' }
const proton = { issuer: 'Proton', account: 'alice', secret: 'MZUXQ5DVOJSXI4TB' }
const links = [linkOf(github), linkOf(proton)]

/** What a code is on the clipboard. */
const copied = (account: typeof github, at: number): string => codeAt(account, at).replace(' ', '')

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']))

test('a click copies the code, says so, and shows it in the row for a moment', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub (alice)').click()

  await expect(toast(page)).toHaveText('Code copied. Clipboard clears in 30 s.')
  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', 'copied')
  await expect(rowOf(page, 'GitHub (alice)')).toContainText('Copied')
  await expect(rowOf(page, 'Proton (alice)')).toHaveAttribute('data-state', 'calm')
  expect(await clipboardText(page)).toBe(copied(github, fixedNow))

  await page.clock.runFor(2000)
  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', 'calm')
})

test('the whole row is the target of a click', async ({ page }) => {
  await openAccountsAt(page, links)
  await rowOf(page, 'GitHub (alice)').click({ position: { x: 30, y: 36 } })

  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', 'copied')
  expect(await clipboardText(page)).toBe(copied(github, fixedNow))
})

test('Enter copies the code and Shift+Enter the next one', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'Proton (alice)').focus()

  await page.keyboard.press('Enter')
  await expect(toast(page)).toHaveText('Code copied. Clipboard clears in 30 s.')
  expect(await clipboardText(page)).toBe(copied(proton, fixedNow))

  await page.keyboard.press('Shift+Enter')
  await expect(toast(page)).toHaveText('Next code copied.')
  expect(await clipboardText(page)).toBe(copied(proton, fixedNow + 30_000))
})

test('in the last five seconds the toast offers the next code', async ({ page }) => {
  await openAccountsAt(page, links, fixedNow + 14_000)
  await codeButton(page, 'GitHub (alice)').click()
  await expect(toast(page)).toContainText('Copied, 4 s left.')
  expect(await clipboardText(page)).toBe(copied(github, fixedNow))

  await page.getByRole('button', { name: 'Copy next code' }).click()

  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', 'copied')
  await expect.poll(() => clipboardText(page)).toBe(copied(github, fixedNow + 30_000))
})

test('a code is off the clipboard after 30 s', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub (alice)').click()
  await expect(toast(page)).toContainText('Code copied')

  await page.clock.runFor(29_000)
  expect(await clipboardText(page)).toBe(copied(github, fixedNow))
  await page.clock.runFor(1500)

  await expect.poll(() => clipboardText(page)).toBe('')
})

test('a code that is copied again stays for 30 s from then on', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub (alice)').click()
  await expect(toast(page)).toContainText('Code copied')
  await page.clock.runFor(20_000)
  await codeButton(page, 'GitHub (alice)').click()
  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', 'copied')

  await page.clock.runFor(15_000)
  expect(await clipboardText(page)).toBe(copied(github, fixedNow + 20_000))
  await page.clock.runFor(16_000)

  await expect.poll(() => clipboardText(page)).toBe('')
})

test('a browser that refuses to copy makes the app show the code instead', async ({ page, context }) => {
  await context.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'))
  })
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub (alice)').click()

  await expect(toast(page)).toHaveText(
    `This browser did not let the app copy. The code is ${copied(github, fixedNow)}.`,
  )
  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', 'calm')
})

test('locking takes a code off the clipboard', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub (alice)').click()
  await expect(toast(page)).toContainText('Code copied')
  await page.getByRole('button', { name: 'Lock now' }).click()

  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  await expect.poll(() => clipboardText(page)).toBe('')
})

test('fault 66: what the person copied in the app meanwhile is left alone', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub (alice)').click()
  await expect(toast(page)).toContainText('Code copied')

  await page.getByRole('searchbox', { name: 'Search accounts' }).fill('their own words')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ControlOrMeta+C')
  await expect.poll(() => clipboardText(page)).toBe('their own words')
  await page.clock.runFor(31_000)
  await page.getByRole('button', { name: 'Lock now' }).click()

  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  expect(await clipboardText(page)).toBe('their own words')
})

test('fault 66: while the window has no focus nothing is cleared; when it is back, the code goes', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub (alice)').click()
  await expect(toast(page)).toContainText('Code copied')

  const away = await leave(page)
  await page.clock.runFor(40_000)
  expect(await clipboardText(away)).toBe(copied(github, fixedNow))
  await page.bringToFront()

  await expect.poll(() => clipboardText(page)).toBe('')
})

test('fault 66: what the person copied elsewhere meanwhile is left alone', async ({ page }) => {
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub (alice)').click()
  await expect(toast(page)).toContainText('Code copied')

  const away = await leave(page)
  await away.evaluate(() => navigator.clipboard.writeText('copied elsewhere'))
  await page.clock.runFor(40_000)
  await page.bringToFront()
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(true)
  await page.clock.runFor(1000)

  expect(await clipboardText(page)).toBe('copied elsewhere')
})

test('fault 66: where the clipboard may not be read, nothing is cleared after the focus was away', async ({
  page,
  context,
}) => {
  await context.clearPermissions()
  await context.grantPermissions(['clipboard-write'])
  await openAccountsAt(page, links)
  await codeButton(page, 'GitHub (alice)').click()
  await expect(toast(page)).toContainText('Code copied')

  await leave(page)
  await page.clock.runFor(40_000)
  await page.bringToFront()
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(true)
  await page.clock.runFor(1000)

  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  expect(await clipboardText(page)).toBe(copied(github, fixedNow))
})
