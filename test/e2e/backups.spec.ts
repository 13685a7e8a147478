import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import { openAccounts, reopen } from './support/accounts.ts'
import { decryptWithScript, downloadOf, openBackups, openExport } from './support/exported.ts'
import { withoutPickers } from './support/file-system.ts'
import { addByLinks, expect, fixedNow, passphrase, test } from './support/test.ts'

const links = ['Apple', 'Bank', 'Cloud'].map((issuer) => linkOf({ issuer, account: 'alice' }))
const other = 'velvet canyon drum mosaic orbit'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Back up now' })
const made = (page: Page) => page.getByRole('dialog', { name: 'Backup made' })
const checking = (page: Page) => page.getByRole('dialog', { name: 'Check a saved file' })
const save = (page: Page) => dialog(page).getByRole('button', { name: 'Save backup' })

async function openDialog(page: Page): Promise<void> {
  await openExport(page)
  await page.getByRole('button', { name: 'Back up now' }).click()
  await dialog(page).waitFor()
}

async function backUp(page: Page, words = passphrase): Promise<{ readonly path: string; readonly name: string }> {
  await dialog(page).getByRole('textbox', { name: 'Passphrase', exact: true }).fill(words)
  return downloadOf(page, () => save(page).click())
}

async function checkFile(page: Page, path: string, words: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    checking(page)
      .getByRole('button', { name: /^Choose/ })
      .click(),
  ])
  await chooser.setFiles(path)
  await checking(page).getByRole('textbox', { name: 'Backup passphrase' }).fill(words)
  await checking(page).getByRole('button', { name: 'Check file' }).click()
}

test.beforeEach(async ({ context }) => withoutPickers(context))

test('a backup under the vault’s own passphrase opens in the script and in the app', async ({ page }) => {
  await openAccounts(page, links)
  await openDialog(page)
  await expect(dialog(page)).toContainText('One encrypted file with 3 accounts and your settings.')
  const { path, name } = await backUp(page)
  expect(name).toMatch(/^mfa-manager-\d{4}-\d{2}-\d{2}\.mfabackup$/)
  await expect(made(page)).toContainText('Checked: 3 accounts, opened again before the file was handed over.')
  const { accounts, settings } = await decryptWithScript(path)
  expect(accounts.map(({ issuer }) => issuer).toSorted()).toEqual(['Apple', 'Bank', 'Cloud'])
  expect(settings).toMatchObject({ density: 'list' })
  expect(settings).not.toHaveProperty('lastBackup')
  await expect(decryptWithScript(path, 'wrong')).rejects.toThrow('backup/passphrase')

  await made(page).getByRole('button', { name: 'Check a saved file' }).click()
  await checkFile(page, path, 'wrong')
  await expect(checking(page).getByRole('alert')).toContainText('That passphrase did not open the backup.')
  await checkFile(page, path, passphrase)
  await expect(checking(page)).toContainText('3 accounts in this backup, 3 in your vault')
  await expect(checking(page)).toContainText('Each of yours is in it as it is now.')
  await checking(page).getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(/Last made .*, 3 accounts\./)).toBeVisible()
})

test('a passphrase that is not the vault’s makes no backup, and stays in its field', async ({ page }) => {
  await openAccounts(page, links)
  await openDialog(page)
  await save(page).click()
  await expect(dialog(page).getByRole('alert')).toContainText('The passphrase is missing. Nothing was saved.')
  const field = dialog(page).getByRole('textbox', { name: 'Passphrase', exact: true })
  await field.fill('not this one')
  await save(page).click()
  await expect(dialog(page).getByRole('alert')).toContainText('That is not the passphrase of this vault.')
  await expect(field).toHaveValue('not this one')
  await expect(field).toBeFocused()
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('None made yet.')).toBeVisible()
})

