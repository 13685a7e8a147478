import type { Page } from '@playwright/test'
import { linkOf } from './account-link.ts'
import { chooseAction, openActions } from './accounts.ts'
import { chooseFiles, openImport, textFile } from './import-files.ts'
import { passphrase, pasteText } from './test.ts'

/** Names of every kind and length, with tags, a note, a pinned one and a counter. */
export const mixedLinks: readonly string[] = [
  linkOf({ issuer: 'GitHub', account: 'alice', tags: ['Work', 'Code'], secret: 'JBSWY3DPEHPK3PXP' }),
  linkOf({ issuer: 'Proton', account: 'alice@proton.example', pinned: true, note: 'Recovery phone: Bob’s' }),
  linkOf({
    issuer: 'Amazon Web Services',
    account: 'root, 4821-7730-1195, production, Europe',
    digits: 8,
    tags: ['Work'],
  }),
  linkOf({ issuer: 'Office', account: 'a.moreau', type: 'hotp', counter: 42 }),
  linkOf({ issuer: 'Steam', account: 'alicemoreau' }),
  linkOf({ issuer: 'بنك الشمال', account: 'أليس', period: 60 }),
  linkOf({ issuer: 'Tailscale', account: 'alice@lumen.example', period: 15 }),
]

type Screen = readonly [name: string, open: (page: Page) => Promise<unknown>, close?: (page: Page) => Promise<unknown>]

const escape = (page: Page) => page.keyboard.press('Escape')
const home = (page: Page) => page.evaluate(() => (location.hash = '#/'))

/** Every screen behind an open vault with {@link mixedLinks}, on a window of any width. Each begins at the accounts. */
export const screens: readonly Screen[] = [
  ['accounts', async () => undefined],
  ['search', (page) => page.getByRole('searchbox').fill('alice'), (page) => page.getByRole('searchbox').fill('')],
  ['no result', (page) => page.getByRole('searchbox').fill('zzz'), (page) => page.getByRole('searchbox').fill('')],
  ['account menu', async (page) => (await openActions(page, 'GitHub (alice)')).waitFor(), closeMenu],
  ['view options', (page) => press(page, 'View options', 'menu'), closeMenu],
  ['details', (page) => chooseAction(page, 'GitHub (alice)', 'Open details'), home],
  ['re-authentication', (page) => chooseAction(page, 'GitHub (alice)', 'Show QR code'), leaveReauthentication],
  ['QR code', showQr, home],
  ['secret', showSecret, home],
  ['edit', openAdvancedEdit, home],
  ['discard', askToDiscard, discard],
  ['change icon', openIcons, closeIcons],
  ['add, empty', (page) => press(page, 'Add account', 'dialog'), escape],
  ['add, invalid', addInvalid, discard],
  ['several found', pasteSeveral, escape],
  ['selecting', select, (page) => page.getByRole('button', { name: 'Stop selecting' }).click()],
  ['tag dialog', openTagDialog, closeTagDialog],
  ['bin', openBin, home],
  ['empty the bin', openEmptyBin, closeBin],
  ['add, scan', (page) => openWayToAdd(page, 'Scan'), escape],
  ['add, image', (page) => openWayToAdd(page, 'Image'), escape],
  ['settings, security', (page) => goTo(page, 'settings/security'), home],
  ['settings, appearance', (page) => goTo(page, 'settings/appearance'), home],
  ['settings, backups', (page) => goTo(page, 'settings/backups'), home],
  ['settings, connected sites', (page) => goTo(page, 'settings/sites'), home],
  ['settings, about', (page) => goTo(page, 'settings/about'), home],
  ['change passphrase', openChangePassphrase, closeToHome],
  ['recovery code', openRecoveryCode, closeToHome],
  ['erase vault', openErase, closeToHome],
  ['shortcuts', openShortcuts, escape],
  ['import', (page) => goTo(page, 'import'), home],
  ['import, check', openImportTable, discardImport],
  ['import, result', importSeveral, home],
  ['export', (page) => goTo(page, 'export'), home],
  ['back up now', (page) => openWay(page, 'Back up now'), closeToHome],
  ['encrypted for another app', (page) => openWay(page, 'Encrypted for another app'), closeToHome],
  ['plain file', (page) => openWay(page, 'Plain file', 'alertdialog'), closeToHome],
  ['choose accounts', (page) => openWay(page, 'Choose accounts'), closeToHome],
  ['codes for Google Authenticator', openCodes, home],
  ['printable sheet', openSheet, home],
  ['check a saved file', openCheck, closeToHome],
]

