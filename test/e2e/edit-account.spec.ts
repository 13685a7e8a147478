import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import {
  chooseAction,
  codeButton,
  digitsOf,
  openAccounts,
  openAccountsAt,
  reopen,
  rowOf,
  shownNames,
  toast,
} from './support/accounts.ts'
import { codeAt } from './support/reference-code.ts'
import { expect, fixedNow, openJoined, passphrase, test } from './support/test.ts'

const github = { issuer: 'GitHub', account: 'alice', secret: 'JBSWY3DPEHPK3PXP', tags: ['Work'], note: 'Old note' }
const links = [linkOf(github), linkOf({ issuer: 'GitLab', tags: ['Code'] })]

const form = (page: Page) => page.getByRole('form', { name: 'Edit account' })
const field = (page: Page, name: string) => form(page).getByRole('textbox', { name, exact: true })
const save = (page: Page) => form(page).getByRole('button', { name: 'Save changes' })

async function openForm(page: Page): Promise<void> {
  await chooseAction(page, 'GitHub (alice)', 'Edit')
  await expect(form(page)).toBeVisible()
}

test('everything about an account can be changed, and the whole change undone', async ({ page }) => {
  await openAccounts(page, links)
  await openForm(page)
  await field(page, 'Issuer').fill('Codeberg')
  await field(page, 'Account name').fill('alice@example.com')
  await form(page).getByRole('button', { name: 'Remove tag Work' }).click()
  await field(page, 'Add tag').fill('Private, Code')
  await field(page, 'Note').fill('New note\nof two lines')
  await save(page).click()

  await expect(toast(page).filter({ hasText: 'Codeberg (alice@example.com) saved' })).toBeVisible()
  const row = rowOf(page, 'Codeberg (alice@example.com)')
  await expect(row).toContainText('Private')
  await expect(row).toContainText('Code')
  await expect(row).not.toContainText('Work')
  await expect(page.getByRole('region', { name: 'Account details' })).toContainText('of two lines')

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rowOf(page, 'GitHub (alice)')).toContainText('Work')
  await expect(page.getByRole('region', { name: 'Account details' })).toContainText('Old note')
  await reopen(page)
  await expect.poll(() => shownNames(page)).toEqual(['GitHub (alice)', 'GitLab'])
})

test('tags of other accounts are offered, and the last one goes with Backspace', async ({ page }) => {
  await openAccounts(page, links)
  await openForm(page)
  await field(page, 'Add tag').focus()
  await form(page).getByRole('list', { name: 'Tags of other accounts' }).getByRole('button', { name: 'Code' }).click()
  await expect(form(page).getByRole('button', { name: 'Remove tag Code' })).toBeVisible()

  await page.keyboard.press('Backspace')
  await expect(form(page).getByRole('button', { name: 'Remove tag Code' })).toHaveCount(0)
  await page.keyboard.type('Later')
  await page.keyboard.press('Enter')
  await expect(form(page).getByRole('button', { name: 'Remove tag Later' })).toBeVisible()
})

test('an edit without a name is not saved, and says why', async ({ page }) => {
  await openAccounts(page, links)
  await openForm(page)
  await field(page, 'Issuer').fill('')
  await field(page, 'Account name').fill('')
  await save(page).click()
  await expect(form(page).getByRole('alert')).toContainText('This account has no name yet. Nothing is saved.')
  await expect(field(page, 'Issuer')).toBeFocused()
  await expect(codeButton(page, 'GitHub (alice)')).toBeVisible()
})

test('another period or algorithm gives other codes', async ({ page }) => {
  await openAccountsAt(page, links, fixedNow, () => openForm(page))
  await form(page).getByRole('button', { name: 'Advanced' }).click()
  await form(page).getByRole('combobox', { name: 'Algorithm' }).selectOption('SHA-512')
  await form(page).getByRole('combobox', { name: 'Digits' }).selectOption('8')
  await form(page).getByRole('combobox', { name: 'Period' }).selectOption('60 s')
  await save(page).click()

  await expect(digitsOf(page, 'GitHub (alice)')).toHaveText(
    codeAt({ secret: github.secret, algorithm: 'SHA512', digits: 8, period: 60 }, fixedNow),
  )
})