test('another passphrase is typed twice, has to be strong, and is the only one that opens the file', async ({
  page,
}) => {
  await openAccounts(page, links)
  await openDialog(page)
  await dialog(page).getByRole('radio', { name: 'Another' }).check()
  const [first, second] = [
    dialog(page).getByRole('textbox', { name: 'Backup passphrase' }),
    dialog(page).getByRole('textbox', { name: 'Confirm passphrase' }),
  ]
  await first.fill('password')
  await second.fill('password')
  await expect(dialog(page).getByRole('meter', { name: 'Passphrase strength' })).toHaveAttribute(
    'aria-valuenow',
    /[12]/,
  )
  await expect(save(page)).toBeDisabled()
  await first.fill(other)
  await second.fill(other)
  const { path } = await downloadOf(page, () => save(page).click())
  expect((await decryptWithScript(path, other)).accounts).toHaveLength(3)
  await expect(decryptWithScript(path)).rejects.toThrow('backup/passphrase')
})

test('a self-opening page holds the same backup, and is checked, too', async ({ page }) => {
  await openAccounts(page, links)
  await openDialog(page)
  await dialog(page).getByRole('combobox', { name: 'File type' }).selectOption({ label: 'Self-opening page (.html)' })
  const { path, name } = await backUp(page)
  expect(name).toMatch(/\.html$/)
  await expect(made(page)).toContainText('Checked: 3 accounts')
  await made(page).getByRole('button', { name: 'Check a saved file' }).click()
  await checkFile(page, path, passphrase)
  await expect(checking(page)).toContainText('This backup opens.')
})

test('a damaged and a foreign file are no backups', async ({ page }) => {
  await openAccounts(page, links)
  await openBackups(page)
  await page.getByRole('button', { name: 'Check a saved file' }).click()
  const choose = async (content: string): Promise<void> => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      checking(page)
        .getByRole('button', { name: /^Choose/ })
        .click(),
    ])
    await chooser.setFiles({ name: 'a.mfabackup', mimeType: '', buffer: Buffer.from(content) })
    await checking(page).getByRole('textbox', { name: 'Backup passphrase' }).fill(passphrase)
    await checking(page).getByRole('button', { name: 'Check file' }).click()
  }
  await choose('not a backup')
  await expect(checking(page).getByRole('alert')).toContainText('This file is not a backup of this app.')
  await choose('{"format":"mfa-manager-backup","version":2}')
  await expect(checking(page).getByRole('alert')).toContainText('A newer version of the app wrote this backup.')
})

test('Stop ends a backup on its way, and nothing counts as one', async ({ page }) => {
  await openAccounts(page, links)
  await openDialog(page)
  await dialog(page).getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await save(page).click()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog(page).getByRole('alert')).toContainText('Stopped. No backup was made.')
  await expect(dialog(page).getByRole('textbox', { name: 'Passphrase', exact: true })).toHaveValue(passphrase)
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('None made yet.')).toBeVisible()
})

test('Settings say what has changed since the last backup', async ({ page }) => {
  await openAccounts(page, links)
  await openBackups(page)
  const last = page.getByRole('region', { name: 'Last backup' })
  await expect(last).toContainText('No backup yet')
  await expect(last).toContainText('Your 3 accounts exist only on this device.')
  await last.getByRole('button', { name: 'Back up now' }).click()
  await backUp(page)
  await made(page).getByRole('button', { name: 'Done' }).click()
  await expect(last).toContainText('3 accounts are in it. Nothing has changed since.')
  await page.evaluate(() => (location.hash = '#/'))
  await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
  await addByLinks(page, [linkOf({ issuer: 'Delta' })])
  await openBackups(page)
  await expect(last).toContainText('3 accounts are in it. 1 was added since.')
})

const backupNotice = (page: Page) => page.getByRole('region', { name: 'Notices' }).getByRole('alert')
const day = 24 * 60 * 60_000

/** Only what a test is about is to be noticed. */
async function keepStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    navigator.storage.persisted = () => Promise.resolve(true)
  })
}