/** Goes through every screen, or some of them, and calls back on each. */
export async function visitScreens(
  page: Page,
  look: (name: string) => Promise<void>,
  visited: readonly Screen[] = screens,
): Promise<void> {
  for (const [name, open, close] of visited) {
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await open(page)
    await look(name)
    await close?.(page)
    await page.locator('#app:not([inert])').waitFor()
  }
}

async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), `#/${place}`)
  await page.locator('main').waitFor()
}

/** Presses a button, and waits for what it opens: a key that came before it would go elsewhere. */
async function press(page: Page, button: string, opens: 'menu' | 'dialog'): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole(opens).waitFor()
}

async function closeMenu(page: Page): Promise<void> {
  await escape(page)
  await page.getByRole('menu').waitFor({ state: 'hidden' })
}

async function openShortcuts(page: Page): Promise<void> {
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
}

async function confirm(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' })
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await dialog.getByRole('textbox', { name: 'Passphrase' }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
}

async function leaveReauthentication(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await home(page)
}

async function showQr(page: Page): Promise<void> {
  await chooseAction(page, 'GitHub (alice)', 'Show QR code')
  await confirm(page)
  await page.getByRole('img', { name: /^QR code for/ }).waitFor()
}

async function showSecret(page: Page): Promise<void> {
  await chooseAction(page, 'GitHub (alice)', 'Open details')
  await page.getByRole('button', { name: 'Show secret' }).click()
  await confirm(page)
  await page.getByRole('group', { name: 'Secret' }).waitFor()
}

async function openAdvancedEdit(page: Page): Promise<void> {
  await chooseAction(page, 'GitHub (alice)', 'Edit')
  await page.getByRole('form', { name: 'Edit account' }).getByRole('button', { name: 'Advanced' }).click()
  await page.getByRole('combobox', { name: 'Algorithm' }).waitFor()
}

async function askToDiscard(page: Page): Promise<void> {
  await chooseAction(page, 'GitHub (alice)', 'Edit')
  const form = page.getByRole('form', { name: 'Edit account' })
  await form.getByRole('textbox', { name: 'Issuer' }).fill('Codeberg')
  await form.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('alertdialog').waitFor()
}

async function discard(page: Page): Promise<void> {
  if ((await page.getByRole('alertdialog').count()) === 0) await escape(page)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await home(page)
}

async function openIcons(page: Page): Promise<void> {
  await chooseAction(page, 'GitHub (alice)', 'Edit')
  await page.getByRole('button', { name: 'Change icon' }).click()
  await page.getByRole('radio', { name: 'Service' }).check()
  await page.getByRole('radio', { name: 'Dropbox' }).waitFor()
}

async function closeIcons(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await home(page)
}

async function openWayToAdd(page: Page, name: string): Promise<void> {
  await press(page, 'Add account', 'dialog')
  await page.getByRole('tab', { name, exact: true }).click()
  await page.getByRole('button', { name: 'Choose image' }).waitFor()
}

async function addInvalid(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add account' })
  await dialog.getByRole('button', { name: 'Advanced' }).click()
  await dialog.getByRole('textbox', { name: 'Secret key' }).fill('JBSW Y3D0')
  await dialog.getByRole('alert').waitFor()
}

async function pasteSeveral(page: Page): Promise<void> {
  const links = [...mixedLinks.slice(0, 3), linkOf({ issuer: 'New one' }), 'otpauth://totp/Broken?secret=0189']
  await pasteText(page, links.join('\n'))
  await page.getByRole('dialog', { name: /accounts found$/ }).waitFor()
}

async function select(page: Page): Promise<void> {
  await chooseAction(page, 'GitHub (alice)', 'Select')
  await page.getByRole('toolbar').waitFor()
}

async function openTagDialog(page: Page): Promise<void> {
  await select(page)
  await page.getByRole('button', { name: 'Tag selected' }).click()
  await page.getByRole('dialog', { name: 'Tag 1 account' }).waitFor()
}

async function closeTagDialog(page: Page): Promise<void> {
  await escape(page)
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Stop selecting' }).click()
}

async function openBin(page: Page): Promise<void> {
  await chooseAction(page, 'Steam (alicemoreau)', 'Move to bin')
  await goTo(page, 'bin')
  await page.getByRole('list', { name: 'Deleted accounts' }).waitFor()
}

async function openEmptyBin(page: Page): Promise<void> {
  await goTo(page, 'bin')
  await page.getByRole('button', { name: 'Empty bin' }).click()
  await page.getByRole('alertdialog').waitFor()
}

async function closeBin(page: Page): Promise<void> {
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Restore Steam (alicemoreau)' }).click()
  await page.getByRole('heading', { name: 'The bin is empty' }).waitFor()
  await home(page)
}

async function openChangePassphrase(page: Page): Promise<void> {
  await goTo(page, 'settings/security')
  await page.getByRole('button', { name: 'Change passphrase' }).click()
  await page.getByRole('dialog', { name: 'Change passphrase' }).waitFor()
}

async function openRecoveryCode(page: Page): Promise<void> {
  await goTo(page, 'settings/security')
  await page.getByRole('button', { name: 'Make a recovery code' }).click()
  await confirm(page)
  await page.getByRole('alertdialog', { name: 'Keep this recovery code' }).waitFor()
}

async function openErase(page: Page): Promise<void> {
  await goTo(page, 'settings/security')
  await page.getByRole('button', { name: 'Erase vault' }).click()
  await page.getByRole('alertdialog').waitFor()
}

async function closeToHome(page: Page): Promise<void> {
  await escape(page)
  await page.locator('[role=dialog], [role=alertdialog]').waitFor({ state: 'hidden' })
  await home(page)
}

/** A table with a row of each kind, and the differences of the conflict. */
async function openImportTable(page: Page): Promise<void> {
  await openImport(page)
  const links = [
    linkOf({ issuer: 'Fastmail', account: 'alice@lumen.example' }),
    linkOf({ issuer: 'GitHub', account: 'alice', digits: 8, secret: 'JBSWY3DPEHPK3PXP' }),
    linkOf({ issuer: 'بنك الشمال', account: 'أليس', period: 60 }),
    'otpauth://totp/Old%20server?secret=JBSWY30EHPK3PXP',
  ]
  await chooseFiles(page, [textFile('list.txt', links.join('\n')), textFile('notes.txt', 'milk, eggs')])
  await page.getByRole('button', { name: 'Differences of GitHub (alice)' }).click()
}

async function discardImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await home(page)
}

async function importSeveral(page: Page): Promise<void> {
  await openImportTable(page)
  await page.getByRole('button', { name: 'Import 2 accounts' }).click()
  await page.getByRole('heading', { name: '2 accounts imported' }).waitFor()
}

async function openWay(page: Page, way: string, role: 'dialog' | 'alertdialog' = 'dialog'): Promise<void> {
  await goTo(page, 'export')
  await page.getByRole('button', { name: way }).click()
  await page.getByRole(role).waitFor()
}

async function openCodes(page: Page): Promise<void> {
  await openWay(page, 'QR codes for Google Authenticator')
  await confirm(page)
  await page.getByRole('img', { name: /^QR code 1 of/ }).waitFor()
}

async function openSheet(page: Page): Promise<void> {
  await openWay(page, 'Printable sheet')
  await confirm(page)
  await page.getByRole('button', { name: 'Print' }).waitFor()
}

async function openCheck(page: Page): Promise<void> {
  await goTo(page, 'settings/backups')
  await page.getByRole('button', { name: 'Check a saved file' }).click()
  await page.getByRole('dialog').waitFor()
}
