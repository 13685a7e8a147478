import type { Page } from '@playwright/test'
import { readPicture } from '../support/read-picture.ts'
import { linkOf } from './support/account-link.ts'
import { chooseAction, openAccounts, toast } from './support/accounts.ts'
import { confirmPassphrase, downloadOf, openExport } from './support/exported.ts'
import { withoutPickers } from './support/file-system.ts'
import { expect, fixedNow, passphrase, test } from './support/test.ts'

const many = Array.from({ length: 12 }, (_, index) =>
  linkOf({
    issuer: `Site ${String(index + 1).padStart(2, '0')}`,
    account: 'alice',
    tags: [index < 3 ? 'Work' : 'Home'],
  }),
)
const odd = [
  linkOf({ issuer: 'Steam', account: 'alicemoreau' }),
  linkOf({ issuer: 'Seven', digits: 7, note: 'n' }),
  linkOf({ issuer: 'Minute', period: 60 }),
]

test.beforeEach(async ({ context }) => withoutPickers(context))

const plainDialog = (page: Page) => page.getByRole('alertdialog', { name: 'Export without encryption?' })

async function openPlain(page: Page, format?: string): Promise<void> {
  await page.getByRole('button', { name: 'Plain file' }).click()
  await plainDialog(page).waitFor()
  if (format) await plainDialog(page).getByRole('combobox', { name: 'Format' }).selectOption({ label: format })
}

async function consent(page: Page, words = passphrase): Promise<void> {
  await plainDialog(page).getByRole('textbox', { name: 'Passphrase' }).fill(words)
  await plainDialog(page).getByRole('checkbox', { name: 'I understand the file is not protected' }).check()
}

const exportButton = (page: Page) => plainDialog(page).getByRole('button', { name: 'Export unencrypted' })

test('a plain export takes the passphrase and the tick, and holds every account', async ({ page }) => {
  await openAccounts(page, [...many, ...odd])
  await openExport(page)
  await openPlain(page)
  await expect(plainDialog(page)).toContainText('All 15 accounts go out.')
  await expect(exportButton(page)).toBeDisabled()
  await plainDialog(page).getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await expect(exportButton(page)).toBeDisabled()
  await consent(page, 'not the passphrase')
  await exportButton(page).click()
  await expect(plainDialog(page).getByRole('alert')).toContainText('That is not the passphrase of this vault.')
  await expect(plainDialog(page).getByRole('textbox', { name: 'Passphrase' })).toBeFocused()

  await consent(page)
  const { name, text } = await downloadOf(page, () => exportButton(page).click())
  expect(name).toMatch(/^mfa-manager-\d{4}-\d{2}-\d{2}-key-uris\.txt$/)
  const lines = text.trim().split('\n')
  expect(lines).toHaveLength(15)
  expect(lines.filter((line) => line.startsWith('otpauth://'))).toHaveLength(15)
  await expect(plainDialog(page)).toHaveCount(0)
  await expect(toast(page).filter({ hasText: '15 accounts exported' })).toBeVisible()
})

test('without a passphrase nothing is exported', async ({ page }) => {
  await openAccounts(page, many.slice(0, 1))
  await openExport(page)
  await openPlain(page)
  await consent(page, '')
  await exportButton(page).click()
  await expect(plainDialog(page).getByRole('alert')).toContainText('The passphrase is missing. Nothing was exported.')
  await plainDialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Plain file' })).toBeFocused()
})

for (const [format, check] of [
  ['Aegis (.json)', (text: string) => expect(JSON.parse(text).db.entries).toHaveLength(14)],
  ['2FAS (.2fas)', (text: string) => expect(JSON.parse(text).services).toHaveLength(14)],
  ['Bitwarden (.csv)', (text: string) => expect(text.trim().split('\n')).toHaveLength(15)],
] as const) {
  test(`what does not fit ${format} is named before anything is written`, async ({ page }) => {
    // Five seconds are no period of 2FAS; the others say that they have room for all.
    await openAccounts(page, [...many, odd[0] ?? '', linkOf({ issuer: 'Quick', period: 5 })])
    await openExport(page)
    await openPlain(page, format)
    const all = format !== '2FAS (.2fas)'
    if (all) await expect(plainDialog(page)).toContainText('All 14 accounts go out.')
    else {
      await expect(plainDialog(page)).toContainText('13 of 14 accounts can go out.')
      await expect(plainDialog(page).getByRole('listitem')).toHaveText(
        'Quick: 2FAS would change codes at another pace.',
      )
    }
    await consent(page)
    const { text } = await downloadOf(page, () => exportButton(page).click())
    if (all) check(text)
    else expect(JSON.parse(text).services).toHaveLength(13)
  })
}

