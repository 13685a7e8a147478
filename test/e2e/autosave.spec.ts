import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import { openAccounts } from './support/accounts.ts'
import { decryptWithScript, openBackups, openExport, type DecryptedBackup } from './support/exported.ts'
import { ownFiles, withOwnFiles } from './support/file-system.ts'
import { databaseNames } from './support/stored-vault.ts'
import { addByLinks, expect, fixedNow, passphrase, test, unlock } from './support/test.ts'

const links = ['Apple', 'Bank'].map((issuer) => linkOf({ issuer }))
const other = 'velvet canyon drum mosaic orbit'
/** Changes rest this long before they are saved, ms; with some to spare. */
const restMs = 4000

test.beforeEach(async ({ context }) => withOwnFiles(context))

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Back up now' })
const made = (page: Page) => page.getByRole('dialog', { name: 'Backup made' })
const alerts = (page: Page) => page.getByRole('alert')

async function decrypt(content: Buffer, words = passphrase): Promise<DecryptedBackup> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-autosave-'))
  try {
    const path = join(folder, 'backup')
    await writeFile(path, content)
    return await decryptWithScript(path, words)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function fill(page: Page, words: string): Promise<void> {
  await dialog(page).getByRole('textbox', { name: 'Passphrase', exact: true }).fill(words)
  await dialog(page).getByRole('button', { name: 'Save backup' }).click()
}

async function openDialog(page: Page): Promise<void> {
  await openExport(page)
  await page.getByRole('button', { name: 'Back up now' }).click()
  await dialog(page).waitFor()
}

test('a backup is written where the person says, and is verified from what lies there', async ({ page }) => {
  await openAccounts(page, links)
  await openDialog(page)
  await fill(page, passphrase)
  await expect(made(page)).toContainText('Verified: 2 accounts, opened again from the file.')
  await expect(made(page).getByRole('button', { name: 'Check a saved file' })).toHaveCount(0)
  const [[name, content] = ['', Buffer.alloc(0)]] = [...(await ownFiles(page))]
  expect(name).toMatch(/\.mfabackup$/)
  expect((await decrypt(content)).accounts).toHaveLength(2)
})

test('a dialog that is closed is no error', async ({ page }) => {
  await openAccounts(page, links)
  await openDialog(page)
  await page.evaluate(() => Object.assign(window, { closesDialogs: true }))
  await fill(page, passphrase)
  await expect(dialog(page)).toBeVisible()
  await expect(alerts(page)).toHaveCount(0)
  await page.evaluate(() => Object.assign(window, { closesDialogs: false }))
  await dialog(page).getByRole('button', { name: 'Save backup' }).click()
  await expect(made(page)).toContainText('Verified')
})

test('a wrong passphrase leaves no empty file behind', async ({ page }) => {
  await openAccounts(page, links)
  await openDialog(page)
  await fill(page, 'wrong')
  await expect(dialog(page).getByRole('alert')).toContainText('That is not the passphrase of this vault.')
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(async () => (await ownFiles(page)).size).toBe(0)
})

for (const [what, spoil, said] of [
  [
    'cannot be written',
    () => {
      FileSystemFileHandle.prototype.createWritable = () =>
        Promise.reject(new DOMException('full', 'QuotaExceededError'))
    },
    'The file could not be written. Your vault is unchanged',
  ],
  [
    'comes back cut off',
    () => {
      const { getFile } = FileSystemFileHandle.prototype
      FileSystemFileHandle.prototype.getFile = async function cutOff() {
        const file = await getFile.call(this)
        return new File([file.slice(0, -20)], file.name)
      }
    },
    'The file that was written does not hold what it should. Your vault is unchanged. Do not rely on that file.',
  ],
] as const) {
  test(`a file that ${what} is no backup`, async ({ page }) => {
    await openAccounts(page, links)
    await openDialog(page)
    await page.evaluate(spoil)
    await fill(page, passphrase)
    await expect(dialog(page).getByRole('alert')).toContainText(said)
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText('None made yet.')).toBeVisible()
  })
}

async function startSaving(page: Page, what: 'file' | 'folder', words?: string): Promise<void> {
  await openBackups(page)
  await page.getByRole('button', { name: `Choose ${what}` }).click()
  const asked = page.getByRole('dialog', { name: 'Passphrase of automatic backups' })
  if (words === undefined) {
    await asked.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  } else {
    await asked.getByRole('radio', { name: 'Another' }).check()
    await asked.getByRole('textbox', { name: 'Backup passphrase' }).fill(words)
    await asked.getByRole('textbox', { name: 'Confirm passphrase' }).fill(words)
  }
  await asked.getByRole('button', { name: 'Start saving' }).click()
  await asked.waitFor({ state: 'hidden' })
}

async function toAccounts(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/'))
  await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
}

