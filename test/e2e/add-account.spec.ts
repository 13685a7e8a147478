import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import { clipboardText, codeButton, digitsOf, openAccounts, shownNames, toast } from './support/accounts.ts'
import { codeAt } from './support/reference-code.ts'
import { createVault, expect, fixedNow, passphrase, pasteText, test } from './support/test.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Add account' })
const field = (page: Page, name: string) => dialog(page).getByRole('textbox', { name })
const preview = (page: Page) => dialog(page).getByRole('region', { name: 'Preview' })
const save = (page: Page) => dialog(page).getByRole('button', { name: 'Save account' })

async function openForm(page: Page): Promise<void> {
  await createVault(page)
  await page.getByRole('button', { name: 'Add account' }).click()
  await expect(dialog(page)).toBeVisible()
}

/** Fills in the form with an account that can be saved. */
async function fillIn(page: Page): Promise<void> {
  await field(page, 'Issuer').fill('GitHub')
  await field(page, 'Account name').fill('alice')
  await field(page, 'Secret key').fill('JBSW Y3DP EHPK 3PXP')
}

test('an account is added by hand, with its code shown before it is saved', async ({ page }) => {
  await page.clock.install({ time: fixedNow - 60_000 })
  await openForm(page)
  await page.clock.pauseAt(fixedNow)
  await expect(preview(page)).toContainText('The code appears as soon as the key is valid.')
  await fillIn(page)

  const account = { secret: 'JBSWY3DPEHPK3PXP' }
  await expect(preview(page).locator('[data-part=code]')).toHaveText(codeAt(account, fixedNow))
  await expect(preview(page)).toContainText('GitHub')
  await page.clock.runFor(18_000)
  await expect(preview(page).locator('[data-part=code]')).toHaveText(codeAt(account, fixedNow + 18_000))
  // Dialogs go by timers.
  await page.clock.resume()
  await save(page).click()

  await expect(digitsOf(page, 'GitHub (alice)')).toHaveText(codeAt(account, fixedNow + 18_000))
  await expect(toast(page).filter({ hasText: 'GitHub (alice) added' })).toBeVisible()
  await expect(codeButton(page, 'GitHub (alice)')).toBeFocused()
})

test('the code in the preview can be copied before saving', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openForm(page)
  await fillIn(page)
  const code = await preview(page).locator('[data-part=code]').textContent()
  await preview(page).getByRole('button', { name: 'Copy code' }).click()
  await expect.poll(() => clipboardText(page)).toBe(code?.replace(' ', ''))
})

test('the key is looked at while it is typed, and nothing of it is lost', async ({ page }) => {
  await openForm(page)
  const key = field(page, 'Secret key')

  await key.fill('jbsw-y3dp ehpk3pxp')
  await expect(dialog(page)).toContainText('80-bit key, valid')
  await key.fill('JBSWY3DP')
  await expect(dialog(page)).toContainText('40-bit key: shorter than the 80 bits a site should use.')

  await key.fill('JBSW Y3D0 EHPK')
  await expect(dialog(page).getByRole('alert')).toContainText(
    'The digit 0 is never part of a key. Did the site show O? It is character 8. Nothing is saved yet.',
  )
  await expect(save(page)).toBeDisabled()
  await expect(key).toHaveValue('JBSW Y3D0 EHPK')
  await key.fill('JBSW Y3D! EHPK')
  await expect(dialog(page).getByRole('alert')).toContainText('“!” is never part of a key.')

  await key.fill('JBSW Y3DP EHPK 3PXP')
  await expect(dialog(page).getByRole('alert')).toHaveCount(0)
  await expect(save(page)).toBeEnabled()
})

test('saving an incomplete form says what is missing and goes there', async ({ page }) => {
  await openForm(page)
  await field(page, 'Secret key').fill('JBSWY3DPEHPK3PXP')
  await save(page).click()
  await expect(field(page, 'Issuer')).toBeFocused()
  await expect(dialog(page).getByRole('alert')).toContainText('This account has no name yet.')

  await field(page, 'Issuer').fill('GitHub')
  await field(page, 'Secret key').fill('')
  await page.keyboard.press('Enter')
  await expect(field(page, 'Secret key')).toBeFocused()
  await expect(dialog(page).getByRole('alert')).toContainText('The key is missing.')
})