test('a backup that is due is noticed after the person’s time, dismissed for a week, and made from there', async ({
  page,
}) => {
  await keepStorage(page)
  await page.clock.install({ time: fixedNow })
  await openAccounts(page, links)
  await expect(page.getByRole('region', { name: 'Notices' })).toHaveCount(0)
  await page.clock.setSystemTime(fixedNow + 8 * day)
  await reopen(page)
  await expect(backupNotice(page)).toContainText('No backup yet. Your 3 accounts exist only on this device.')
  await page.getByRole('button', { name: 'Dismiss backup reminder' }).click()
  await expect(backupNotice(page)).toHaveCount(0)
  await page.clock.setSystemTime(fixedNow + 16 * day)
  await reopen(page)
  await backupNotice(page).getByRole('button', { name: 'Back up now' }).click()
  await backUp(page)
  await made(page).getByRole('button', { name: 'Done' }).click()
  await expect(backupNotice(page)).toHaveCount(0)

  await addByLinks(page, [linkOf({ issuer: 'Delta' })])
  await page.clock.setSystemTime(fixedNow + 24 * day)
  await reopen(page)
  await expect(backupNotice(page)).toContainText(
    /^No backup since 28 May 2026\. 1 account exists only on this device\./,
  )
})

test('who wants no reminder gets none', async ({ page }) => {
  await keepStorage(page)
  await page.clock.install({ time: fixedNow })
  await openAccounts(page, links)
  await openBackups(page)
  await page.getByRole('combobox', { name: 'Remind me' }).selectOption({ label: 'Never' })
  // A lock waits for what is being written; loading the page anew does not.
  await page.getByRole('button', { name: 'Lock now' }).click()
  await page.getByRole('heading', { name: 'Your vault is locked' }).waitFor()
  await page.clock.setSystemTime(fixedNow + 100 * day)
  await reopen(page)
  await expect(page.getByRole('region', { name: 'Notices' })).toHaveCount(0)
})

test('the warning about storage can be turned off', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.storage.persisted = () => Promise.resolve(false)
    navigator.storage.persist = () => Promise.resolve(false)
  })
  await openAccounts(page, links)
  await expect(backupNotice(page)).toContainText('This browser may delete your vault.')
  await openBackups(page)
  await page.getByRole('switch', { name: 'Before this browser may clear data' }).uncheck({ force: true })
  await page.evaluate(() => (location.hash = '#/'))
  await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
  await expect(page.getByText('This browser may delete your vault.')).toHaveCount(0)
})

test('where files cannot be kept open, Settings say so', async ({ page }) => {
  await openAccounts(page, links)
  await openBackups(page)
  await expect(page.getByText('Not in this browser')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Choose file' })).toHaveCount(0)
})

test('a backup is restored through the same plan as any import', async ({ page }) => {
  await openAccounts(page, links)
  await openDialog(page)
  const { path } = await backUp(page)
  await made(page).getByRole('button', { name: 'Done' }).click()
  await openBackups(page)
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose backup' }).click(),
  ])
  await chooser.setFiles(path)
  await expect(page.getByRole('heading', { name: 'This backup is locked' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Backup passphrase' }).fill(passphrase)
  await page.getByRole('button', { name: 'Open backup' }).click()
  await expect(page.getByRole('button', { name: 'Duplicate 3' })).toBeVisible()
})

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })

  test('the file goes over the share sheet, by a click of its own', async ({ page }) => {
    await page.addInitScript(() => {
      const shared: File[] = []
      Object.assign(window, { shared, closesSheet: true })
      Object.assign(navigator, {
        canShare: () => true,
        share: ({ files }: { files: File[] }) => {
          if ((window as unknown as { closesSheet: boolean }).closesSheet)
            return Promise.reject(new DOMException('closed', 'AbortError'))
          shared.push(...files)
          return Promise.resolve()
        },
      })
    })
    await openAccounts(page, links)
    await openDialog(page)
    await dialog(page).getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
    await save(page).click()
    await expect(dialog(page)).toContainText('The backup is ready')
    // The sheet was closed: the file still waits.
    await page.getByRole('button', { name: 'Share file' }).click()
    await page.evaluate(() => Object.assign(window, { closesSheet: false }))
    await page.getByRole('button', { name: 'Share file' }).click()
    await expect(made(page)).toContainText('Checked: 3 accounts')
    const names = await page.evaluate(() => (window as unknown as { shared: File[] }).shared.map(({ name }) => name))
    expect(names).toEqual([expect.stringMatching(/\.mfabackup$/)])
  })
})