test('changes are saved to a file by themselves, also after the next unlock', async ({ page }) => {
  await page.clock.install({ time: fixedNow })
  await openAccounts(page, links)
  await startSaving(page, 'file', other)
  await expect(page.getByText('It is written in a few seconds.')).toBeVisible()
  await page.clock.runFor(restMs)
  await expect(page.getByText('Saved today at 11:41.')).toBeVisible()
  const saved = async (): Promise<number> => {
    const [content = Buffer.alloc(0)] = (await ownFiles(page)).values()
    return (await decrypt(content, other)).accounts.length
  }
  expect(await saved()).toBe(2)
  await expect(page.getByRole('region', { name: 'Last backup' })).toContainText('Nothing has changed since.')

  await toAccounts(page)
  await addByLinks(page, [linkOf({ issuer: 'Cloud' })])
  await page.getByRole('button', { name: 'Lock now' }).click()
  await unlock(page)
  await page.getByRole('button', { name: 'Copy code for Cloud' }).waitFor()
  await page.clock.runFor(restMs)
  await expect.poll(saved).toBe(3)
  expect((await ownFiles(page)).size).toBe(1)
})

test('a folder keeps the last files', async ({ page }) => {
  await page.clock.install({ time: fixedNow })
  await openAccounts(page, links)
  await startSaving(page, 'folder')
  await page.getByRole('combobox', { name: 'Keep' }).selectOption({ label: 'The last 3' })
  await page.clock.runFor(restMs)
  await expect(page.getByText(/^Saved today/)).toBeVisible()
  await toAccounts(page)
  for (const [index, issuer] of ['C', 'D', 'E', 'F'].entries()) {
    const before = [...(await ownFiles(page)).keys()].toSorted().at(-1)
    await addByLinks(page, [linkOf({ issuer })])
    await page.clock.runFor(restMs)
    await expect.poll(async () => [...(await ownFiles(page)).keys()].toSorted().at(-1)).not.toBe(before)
    await expect.poll(async () => (await ownFiles(page)).size).toBe(Math.min(3, index + 2))
  }
  const newest = [...(await ownFiles(page))].toSorted(([a], [b]) => (a < b ? -1 : 1)).at(-1)
  expect(newest?.[0]).toMatch(/^Backups\/mfa-manager-\d{4}-\d{2}-\d{2}-\d{6}\.mfabackup$/)
  expect((await decrypt(newest?.[1] ?? Buffer.alloc(0))).accounts).toHaveLength(6)
})

test('what could not be saved is shown until it is', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.storage.persisted = () => Promise.resolve(true)
  })
  await page.clock.install({ time: fixedNow })
  await openAccounts(page, links)
  await startSaving(page, 'file')
  await page.clock.runFor(restMs)
  await expect(page.getByText(/^Saved today/)).toBeVisible()
  await toAccounts(page)
  await page.evaluate(() => Object.assign(window, { permission: 'prompt' }))
  await addByLinks(page, [linkOf({ issuer: 'Cloud' })])
  await page.clock.runFor(restMs)
  const notice = page.getByRole('region', { name: 'Notices' }).getByRole('alert')
  await expect(notice).toContainText(
    'Automatic backups have stopped. The browser asks you again before it writes there.',
  )
  await openBackups(page)
  await expect(alerts(page)).toContainText('Nothing was saved since.')
  await toAccounts(page)
  await notice.getByRole('button', { name: 'Allow again' }).click()
  await expect(notice).toHaveCount(0)
  await page.clock.runFor(restMs)
  await expect
    .poll(async () => {
      const [content = Buffer.alloc(0)] = (await ownFiles(page)).values()
      return (await decrypt(content)).accounts.length
    })
    .toBe(3)
})

test('saving stops when told, and nothing of the place is left', async ({ page }) => {
  await openAccounts(page, links)
  await startSaving(page, 'file')
  expect(await databaseNames(page)).toContain('mfa-manager-places')
  await page.getByRole('button', { name: 'Stop saving to file' }).click()
  await expect(page.getByRole('button', { name: 'Stop saving to file' })).toHaveCount(0)
  await expect.poll(() => databaseNames(page)).not.toContain('mfa-manager-places')
})

test('an erased vault takes the place of its backups with it', async ({ page }) => {
  await openAccounts(page, links)
  await startSaving(page, 'file')
  await page.evaluate(() => (location.hash = '#/settings/security'))
  await page.getByRole('button', { name: 'Erase vault' }).click()
  const erase = page.getByRole('alertdialog', { name: 'Erase this vault?' })
  await erase.getByRole('textbox', { name: 'Type ERASE to confirm' }).fill('ERASE')
  await erase.getByRole('button', { name: 'Erase vault' }).click()
  await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
  expect(await databaseNames(page)).toEqual([])
})