test('Advanced sets type, algorithm, digits, period and counter', async ({ page }) => {
  await page.clock.install({ time: fixedNow - 60_000 })
  await openForm(page)
  await page.clock.pauseAt(fixedNow)
  await fillIn(page)
  await dialog(page).getByRole('button', { name: 'Advanced' }).click()
  await expect(dialog(page).getByRole('button', { name: 'Advanced' })).toHaveAttribute('aria-expanded', 'true')

  await dialog(page).getByRole('combobox', { name: 'Algorithm' }).selectOption('SHA-256')
  await dialog(page).getByRole('combobox', { name: 'Digits' }).selectOption('8')
  await dialog(page).getByRole('combobox', { name: 'Period' }).selectOption('60 s')
  const account = { secret: 'JBSWY3DPEHPK3PXP', algorithm: 'SHA256', digits: 8, period: 60 } as const
  await expect(preview(page).locator('[data-part=code]')).toHaveText(codeAt(account, fixedNow))

  await dialog(page).getByRole('radio', { name: 'Steam' }).check()
  await expect(preview(page).locator('[data-part=code]')).toHaveText(/^[2-9BCDFGHJKMNPQRTVWXY]{5}$/)
  await dialog(page).getByRole('radio', { name: 'Counter' }).check()
  await dialog(page).getByRole('spinbutton', { name: 'Counter' }).fill('7')
  await expect(preview(page)).toContainText('Counter 7')
  await page.clock.resume()
  await save(page).click()

  await expect(page.getByRole('button', { name: 'Next code for GitHub (alice)' })).toBeVisible()
})

test('a period that is none is told, and keeps the form open', async ({ page }) => {
  await openForm(page)
  await fillIn(page)
  await dialog(page).getByRole('button', { name: 'Advanced' }).click()
  await dialog(page).getByRole('combobox', { name: 'Period' }).selectOption('Other…')
  await dialog(page).getByRole('spinbutton', { name: 'Seconds' }).fill('0')
  await save(page).click()
  await expect(dialog(page).getByRole('alert')).toContainText('A period is a whole number of seconds, 1 to 86,400.')

  await dialog(page).getByRole('spinbutton', { name: 'Seconds' }).fill('45')
  await save(page).click()
  await expect(codeButton(page, 'GitHub (alice)')).toBeVisible()
})