test('an encrypted file for another app is nothing but ciphertext, under a password of its own', async ({ page }) => {
  await openAccounts(page, many)
  await openExport(page)
  await page.getByRole('button', { name: 'Encrypted for another app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Encrypted for another app' })
  await expect(dialog.getByRole('combobox', { name: 'App' })).toHaveValue('aegis-encrypted')
  await expect(dialog).toContainText('All 12 accounts go out.')
  await dialog.getByRole('textbox', { name: 'File password', exact: true }).fill('orbit velvet canyon drum mosaic')
  await expect(dialog.getByRole('button', { name: 'Export file' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Confirm file password' }).fill('orbit velvet canyon drum mosaic')
  const { name, text } = await downloadOf(page, () => dialog.getByRole('button', { name: 'Export file' }).click())
  expect(name).toMatch(/-aegis-encrypted\.json$/)
  expect(JSON.parse(text)).toMatchObject({ version: 1, header: { slots: [{ type: 1 }] } })
  expect(text).not.toContain('Site')
})

/** How many accounts a transfer link holds: fields 1 of its message (Protocol Buffers, proto3). */
function accountsIn(link: string): number {
  const bytes = Buffer.from(new URL(link).searchParams.get('data') ?? '', 'base64')
  let count = 0
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] ?? 0
    at += 1
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at] ?? 0
      at += 1
      value += (byte & 127) * 2 ** shift
      if (byte < 128) break
    }
    if (tag >> 3 === 1) count += 1
    if ((tag & 7) === 2) at += value
  }
  return count
}

const codeImage = (page: Page, place: number, count = 2) =>
  page.getByRole('img', { name: `QR code ${place} of ${count}` })

async function linkIn(page: Page, place: number): Promise<string> {
  const [text = ''] = await readPicture(await codeImage(page, place).screenshot())
  return text
}

async function openCodes(page: Page): Promise<void> {
  await openExport(page)
  await page.getByRole('button', { name: 'QR codes for Google Authenticator' }).click()
  await confirmPassphrase(page)
}

test('Google Authenticator gets its codes one after the other, and whom it cannot hold is named', async ({ page }) => {
  await openAccounts(page, [...many, ...odd])
  await openExport(page)
  await expect(page.getByRole('button', { name: 'QR codes for Google Authenticator' })).toHaveAccessibleDescription(
    /^2 codes to scan/,
  )
  await page.getByRole('button', { name: 'QR codes for Google Authenticator' }).click()
  await expect(page.getByRole('dialog', { name: 'Confirm it is you' })).toContainText('12 of 15 accounts can go out.')
  await confirmPassphrase(page, 'wrong')
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('That is not the passphrase of this vault.')
  await confirmPassphrase(page)

  await expect(codeImage(page, 1)).toBeVisible()
  for (const left of [
    'Minute: Google Authenticator would change codes at another pace.',
    'Seven: Google Authenticator would show another number of digits.',
    'Steam (alicemoreau): Google Authenticator has no codes of that kind.',
  ]) {
    await expect(page.getByRole('listitem').filter({ hasText: left })).toBeVisible()
  }
  await expect(page.getByRole('button', { name: 'Previous QR code' })).toBeDisabled()
  const first = await linkIn(page, 1)
  await page.getByRole('button', { name: 'Next QR code' }).click()
  const second = await linkIn(page, 2)
  expect([accountsIn(first), accountsIn(second)]).toEqual([10, 2])
  await expect(page.getByRole('button', { name: 'Next QR code' })).toBeDisabled()
  await expect(page.getByText('2 accounts: Site 11 to Site 12')).toBeVisible()
  await page.getByRole('button', { name: 'Previous QR code' }).click()
  await expect(codeImage(page, 1)).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('heading', { name: 'Import and export' })).toBeFocused()
})

