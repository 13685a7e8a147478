import { linkOf } from './support/account-link.ts'
import {
  chooseAction,
  clipboardText,
  codeButton,
  openAccounts,
  openAccountsAt,
  openActions,
  rowOf,
  shownNames,
  toast,
} from './support/accounts.ts'
import { codeAt } from './support/reference-code.ts'
import { expect, fixedNow, test } from './support/test.ts'

const github = { issuer: 'GitHub', account: 'alice', secret: 'JBSWY3DPEHPK3PXP' }
const links = [linkOf(github), linkOf({ issuer: 'GitLab' }), linkOf({ issuer: 'Office', type: 'hotp', counter: 42 })]

test('the menu holds what can be done to an account, and goes back to its button', async ({ page }) => {
  await openAccounts(page, links)
  const menu = await openActions(page, 'GitHub (alice)')
  await expect(menu.getByRole('menuitem')).toHaveText([
    /^Copy next code/,
    /^Open details/,
    /^Pin/,
    /^Edit/,
    /^Show QR code/,
    /^Select/,
    /^Move to bin/,
  ])

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')

  await expect(menu).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'More for GitHub (alice)' })).toBeFocused()
})

test('a right click opens the menu of the row', async ({ page }) => {
  await openAccounts(page, links)
  await rowOf(page, 'GitLab').click({ button: 'right' })
  await expect(page.getByRole('menu', { name: 'Actions for GitLab' })).toBeVisible()
})

test('a counter-based account has no next code to copy', async ({ page }) => {
  await openAccounts(page, links)
  const menu = await openActions(page, 'Office')
  await expect(menu.getByRole('menuitem', { name: 'Open details' })).toBeVisible()
  await expect(menu.getByRole('menuitem', { name: 'Copy next code' })).toHaveCount(0)
})

test('the next code can be copied from the menu', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  let menu = page.getByRole('menu')
  await openAccountsAt(page, links, fixedNow, async () => {
    menu = await openActions(page, 'GitHub (alice)')
  })
  await menu.getByRole('menuitem', { name: 'Copy next code' }).click()

  await expect(toast(page)).toHaveText('Next code copied.')
  expect(await clipboardText(page)).toBe(codeAt(github, fixedNow + 30_000).replace(' ', ''))
})

test('an account is pinned and unpinned, and each can be undone', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'GitLab', 'Pin')
  await expect(toast(page)).toContainText('GitLab pinned')
  await expect.poll(() => shownNames(page, 'Pinned')).toEqual(['GitLab'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('list', { name: 'Pinned' })).toHaveCount(0)

  await chooseAction(page, 'GitLab', 'Pin')
  await chooseAction(page, 'GitLab', 'Unpin')
  await expect(toast(page)).toContainText('GitLab unpinned')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => shownNames(page, 'Pinned')).toEqual(['GitLab'])
})

test('the menu leads to details, to editing and to the QR code', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'GitLab', 'Open details')
  await expect(page.getByRole('region', { name: 'Account details' })).toContainText('GitLab')
  await chooseAction(page, 'GitHub (alice)', 'Edit')
  await expect(page.getByRole('form', { name: 'Edit account' }).getByRole('textbox', { name: 'Issuer' })).toHaveValue(
    'GitHub',
  )
  await page.getByRole('form').getByRole('button', { name: 'Cancel' }).click()

  await chooseAction(page, 'GitHub (alice)', 'Show QR code')

  await expect(page.getByRole('dialog', { name: 'Confirm it is you' })).toBeVisible()
})

test('an account goes to the bin at once, and back by Undo', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'GitLab', 'Move to bin')
  await expect(toast(page)).toContainText('GitLab moved to bin')
  await expect(codeButton(page, 'GitLab')).toHaveCount(0)

  await page.getByRole('button', { name: 'Undo' }).click()

  await expect(codeButton(page, 'GitLab')).toBeVisible()
  await expect(toast(page)).toContainText('Undone')
})

test('the toast with Undo goes after eight seconds; Ctrl or Cmd with Z still undoes', async ({ page }) => {
  await page.clock.install()
  await openAccounts(page, links)
  await chooseAction(page, 'GitLab', 'Move to bin')
  await expect(toast(page)).toContainText('GitLab moved to bin')
  await page.clock.runFor(8500)
  await expect(toast(page)).toBeEmpty()

  await page.keyboard.press('ControlOrMeta+z')

  await expect(codeButton(page, 'GitLab')).toBeVisible()
})

test('a toast stays while the focus is on it', async ({ page }) => {
  await page.clock.install()
  await openAccounts(page, links)
  await chooseAction(page, 'GitLab', 'Move to bin')
  await page.getByRole('button', { name: 'Undo' }).focus()
  await page.clock.runFor(30_000)
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(codeButton(page, 'GitLab')).toBeVisible()
})
