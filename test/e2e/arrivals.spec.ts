import type { Page } from '@playwright/test'
import { shownNames, toast } from './support/accounts.ts'
import { codePicture } from './support/code-picture.ts'
import { test, untilInstalled } from './support/host.ts'
import { bring, share } from './support/outside.ts'
import { everythingStored, shapesOf } from './support/secret-search.ts'
import { createVault, expect, passphrase } from './support/test.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const proton = 'otpauth://totp/Proton:bob?secret=MZUXQ5DVOJSXI4TB&issuer=Proton'
const waits = 'What you opened waits here.'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Add account' })
const issuer = (page: Page) => page.getByRole('textbox', { name: 'Issuer' })
const tab = (page: Page, name: string) => page.getByRole('tab', { name })

/** Unlocks, whatever comes after it. */
async function open(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  // What comes next may be a dialog over the app.
  await page.getByRole('heading', { name: 'Your vault is locked' }).waitFor({ state: 'hidden' })
}

/** Which of these a text holds in any shape. The text is too long to be shown. */
function found(text: string, ...known: readonly string[]): readonly string[] {
  return known.filter((one) => shapesOf(one).some((shape) => text.includes(shape)))
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save account' }).click()
  await dialog(page).waitFor({ state: 'hidden' })
}

test('what another app shares waits behind the lock, is shown before it is saved, and is nowhere else', async ({
  page,
  host,
}) => {
  await createVault(page)
  await untilInstalled(page)
  await share(page, `${host.url}sender`, host.url, { files: [await codePicture(github, 'harbourside.png')] })
  expect(page.url()).toBe(`${host.url}#/`)
  await expect(page.getByText(waits)).toBeVisible()
  await expect(page.getByText('GitHub')).toHaveCount(0)
  const stored = await everythingStored(page)
  expect(found(stored, 'JBSWY3DPEHPK3PXP', 'harbourside.png')).toEqual([])

  await open(page)
  await expect(issuer(page)).toHaveValue('GitHub')
  await expect(page.getByRole('list', { name: 'Accounts', exact: true })).toHaveCount(0)
  await save(page)
  expect(await shownNames(page)).toEqual(['GitHub (alice)'])

  // It was taken once.
  await page.reload()
  await open(page)
  await expect(dialog(page)).toHaveCount(0)
  expect(host.requests.filter((line) => line.startsWith('POST'))).toEqual([])
})

test('fault 56: whoever hides behind the share target adds nothing, and what says its name is dropped', async ({
  page,
  host,
  guard,
}) => {
  await createVault(page)
  await untilInstalled(page)
  const site = `http://127.0.0.1:${host.port}`
  guard.allowOrigin(site)
  await share(page, `${site}/hidden`, host.url, { text: 'javascript:alert(1)\nhttps://evil.example/' })
  await open(page)
  // Named for what it is, and not followed.
  await expect(dialog(page)).toContainText('That is not the link of an account.')
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('heading', { name: 'Add your first account' })).toBeVisible()

  await share(page, `${site}/hidden`, host.url, { letters: 33 * 1024 * 1024 })
  await open(page)
  await expect(toast(page)).toContainText('What was shared is over 32 MB')
  await expect(dialog(page)).toHaveCount(0)

  await share(page, `${site}/named`, host.url, { text: github }, true)
  expect(page.url()).toBe(host.url)
  await open(page)
  await expect(dialog(page)).toHaveCount(0)

  // The service worker has been ended meanwhile, or never was: what it held is gone.
  await page.goto('./#/shared')
  await page.reload()
  await open(page)
  await expect(toast(page)).toContainText('What was shared did not arrive. Nothing was kept. Share it again.')
  expect(host.requests.filter((line) => line.startsWith('POST'))).toEqual([])
})

test('a link of the system fills the form in and stays in no address, history, request or storage', async ({
  page,
  host,
}) => {
  const secret = 'JBSWY3DPEHPK3PXP'
  const handled = `./#add=${encodeURIComponent(`web+${github}`)}`
  // Before there is a vault it waits for one.
  await page.goto(handled)
  expect(page.url()).toBe(`${host.url}#/`)
  await expect(page.getByText(waits)).toBeVisible()
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill(passphrase)
  await page.getByRole('checkbox', { name: 'Make a recovery code' }).uncheck()
  await page.getByRole('button', { name: 'Create vault' }).click()
  await expect(issuer(page)).toHaveValue('GitHub')

  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('heading', { name: 'Add your first account' })).toBeVisible()

  // Into an open page, over a form that is half filled in: the form stays, and the link comes after it.
  await page.keyboard.press('+')
  await tab(page, 'By hand').click()
  await issuer(page).fill('Half')
  await page.evaluate((hash) => {
    location.hash = hash
  }, handled.slice(2))
  await expect(toast(page)).toContainText('It waits until you are done here.')
  expect(page.url()).toBe(`${host.url}#/add`)
  await expect(issuer(page)).toHaveValue('Half')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(issuer(page)).toHaveValue('GitHub')
  await save(page)
  expect(await shownNames(page)).toEqual(['GitHub (alice)'])

  const visited = await page.evaluate(() => window.navigation.entries().map(({ url }) => url ?? ''))
  expect(visited).toContain(`${host.url}#/add`)
  for (const where of [page.url(), visited.join(), host.requests.join(), await everythingStored(page)]) {
    expect(found(where, secret)).toEqual([])
  }
})

test('pictures are looked at wherever they are dropped or pasted, and files beside them are imported', async ({
  page,
}) => {
  await createVault(page)
  await bring(page, 'paste', [await codePicture(github)])
  await expect(issuer(page)).toHaveValue('GitHub')
  await save(page)

  await page.getByRole('link', { name: 'Settings' }).click()
  await bring(page, 'drop', [await codePicture(proton)])
  await expect(issuer(page)).toHaveValue('Proton')
  await save(page)
  expect((await shownNames(page)).toSorted()).toEqual(['GitHub (alice)', 'Proton (bob)'])

  const list = { name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from(proton.replace('bob', 'carol')) }
  await bring(page, 'drop', [list, await codePicture(proton)])
  await expect(page.getByRole('table', { name: 'Accounts to import' })).toContainText('carol')
  await expect(dialog(page)).toHaveCount(0)
})

test('the shortcuts of the installed app open what they say, once the vault is open', async ({ page, host }) => {
  await createVault(page)
  for (const [address, name] of [
    ['./#/scan', 'Scan'],
    ['./#/add', 'By hand'],
  ] as const) {
    await page.goto('about:blank')
    await page.goto(address)
    await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
    expect(page.url()).toBe(`${host.url}#/`)
    await open(page)
    await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true')
    await page.getByRole('button', { name: 'Close' }).click()
    await expect(dialog(page)).toHaveCount(0)
  }
})
