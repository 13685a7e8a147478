import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import { openAccounts, reopen, shownNames } from './support/accounts.ts'
import { chooseFiles, dropFiles, importAll, openImport, rowBox, textFile } from './support/import-files.ts'
import { backupFile } from './support/backup-file.ts'
import { recordIds } from './support/stored-vault.ts'
import { createVault, expect, pasteText, test, unlock } from './support/test.ts'

const github = linkOf({ issuer: 'GitHub', account: 'alice' })
const proton = linkOf({ issuer: 'Proton', account: 'alice' })
const broken = 'otpauth://totp/Old%20server?secret=JBSWY30EHPK3PXP'
const table = (page: Page) => page.getByRole('table', { name: 'Accounts to import' })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name })
const dropZone = (page: Page) => page.getByRole('group', { name: 'Drop files here' })
const backupPassphrase = 'harbour lantern seventeen kites'

const saved = [
  { issuer: 'GitHub', account: 'alice', secret: 'JBSWY3DPEHPK3PXP' },
  {
    issuer: 'Proton',
    account: 'alice',
    secret: 'NBSWY3DPEB3W64TMMQ',
    tags: ['Work'],
    note: 'Blue phone',
    pinned: true,
  },
]

test('an otpauth list comes in through the menu, is counted, and is there after a reload', async ({ page }) => {
  await createVault(page)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Import and export' }).click()
  await expect(page.getByRole('tab', { name: 'Import' })).toHaveAttribute('aria-selected', 'true')
  await chooseFiles(page, [textFile('list.txt', `# mine\n${github}\n\n${proton}\n${broken}\n`)])
  await expect(heading(page, 'Check what comes in')).toBeFocused()
  await expect(table(page).getByRole('row')).toHaveCount(4)
  await expect(page.getByRole('button', { name: 'New 2', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Invalid 1', exact: true })).toBeVisible()
  await expect(rowBox(page, 'Old server (line 5)')).toBeDisabled()
  await expect(page.getByText('The key contains “0”, which no key can')).toBeVisible()
  await expect(page.getByText('2 of 3 will be added. Nothing is saved until you import.')).toBeVisible()
  await importAll(page, 2)
  await expect(page.getByText('1 unreadable entry, encrypted')).toBeVisible()
  await page.getByRole('button', { name: 'Show accounts' }).click()
  expect(await shownNames(page)).toEqual(['GitHub (alice)', 'Proton (alice)'])
  await reopen(page)
  expect(await shownNames(page)).toEqual(['GitHub (alice)', 'Proton (alice)'])
})

test('a backup of our own asks for its passphrase, says a wrong one, and brings its settings along', async ({
  page,
}) => {
  const file = backupFile(saved, backupPassphrase, { settings: { accent: 'plum' } })
  await createVault(page)
  await page.getByRole('button', { name: 'Import from another app' }).click()
  await chooseFiles(page, [file])
  const form = page.getByRole('form', { name: 'This backup is locked' })
  const field = form.getByRole('textbox', { name: 'Backup passphrase' })
  await expect(field).toBeFocused()
  await field.fill('wrong guess')
  await form.getByRole('button', { name: 'Open backup' }).click()
  await expect(form.getByRole('alert')).toHaveText(
    'That did not open the file. Nothing was imported and the file is unchanged. Try the password from when the export was made.',
  )
  await expect(field).toBeFocused()
  await expect(page.getByText('mine.mfabackup')).toBeVisible()
  await field.fill(backupPassphrase)
  await field.press('Enter')
  await expect(page.getByRole('checkbox', { name: 'Restore the settings too' })).toBeChecked()
  await importAll(page, 2)
  await expect(page.locator('html')).toHaveAttribute('data-accent', 'plum')
  await page.getByRole('button', { name: 'Show accounts' }).click()
  expect(await shownNames(page, 'Pinned')).toEqual(['Proton (alice)'])
  // The same file once more: nothing of it is new.
  await openImport(page)
  await chooseFiles(page, [file])
  await field.fill(backupPassphrase)
  await field.press('Enter')
  await expect(page.getByRole('button', { name: 'Duplicate 2', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import 0 accounts' })).toBeDisabled()
  await expect(page.getByRole('checkbox', { name: 'Restore the settings too' })).toHaveCount(0)
})

test('files dropped anywhere in the app come to the import screen, several at once', async ({ page }) => {
  await openAccounts(page, [github])
  await dropFiles(page, [
    textFile('one.txt', github),
    textFile('two.txt', proton),
    textFile('notes.txt', 'milk, eggs'),
    textFile('empty.txt', ''),
  ])
  await expect(table(page)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Duplicate 1', exact: true })).toBeVisible()
  const refused = page.getByRole('list', { name: 'Files that were not opened' })
  await expect(refused.getByRole('listitem')).toHaveCount(2)
  await expect(refused).toContainText('This file is empty.')
  await refused.getByText('What was looked for').click()
  await expect(refused).toContainText('Aegis, ')
  // More of them while the table is up: they are added to it.
  await dropFiles(page, [textFile('three.txt', linkOf({ issuer: 'Fastmail' }))])
  await expect(rowBox(page, 'Fastmail')).toBeChecked()
  await importAll(page, 2)
})

test('a file that was dropped on the lock screen waits until the vault is open', async ({ page }) => {
  await openAccounts(page, [github])
  await page.getByRole('button', { name: 'Lock now' }).click()
  await heading(page, 'Your vault is locked').waitFor()
  await dropFiles(page, [textFile('two.txt', proton)])
  await expect(page.getByText('What you opened waits here.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('copper lantern quiet orbit willow')
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(rowBox(page, 'Proton (alice)')).toBeChecked()
})

test('text comes in by the button, by a field where the clipboard is closed, and by pasting', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await createVault(page)
  await page.evaluate((text) => navigator.clipboard.writeText(text), github)
  await openImport(page)
  await page.getByRole('button', { name: 'Paste text' }).click()
  await importAll(page, 1)
  await context.clearPermissions()
  await page.getByRole('button', { name: 'Show accounts' }).click()
  await openImport(page)
  await page.evaluate(() => {
    navigator.clipboard.readText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  })
  await page.getByRole('button', { name: 'Paste text' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste text' })
  await dialog.getByRole('button', { name: 'Read text' }).click()
  await expect(dialog.getByRole('alert')).toContainText('There is no text here.')
  await dialog.getByRole('textbox', { name: 'Text to import' }).fill(proton)
  await dialog.getByRole('button', { name: 'Read text' }).click()
  await importAll(page, 1)
  await page.getByRole('button', { name: 'Show accounts' }).click()
  // Another app's file, pasted among the accounts.
  await page.getByRole('button', { name: 'Copy code for Proton (alice)' }).waitFor()
  await pasteText(page, '{"nothing": "of ours"}')
  await expect(page.getByRole('list', { name: 'Files that were not opened' })).toContainText('Pasted text')
})

test('leaving the table asks, by every way out, and cancelling leaves nothing', async ({ page }) => {
  await openAccounts(page, [github])
  await openImport(page)
  await chooseFiles(page, [textFile('two.txt', proton)])
  const question = page.getByRole('alertdialog', { name: 'Discard import?' })
  await table(page).waitFor()
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Keep checking' }).click()
  await expect(table(page)).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await question.getByRole('button', { name: 'Keep checking' }).click()
  await page.goBack()
  await question.getByRole('button', { name: 'Keep checking' }).click()
  await expect(table(page)).toBeVisible()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(dropZone(page)).toBeVisible()
  await expect(heading(page, 'Import and export')).toBeFocused()
  await page.getByRole('link', { name: 'All accounts' }).click()
  expect(await shownNames(page)).toEqual(['GitHub (alice)'])
})

test('a whole import is undone, from its result and by Ctrl+Z', async ({ page }) => {
  await openAccounts(page, [github])
  await openImport(page)
  await chooseFiles(page, [textFile('two.txt', `${proton}\n${linkOf({ issuer: 'Fastmail' })}`)])
  await importAll(page, 2)
  await page.getByRole('button', { name: 'Undo import' }).click()
  await expect(dropZone(page)).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Import undone' })).toBeVisible()
  await chooseFiles(page, [textFile('two.txt', proton)])
  await importAll(page, 1)
  await page.getByRole('button', { name: 'Show accounts' }).click()
  await expect(page.getByRole('button', { name: 'Copy code for Proton (alice)' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Copy code for Proton (alice)' })).toHaveCount(0)
  expect(await shownNames(page)).toEqual(['GitHub (alice)'])
})

test('a conflict shows both sides, and taking theirs changes ours', async ({ page }) => {
  const theirs = linkOf({ issuer: 'GitHub', account: 'alice', digits: 8, note: 'From the old phone' })
  await openAccounts(page, [github, proton])
  await openImport(page)
  await chooseFiles(page, [textFile('two.txt', theirs)])
  const resolve = page.getByRole('combobox', { name: 'Resolve GitHub (alice)' })
  await expect(resolve).toHaveValue('keep-both')
  await page.getByRole('button', { name: 'Differences of GitHub (alice)' }).click()
  const differences = page.getByRole('table', { name: 'Differences of GitHub (alice)' })
  await expect(differences.getByRole('row', { name: 'Digits 6 8' })).toBeVisible()
  await expect(differences.getByRole('row', { name: 'Note Empty From the old phone' })).toBeVisible()
  await resolve.selectOption('Skip')
  await expect(rowBox(page, 'GitHub (alice)')).not.toBeChecked()
  await expect(page.getByText('0 of 1 will be added.')).toBeVisible()
  await resolve.selectOption('Take theirs')
  await expect(page.getByText('0 of 1 will be added, 1 changed.')).toBeVisible()
  await importAll(page, 1)
  await page.getByRole('button', { name: 'Show accounts' }).click()
  expect(await shownNames(page)).toEqual(['GitHub (alice)', 'Proton (alice)'])
  const code = page.getByRole('button', { name: 'Copy code for GitHub (alice)' }).locator('[data-part=code]')
  await expect(code).toHaveText(/^\d{4} \d{4}$/)
})

test('several conflicts take one answer, and a duplicate can be added a second time', async ({ page }) => {
  await openAccounts(page, [github, proton, linkOf({ issuer: 'Fastmail' })])
  await openImport(page)
  const other = (issuer: string) => linkOf({ issuer, account: 'alice', digits: 8 })
  await chooseFiles(page, [
    textFile('list.txt', [other('GitHub'), other('Proton'), linkOf({ issuer: 'Fastmail' })].join('\n')),
  ])
  await page.getByRole('combobox', { name: 'Resolve all conflicts' }).selectOption('Skip')
  await expect(page.getByRole('combobox', { name: 'Resolve Proton (alice)' })).toHaveValue('skip')
  await expect(page.getByRole('checkbox', { name: 'Select all' })).not.toBeChecked()
  await rowBox(page, 'Fastmail').check()
  await expect(page.getByText('A second copy will be added')).toBeVisible()
  await page.getByRole('button', { name: 'Conflict 2', exact: true }).click()
  await expect(table(page).getByRole('row')).toHaveCount(3)
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await page.getByRole('button', { name: 'All 3', exact: true }).click()
  await expect(page.getByRole('checkbox', { name: 'Select all' })).toBeChecked()
  await importAll(page, 3)
  await expect(page.getByText('2 kept beside yours and 1 second copy')).toBeVisible()
})

test('an entry that could not be read is fixed by hand, with what could be made out', async ({ page }) => {
  await createVault(page)
  await openImport(page)
  await chooseFiles(page, [textFile('list.txt', `${github}\n${broken}`)])
  await importAll(page, 1)
  await page.getByRole('link', { name: 'Fix it by hand' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add account' })
  await expect(dialog.getByRole('textbox', { name: 'Account name' })).toHaveValue('Old server')
  await dialog.getByRole('textbox', { name: 'Secret key' }).fill('JBSWY3OEHPK3PXP')
  await dialog.getByRole('button', { name: 'Save account' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await expect(heading(page, '1 account imported')).toBeVisible()
  await page.getByRole('button', { name: 'Show accounts' }).click()
  expect(await shownNames(page)).toEqual(['GitHub (alice)', 'Old server'])
})

test('locking in the middle drops everything', async ({ page }) => {
  await openAccounts(page, [github])
  await openImport(page)
  await chooseFiles(page, [textFile('two.txt', proton)])
  await expect(table(page)).toBeVisible()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await heading(page, 'Your vault is locked').waitFor()
  await expect(page.getByText('Proton')).toHaveCount(0)
  await unlock(page)
  await openImport(page)
  await expect(dropZone(page)).toBeVisible()
  await expect(table(page)).toHaveCount(0)
})

test('two thousand entries are listed, scrolled, chosen and imported', async ({ page }) => {
  test.setTimeout(180_000)
  await createVault(page)
  await openImport(page)
  const links = Array.from({ length: 2000 }, (_, place) => linkOf({ issuer: `Service ${place + 1}`, account: 'alice' }))
  await chooseFiles(page, [textFile('many.txt', links.join('\n'))])
  await expect(page.getByRole('button', { name: 'New 2,000', exact: true })).toBeVisible()
  await expect(table(page)).toHaveAttribute('aria-rowcount', '2001')
  expect(await table(page).getByRole('row').count()).toBeLessThan(300)
  await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight))
  await rowBox(page, 'Service 2000 (alice)').uncheck()
  await importAll(page, 1999)
  await page.getByRole('button', { name: 'Show accounts' }).click()
  await expect(page.getByRole('note', { name: '1,999 accounts' })).toBeVisible()
})

const tenThousand = () => {
  const links = Array.from({ length: 10_000 }, (_, place) => linkOf({ issuer: `Service ${place + 1}` }))
  return textFile('many.txt', links.join('\n'))
}

test('ten thousand entries are stopped in the middle, nothing is left, and the same table can be imported', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await openAccounts(page, [github])
  const before = await recordIds(page)
  await openImport(page)
  await chooseFiles(page, [tenThousand()])
  await page.getByRole('button', { name: 'Import 10,000 accounts' }).click()
  await page.getByRole('button', { name: 'Stop import' }).click()
  await expect(page.getByText('Import stopped. Nothing was added.')).toBeVisible()
  await expect(table(page)).toBeVisible()
  expect(await recordIds(page)).toEqual(before)
  await importAll(page, 10_000)
  expect(await recordIds(page)).toHaveLength(before.length + 10_000)
  await page.getByRole('button', { name: 'Undo import' }).click()
  await expect(dropZone(page)).toBeVisible()
  expect(await recordIds(page)).toEqual(before)
})

test('fault 14: a tab that is closed while an import is being written leaves the old vault', async ({
  page,
  context,
}) => {
  await openAccounts(page, [github])
  const before = await recordIds(page)
  await openImport(page)
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype
    let puts = 0
    // From the hundredth row on, the transaction is kept going: it is in the middle for as long as the tab is there.
    IDBObjectStore.prototype.put = function (...row) {
      const request = put.apply(this, row)
      puts += 1
      if (puts !== 100) return request
      const stay = (): void => this.count().addEventListener('success', stay)
      stay()
      document.documentElement.dataset['midway'] = ''
      return request
    }
  })
  const links = Array.from({ length: 200 }, (_, place) => linkOf({ issuer: `Service ${place + 1}` }))
  await chooseFiles(page, [textFile('many.txt', links.join('\n'))])
  await page.getByRole('button', { name: 'Import 200 accounts' }).click()
  await page.locator('html[data-midway]').waitFor()
  await page.close()
  const again = await context.newPage()
  await again.goto('./')
  await unlock(again)
  expect(await shownNames(again)).toEqual(['GitHub (alice)'])
  await expect(again.getByRole('button', { name: 'Accept this state' })).toHaveCount(0)
  expect(await recordIds(again)).toEqual(before)
})

test('a keyboard is enough from the menu to the result', async ({ page }) => {
  await openAccounts(page, [github])
  await page.getByRole('link', { name: 'Import and export' }).focus()
  await page.keyboard.press('Enter')
  await dropZone(page).waitFor()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).focus()
  await page.keyboard.press('Enter')
  await (
    await chooser
  ).setFiles([textFile('two.txt', `${proton}\n${linkOf({ issuer: 'GitHub', account: 'alice', digits: 8 })}`)])
  await expect(heading(page, 'Check what comes in')).toBeFocused()
  const focused = async (): Promise<string> =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')
  const tabTo = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 25 && (await focused()) !== name; presses += 1) await page.keyboard.press('Tab')
    expect(await focused()).toBe(name)
  }
  await tabTo('Import Proton (alice)')
  await page.keyboard.press('Space')
  await expect(rowBox(page, 'Proton (alice)')).not.toBeChecked()
  await tabTo('Resolve GitHub (alice)')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('0 of 2 will be added, 1 changed.')).toBeVisible()
  await tabTo('Import 1 account')
  await page.keyboard.press('Enter')
  await expect(heading(page, '1 account imported')).toBeFocused()
  await tabTo('Show accounts')
  await page.keyboard.press('Enter')
  expect(await shownNames(page)).toEqual(['GitHub (alice)', 'Proton (alice)'].slice(0, 1))
})

test('a first visit restores a backup into a vault under its passphrase', async ({ page }) => {
  const file = backupFile(saved, backupPassphrase, { settings: { accent: 'clay' } })
  await page.goto('./')
  await page.getByRole('link', { name: 'Restore from a backup' }).click()
  await expect(heading(page, 'Restore from a backup')).toBeFocused()
  await chooseFiles(page, [file], 'Choose backup')
  const field = page.getByRole('textbox', { name: 'Backup passphrase' })
  await field.fill(backupPassphrase)
  await field.press('Enter')
  await expect(heading(page, '2 accounts in this backup')).toBeVisible()
  await page.getByRole('button', { name: 'Create vault and restore' }).click()
  await expect(heading(page, '2 accounts imported')).toBeVisible()
  await expect(page.getByText('The settings are back too.')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-accent', 'clay')
  await reopen(page, backupPassphrase)
  expect(await shownNames(page, 'Pinned')).toEqual(['Proton (alice)'])
  expect(await shownNames(page)).toEqual(['GitHub (alice)'])
})

const phone = { width: 390, height: 844 }
const desktop = { width: 1280, height: 800 }

for (const [colorScheme, viewport] of [
  ['light', desktop],
  ['dark', desktop],
  ['light', phone],
  ['dark', phone],
] as const) {
  test.describe(`${colorScheme}, ${viewport.width} pixels wide`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing on any step of an import, and nothing lies beside the screen', async ({ page }) => {
      const check = async (name: string): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).analyze()
        const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
        expect.soft(found, name).toEqual([])
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect.soft(wider, `${name} is as wide as the screen`).toBe(0)
      }
      const file = backupFile(saved, backupPassphrase)
      await page.goto('./')
      await page.getByRole('link', { name: 'Restore from a backup' }).click()
      await page.getByRole('button', { name: 'Choose backup' }).waitFor()
      await check('restore')
      await chooseFiles(page, [file], 'Choose backup')
      await page.getByRole('textbox', { name: 'Backup passphrase' }).fill(backupPassphrase)
      await check('restore, locked')
      await page.keyboard.press('Enter')
      await heading(page, '2 accounts in this backup').waitFor()
      await check('restore, opened')
      await page.reload()
      await openAccounts(page, [github, proton])
      await openImport(page)
      await page.getByRole('button', { name: 'Show all' }).click()
      await check('choose')
      await page.getByRole('button', { name: 'KeePass', exact: true }).click()
      await page.getByRole('dialog', { name: 'Moving from KeePass' }).waitFor()
      await check('guide')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await page.getByRole('button', { name: 'Paste text' }).click()
      await page.getByRole('dialog', { name: 'Paste text' }).getByRole('button', { name: 'Read text' }).click()
      await page.getByRole('dialog', { name: 'Paste text' }).getByRole('alert').waitFor()
      await check('paste')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      const theirs = linkOf({ issuer: 'Proton', account: 'alice', digits: 8, tags: ['Work'] })
      const list = [linkOf({ issuer: 'Fastmail' }), github, theirs, broken].join('\n')
      await chooseFiles(page, [textFile('list.txt', list), file, textFile('notes.txt', 'milk, eggs')])
      await page.getByRole('textbox', { name: 'Backup passphrase' }).fill('wrong')
      await page.keyboard.press('Enter')
      await page.getByText('That did not open the file.').waitFor()
      await check('locked')
      await page.getByRole('button', { name: 'Skip this file' }).click()
      await page.getByRole('button', { name: 'Differences of Proton (alice)' }).click()
      await check('check')
      await page.keyboard.press('Escape')
      await page.getByRole('alertdialog', { name: 'Discard import?' }).waitFor()
      await check('discard')
      await page.getByRole('button', { name: 'Keep checking' }).click()
      await importAll(page, 2)
      await check('result')
    })
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: phone })

  test('an import comes by the menu, goes step by step, and back', async ({ page }) => {
    await createVault(page)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('dialog', { name: 'Menu' }).getByRole('link', { name: 'Import and export' }).click()
    const links = Array.from({ length: 500 }, (_, place) =>
      linkOf({ issuer: `Service ${place + 1}`, account: 'alice' }),
    )
    await chooseFiles(page, [textFile('many.txt', links.join('\n'))])
    await rowBox(page, 'Service 2 (alice)').uncheck()
    expect(await table(page).getByRole('row').count()).toBeLessThan(200)
    await page.getByRole('button', { name: 'Back to import' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Keep checking' }).click()
    await importAll(page, 499)
    await page.getByRole('button', { name: 'Back to import' }).click()
    await expect(dropZone(page)).toBeVisible()
    await page.getByRole('button', { name: 'Back to accounts' }).click()
    await expect(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
  })
})