test('the key in the form is hidden until the passphrase is given, and again after 60 s', async ({ page }) => {
  await page.clock.install({ time: fixedNow })
  await openAccounts(page, links)
  await openForm(page)
  await form(page).getByRole('button', { name: 'Advanced' }).click()
  await expect(field(page, 'Secret key')).toHaveCount(0)
  await form(page).getByRole('button', { name: 'Show secret' }).click()
  const question = page.getByRole('dialog', { name: 'Confirm it is you' })
  await question.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await question.getByRole('button', { name: 'Show secret' }).click()
  await expect(field(page, 'Secret key')).toHaveValue('JBSW Y3DP EHPK 3PXP')

  await page.clock.runFor(61_000)
  await expect(field(page, 'Secret key')).toHaveCount(0)
  await expect(form(page).getByRole('button', { name: 'Show secret' })).toBeVisible()
})

test('leaving an untouched form asks nothing', async ({ page }) => {
  await openAccounts(page, links)
  await openForm(page)
  await form(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('region', { name: 'Account details' })).toContainText('Old note')
})

const ways: readonly (readonly [name: string, leave: (page: Page) => Promise<unknown>])[] = [
  ['by Cancel', (page) => form(page).getByRole('button', { name: 'Cancel' }).click()],
  ['by the sidebar', (page) => page.getByRole('link', { name: 'Settings' }).click()],
  ['by opening another account', (page) => chooseAction(page, 'GitLab', 'Open details')],
  ['by the button Back of the browser', (page) => page.goBack()],
]

for (const [name, leave] of ways) {
  test(`leaving a changed form ${name} asks first`, async ({ page }) => {
    await openAccounts(page, links)
    await openForm(page)
    await field(page, 'Issuer').fill('Codeberg')
    const question = page.getByRole('alertdialog', { name: 'Discard changes?' })

    await leave(page)
    await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(question).toHaveCount(0)
    await expect(field(page, 'Issuer')).toHaveValue('Codeberg')

    await leave(page)
    await question.getByRole('button', { name: 'Discard' }).click()
    await expect(form(page)).toHaveCount(0)
    await page.getByRole('link', { name: 'All accounts' }).click()
    await expect(codeButton(page, 'GitHub (alice)')).toBeVisible()
  })
}

test('an icon can be chosen: a service’s, letters, or the issuer’s own', async ({ page }) => {
  await openAccounts(page, links)
  await openForm(page)
  await form(page).getByRole('button', { name: 'Change icon' }).click()
  const chooser = page.getByRole('dialog', { name: 'Change icon' })
  await chooser.getByRole('radio', { name: 'Service' }).check()
  await chooser.getByRole('textbox', { name: 'Search services' }).fill('dropb')
  await chooser.getByRole('radio', { name: 'Dropbox' }).check()
  await chooser.getByRole('radio', { name: 'Letters' }).check()
  await chooser.getByRole('textbox', { name: 'One or two letters' }).fill('zq')
  await chooser.getByRole('button', { name: 'Use this icon' }).click()
  await save(page).click()

  await expect(rowOf(page, 'GitHub (alice)').getByText('zq', { exact: true })).toBeAttached()
})

test.describe('two tabs', () => {
  test.setTimeout(90_000)

  /** Opens the form in one tab, and edits the same account in another. */
  async function editInBoth(page: Page): Promise<Page> {
    await openAccounts(page, links)
    const other = await openJoined(page.context())
    await openForm(page)
    await field(page, 'Note').fill('My note')
    await chooseAction(other, 'GitHub (alice)', 'Edit')
    await field(other, 'Account name').fill('bob')
    await save(other).click()
    await expect(codeButton(other, 'GitHub (bob)')).toBeVisible()
    return other
  }

  test('of two edits at once neither is lost: Keep mine saves both', async ({ page }) => {
    const other = await editInBoth(page)
    await expect(codeButton(page, 'GitHub (bob)')).toBeVisible()
    await save(page).click()
    const question = page.getByRole('alertdialog', { name: 'This account was changed in another tab' })
    await question.getByRole('button', { name: 'Keep mine' }).click()

    await expect(codeButton(page, 'GitHub (bob)')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Account details' })).toContainText('My note')
    await expect(other.getByRole('region', { name: 'Account details' })).toContainText('My note')
  })

  test('Take theirs drops the changes of this form', async ({ page }) => {
    await editInBoth(page)
    await save(page).click()
    const question = page.getByRole('alertdialog', { name: 'This account was changed in another tab' })
    await question.getByRole('button', { name: 'Take theirs' }).click()

    await expect(field(page, 'Account name')).toHaveValue('bob')
    await expect(field(page, 'Note')).toHaveValue('Old note')
  })
})