test('a link pasted anywhere opens the form filled in, with its live code', async ({ page }) => {
  await createVault(page)
  await pasteText(page, 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub&digits=8&period=60')

  await expect(field(page, 'Issuer')).toHaveValue('GitHub')
  await expect(field(page, 'Account name')).toHaveValue('alice')
  await expect(field(page, 'Secret key')).toHaveValue('JBSW Y3DP EHPK 3PXP')
  await expect(dialog(page).getByRole('combobox', { name: 'Digits' })).toHaveValue('8')
  await expect(dialog(page).getByRole('combobox', { name: 'Period' })).toHaveValue('60')
  await expect(preview(page).locator('[data-part=code]')).toHaveText(/^\d{4} \d{4}$/)
})

test('a link pasted into the form fills it in', async ({ page }) => {
  await openForm(page)
  await field(page, 'Secret key').focus()
  await pasteText(page, 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub')

  await expect(field(page, 'Issuer')).toHaveValue('GitHub')
  await expect(field(page, 'Secret key')).toHaveValue('JBSW Y3DP EHPK 3PXP')
})

test('a bare key is pasted into its field with the button', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openForm(page)
  await page.evaluate(() => navigator.clipboard.writeText(' jbsw y3dp ehpk 3pxp '))
  await dialog(page).getByRole('button', { name: 'Paste' }).click()
  await expect(field(page, 'Secret key')).toHaveValue('jbsw y3dp ehpk 3pxp')
  await expect(dialog(page)).toContainText('80-bit key, valid')
})

const refusals: readonly (readonly [link: string, said: string])[] = [
  ['otpauth://totp/GitHub:alice?issuer=GitHub', 'The link has no key in it. Nothing was added.'],
  ['otpauth://totp/GitHub:alice?secret=JBSWY3DP0', 'The key has a character that no key has. Nothing was saved.'],
  ['otpauth://totp/GitHub:alice?secret=JBSWY3DP&digits=100000000', 'Codes cannot have that number of digits.'],
  ['otpauth://u2f/GitHub:alice?secret=JBSWY3DP', 'That kind of code is not known here. Nothing was added.'],
  ['javascript://totp/GitHub:alice?secret=JBSWY3DP', 'That is not the link of an account. Nothing was added.'],
  ['https://example.com/?secret=JBSWY3DP', 'That is not the link of an account. Nothing was added.'],
]

test('a link that cannot be read says why, and adds nothing', async ({ page }) => {
  await createVault(page)
  for (const [link, said] of refusals) {
    await pasteText(page, link)
    await expect(page.getByText(said), link).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
  }
  await expect(page.getByRole('heading', { name: 'Add your first account' })).toBeVisible()
})

test('an issuer that differs from the label is a question', async ({ page }) => {
  await createVault(page)
  await pasteText(page, 'otpauth://totp/PayPal:alice?secret=JBSWY3DPEHPK3PXP&issuer=PayPaI')
  await expect(dialog(page)).toContainText('The link names two issuers, “PayPaI” and “PayPal”.')
  await dialog(page).getByRole('button', { name: 'Use PayPal instead' }).click()
  await expect(field(page, 'Issuer')).toHaveValue('PayPal')
})

test('hostile names are shown as text and never as anything else', async ({ page }) => {
  await createVault(page)
  const name = '<img src=x onerror=alert(1)>'
  await pasteText(page, `otpauth://totp/${encodeURIComponent(name)}?secret=JBSWY3DPEHPK3PXP&issuer=a%E2%80%AEb`)
  await expect(dialog(page)).toContainText('Invisible characters were taken out of the names.')
  await save(page).click()
  await expect(codeButton(page, `ab (${name})`)).toBeVisible()
  await expect(page.locator('img')).toHaveCount(0)
})

test('several links are offered as a list, of which the new ones are ticked', async ({ page }) => {
  await openAccounts(page, [linkOf({ issuer: 'Apple', secret: 'JBSWY3DPEHPK3PXP' })])
  const pasted = [
    linkOf({ issuer: 'Apple', secret: 'JBSWY3DPEHPK3PXP' }),
    linkOf({ issuer: 'Bank', account: 'alice' }),
    linkOf({ issuer: 'Cloud' }),
    linkOf({ issuer: 'Cloud' }),
    'otpauth://totp/Broken?secret=0189',
  ]
  await pasteText(page, pasted.join('\n'))
  const found = page.getByRole('dialog', { name: '4 accounts found' })
  const list = found.getByRole('list', { name: 'Accounts found' })
  await expect(list.getByRole('checkbox', { name: 'Bank (alice)' })).toBeChecked()
  await expect(list.getByRole('checkbox', { name: 'Apple' })).not.toBeChecked()
  await expect(list.getByRole('checkbox', { name: 'Cloud' }).first()).toBeChecked()
  await expect(list.getByRole('checkbox', { name: 'Cloud' }).last()).not.toBeChecked()
  await expect(list).toContainText('Line 5')
  await expect(found).toContainText('2 new, 2 already here, 1 not readable.')

  await list.getByRole('checkbox', { name: 'Bank (alice)' }).uncheck()
  await expect(found.getByRole('button', { name: 'Add 1 account' })).toBeEnabled()
  await found.getByRole('button', { name: 'Select all' }).click()
  await list.getByRole('checkbox', { name: 'Apple' }).uncheck()
  await list.getByRole('checkbox', { name: 'Cloud' }).last().uncheck()
  await found.getByRole('button', { name: 'Add 2 accounts' }).click()

  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Bank (alice)', 'Cloud'])
})

test('a key that is there already is added again only after a question', async ({ page }) => {
  await openAccounts(page, [linkOf({ issuer: 'GitHub', account: 'alice', secret: 'JBSWY3DPEHPK3PXP' })])
  await pasteText(page, linkOf({ issuer: 'Copy', secret: 'JBSWY3DPEHPK3PXP' }))
  await save(page).click()
  const question = page.getByRole('alertdialog', { name: 'Add it again?' })
  await expect(question).toContainText('This key is already in your vault as GitHub (alice).')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(field(page, 'Issuer')).toHaveValue('Copy')

  await save(page).click()
  await question.getByRole('button', { name: 'Add anyway' }).click()

  await expect.poll(() => shownNames(page)).toEqual(['Copy', 'GitHub (alice)'])
})

test('an untouched form closes at once; a touched one asks, and Escape keeps it', async ({ page }) => {
  await openForm(page)
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)

  await page.getByRole('button', { name: 'Add account' }).click()
  await fillIn(page)
  await page.keyboard.press('Escape')
  const question = page.getByRole('alertdialog', { name: 'Discard changes?' })
  await expect(question).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await expect(field(page, 'Secret key')).toHaveValue('JBSW Y3DP EHPK 3PXP')

  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(field(page, 'Issuer')).toHaveValue('GitHub')
  await dialog(page).getByRole('button', { name: 'Close' }).click()
  await question.getByRole('button', { name: 'Discard' }).click()

  await expect(dialog(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Add account' }).click()
  await expect(field(page, 'Issuer')).toHaveValue('')
})

test('what was typed is still there after going elsewhere, and gone after the lock', async ({ page }) => {
  await openForm(page)
  await fillIn(page)
  await page.goBack()
  await expect(dialog(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Add account' }).click()
  await expect(field(page, 'Secret key')).toHaveValue('JBSW Y3DP EHPK 3PXP')

  await page.keyboard.press('ControlOrMeta+Shift+L')
  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await page.content()).not.toContain('JBSW')
})

test('the form opens from its address once the vault is open', async ({ page }) => {
  await createVault(page)
  await page.goto('./#/add')
  await page.reload()
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()

  await expect(dialog(page)).toBeVisible()
  await expect(field(page, 'Issuer')).toBeFocused()
})