test('the codes hide after two minutes, and go on where they were after the passphrase', async ({ page }) => {
  await page.clock.install({ time: fixedNow })
  await openAccounts(page, many)
  await openCodes(page)
  await page.getByRole('button', { name: 'Next QR code' }).click()
  await expect(page.getByRole('timer')).toContainText('The codes hide again in')
  await page.clock.fastForward(121_000)
  await expect(page.getByText('The QR codes are hidden.')).toBeVisible()
  await expect(page.getByRole('img', { name: /^QR code/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Show QR codes' }).click()
  await confirmPassphrase(page)
  await expect(codeImage(page, 2)).toBeVisible()
})

test('the codes hide when the page is left, and when the vault locks', async ({ page }) => {
  await openAccounts(page, many)
  await openCodes(page)
  await expect(codeImage(page, 1)).toBeVisible()
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
    Reflect.deleteProperty(document, 'visibilityState')
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect(page.getByText('The QR codes are hidden.')).toBeVisible()
  await page.getByRole('button', { name: 'Show QR codes' }).click()
  await confirmPassphrase(page)
  await expect(codeImage(page, 1)).toBeVisible()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  await expect(page.getByRole('img', { name: /^QR code/ })).toHaveCount(0)
})

test('Back leads from the codes to the ways out', async ({ page }) => {
  await openAccounts(page, many.slice(0, 2))
  await openCodes(page)
  await expect(codeImage(page, 1, 1)).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Plain file' })).toBeVisible()
  await expect(page.getByRole('img', { name: /^QR code/ })).toHaveCount(0)
})

test('the sheet has a code that can be scanned and a key for each account, and prints without the app', async ({
  page,
}) => {
  await openAccounts(page, [...many.slice(0, 2), ...odd])
  await openExport(page)
  await page.getByRole('button', { name: 'Printable sheet' }).click()
  await confirmPassphrase(page)
  const sheet = page.getByRole('list', { name: 'Accounts on this sheet' })
  await expect(sheet.getByRole('listitem')).toHaveCount(5)
  await expect(page.getByText(/^5 accounts, printed /)).toBeVisible()
  const cell = sheet.getByRole('listitem').filter({ hasText: 'Site 01' })
  const [scanned = ''] = await readPicture(await cell.getByRole('img').screenshot())
  const secret = new URL(scanned).searchParams.get('secret') ?? ''
  expect(new URL(many[0] ?? '').searchParams.get('secret')).toBe(secret)
  await expect(cell.locator('code')).toHaveText(secret.replace(/.{4}(?=.)/g, '$& '))
  await expect(sheet.getByRole('listitem').filter({ hasText: 'Seven' })).toContainText('SHA-1, 7 digits, 30 s')

  await page.evaluate(() => {
    Object.assign(window, { print: () => (document.title = 'printed') })
  })
  await page.getByRole('button', { name: 'Print' }).click()
  await expect(page).toHaveTitle('printed')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('navigation')).toHaveCount(0)
  const box = await cell.getByRole('img').boundingBox()
  // 30 mm at 96 pixels to the inch, and the code is not all of the picture: four light modules lie on each side.
  expect((box?.width ?? 0) * (29 / 37)).toBeGreaterThan((30 / 25.4) * 96)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('button', { name: 'Back to export' }).click()
  await expect(page.getByRole('button', { name: 'Plain file' })).toBeVisible()
})

test('accounts are chosen by tag, one by one, and in the list', async ({ page }) => {
  await openAccounts(page, many)
  await openExport(page)
  await expect(page.getByText('All 12 accounts')).toBeVisible()
  await page.getByRole('button', { name: 'Choose accounts' }).click()
  const dialog = page.getByRole('dialog', { name: 'Choose accounts' })
  await dialog.getByRole('button', { name: 'Work', exact: true }).click()
  await expect(dialog.getByRole('checkbox', { checked: true })).toHaveCount(3)
  await dialog.getByRole('button', { name: 'Use 3 accounts' }).click()
  await expect(page.getByText('3 accounts with the tag “Work”')).toBeVisible()

  await page.getByRole('button', { name: 'Choose accounts' }).click()
  await dialog.getByRole('button', { name: 'None' }).click()
  await expect(dialog.getByRole('button', { name: 'Use 0 accounts' })).toBeDisabled()
  await dialog.getByRole('searchbox', { name: 'Search accounts' }).fill('site 07')
  await dialog.getByRole('checkbox', { name: 'Site 07 (alice)' }).check()
  await dialog.getByRole('button', { name: 'Use 1 account' }).click()
  await expect(page.getByText('1 of 12 accounts')).toBeVisible()
  await openPlain(page)
  await consent(page)
  const { text } = await downloadOf(page, () => exportButton(page).click())
  expect(text.trim().split('\n')).toEqual([expect.stringContaining('Site%2007')])

  await page.evaluate(() => (location.hash = '#/'))
  await chooseAction(page, 'Site 03 (alice)', 'Select')
  await page.getByRole('checkbox', { name: 'Select Site 04 (alice)' }).check()
  await page.getByRole('button', { name: 'Export selected' }).click()
  await expect(page.getByText('2 of 12 accounts')).toBeVisible()
})

test('an empty vault has nothing to export, and says so', async ({ page }) => {
  await openAccounts(page, [])
  await openExport(page)
  await expect(page.getByText('No account yet')).toBeVisible()
  for (const name of ['Plain file', 'Printable sheet', 'QR codes for Google Authenticator', 'Choose accounts']) {
    await expect(page.getByRole('button', { name })).toBeDisabled()
  }
})

test('no export leaves a key behind in the page or in storage', async ({ page }) => {
  await openAccounts(page, many.slice(0, 1))
  const secret = new URL(many[0] ?? '').searchParams.get('secret') ?? ''
  await openExport(page)
  await page.getByRole('button', { name: 'Printable sheet' }).click()
  await confirmPassphrase(page)
  await page.getByRole('list', { name: 'Accounts on this sheet' }).waitFor()
  await page.getByRole('button', { name: 'Back to export' }).click()
  await page.getByRole('button', { name: 'Plain file' }).waitFor()
  const left = await page.evaluate(() => [
    document.documentElement.outerHTML,
    JSON.stringify(Object.entries(localStorage)),
  ])
  for (const text of left) expect(text.replaceAll(' ', '')).not.toContain(secret)
})
