import type { Page } from '@playwright/test'
import { addByLinks, createVault, expect, fixedNow, passphrase, test, unlock } from './support/test.ts'
import { changeHeaders, deleteStoredVault, readRows, writeRows } from './support/stored-vault.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'

const headings = {
  welcome: 'Create your vault',
  locked: 'Your vault is locked',
  damaged: 'The vault is damaged',
  removed: 'This browser has removed your vault',
  unavailable: 'Nothing can be stored here',
}

/** The page shows this screen and none of the others. */
async function expectScreen(page: Page, screen: keyof typeof headings): Promise<void> {
  await expect(page.getByRole('heading', { name: headings[screen] })).toBeVisible()
  for (const other of Object.values(headings)) {
    if (other !== headings[screen]) await expect(page.getByRole('heading', { name: other })).toHaveCount(0)
  }
}

const passphraseField = (page: Page) => page.getByRole('textbox', { name: 'Passphrase', exact: true })
const unlockButton = (page: Page) => page.getByRole('button', { name: 'Unlock', exact: true })

async function tryPassphrase(page: Page, words: string): Promise<void> {
  await passphraseField(page).fill(words)
  await passphraseField(page).press('Enter')
}

test('a browser without a vault is welcomed, and has one after a passphrase was chosen', async ({ page }) => {
  await page.goto('./')
  await expectScreen(page, 'welcome')
  await expect(page.getByRole('region', { name: 'About MFA Manager' })).toContainText('Encrypted on this device')
  await createVault(page)
  expect(await readRows(page, 'headers')).toHaveLength(2)
  await page.reload()
  await expectScreen(page, 'locked')
})

test('a weak passphrase makes no vault, and a suggested one fills both fields', async ({ page }) => {
  await page.goto('./')
  const create = page.getByRole('button', { name: 'Create vault' })
  await passphraseField(page).fill('password1')
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill('password1')
  await expect(page.getByRole('meter', { name: 'Passphrase strength' })).toHaveAttribute('aria-valuenow', /^[12]$/)
  await expect(create).toBeDisabled()
  await page.getByRole('link', { name: 'Suggest one' }).click()
  await expect(passphraseField(page)).toHaveValue(/^[a-z]+( [a-z]+){4}$/)
  await expect(page.getByRole('textbox', { name: 'Confirm passphrase' })).toHaveValue(
    await passphraseField(page).inputValue(),
  )
  await expect(create).toBeEnabled()
})

test('two different passphrases make no vault', async ({ page }) => {
  await page.goto('./')
  await passphraseField(page).fill(passphrase)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill(`${passphrase} `)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).blur()
  await expect(page.getByRole('alert')).toContainText('The two do not match.')
  await expect(page.getByRole('button', { name: 'Create vault' })).toBeDisabled()
})

test('locking takes the codes off the page at once, and unlocking brings them back', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, [github])
  await expect(page.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expectScreen(page, 'locked')
  await expect(page.getByText('You locked it.')).toBeVisible()
  expect(await page.locator('body').innerHTML()).not.toMatch(/GitHub|alice|\d{3} \d{3}/)
  await expect(passphraseField(page)).toBeFocused()
  await unlock(page)
  await expect(page.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
})

test('the shortcut locks from any screen, and unlocking starts at the accounts', async ({ page }) => {
  await createVault(page)
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await page.keyboard.press('Control+Shift+L')
  await expectScreen(page, 'locked')
  expect(new URL(page.url()).hash).toBe('#/')
  await unlock(page)
  await expect(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
})

test('nothing is tried without a passphrase', async ({ page }) => {
  await createVault(page)
  await page.reload()
  await unlockButton(page).click()
  await expect(page.getByRole('alert')).toHaveText('Enter your passphrase first.')
  await expect(passphraseField(page)).toBeFocused()
})

test.describe('while the slow hash runs', () => {
  // Its file comes over the network, where a test can hold it.
  test.use({ serviceWorkers: 'block' })
  test.beforeEach(({ guard }) => guard.allowConsole(/^Service Worker registration blocked by Playwright$/))

  /** Holds the slow hash's WebAssembly back until the returned function is called. */
  async function holdHash(page: Page): Promise<() => void> {
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/*.wasm', async (route) => {
      await released
      await route.continue()
    })
    return release
  }

  test('a wrong passphrase is refused only after it, and stays selected in its field', async ({ page }) => {
    await createVault(page)
    await page.reload()
    await expectScreen(page, 'locked')
    const release = await holdHash(page)
    const asked = page.waitForRequest('**/*.wasm')
    await tryPassphrase(page, 'not the one')
    await asked
    await expect(page.getByRole('button', { name: 'Unlocking…' })).toHaveAttribute('aria-busy', 'true')
    await expect(page.getByRole('alert')).toHaveCount(0)
    release()
    await expect(page.getByRole('alert')).toHaveText(
      'That passphrase did not open the vault. Nothing was changed. Check Caps Lock, then try again.',
    )
    const field = passphraseField(page)
    await expect(field).toBeFocused()
    await expect(field).toHaveValue('not the one')
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    const selected = await field.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd])
    expect(selected).toEqual([0, 'not the one'.length])
    // What is typed next replaces it.
    await page.keyboard.type(passphrase)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
  })

  test('Escape stops an attempt to unlock, and another can be made at once', async ({ page }) => {
    await createVault(page)
    await page.reload()
    const release = await holdHash(page)
    const [asked, ended] = [page.waitForRequest('**/*.wasm'), workerEnd(page)]
    await tryPassphrase(page, passphrase)
    await asked
    await page.keyboard.press('Escape')
    await ended
    await expect(unlockButton(page)).toHaveAttribute('aria-busy', 'false')
    await expectScreen(page, 'locked')
    await expect(passphraseField(page)).toHaveValue(passphrase)
    release()
    await tryPassphrase(page, passphrase)
    await expect(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
  })

  async function workerEnd(page: Page): Promise<void> {
    const worker = await page.waitForEvent('worker')
    await new Promise<void>((resolve) => worker.once('close', () => resolve()))
  }
})

test('from the fourth wrong passphrase on, each try waits longer', async ({ page }) => {
  await page.clock.install({ time: fixedNow })
  await createVault(page)
  await page.reload()
  await expectScreen(page, 'locked')
  await page.clock.pauseAt(fixedNow + 3_600_000)
  const said = page.getByRole('alert')
  for (const words of ['one', 'two', 'three']) {
    await tryPassphrase(page, words)
    await expect(said).toContainText('Check Caps Lock, then try again.')
    await expect(unlockButton(page)).toBeEnabled()
    // What was said goes with the text it was said about.
    await passphraseField(page).fill('')
    await expect(said).toHaveCount(0)
  }
  for (const [words, seconds] of [
    ['four', 2],
    ['five', 4],
  ] as const) {
    await tryPassphrase(page, words)
    await expect(said).toContainText(`Check Caps Lock, then try again in ${seconds} s.`)
    await expect(unlockButton(page)).toBeDisabled()
    await expect(passphraseField(page)).toBeFocused()
    await page.clock.runFor((seconds - 1) * 1000)
    await expect(said).toContainText('try again in 1 s.')
    await expect(unlockButton(page)).toBeDisabled()
    await page.clock.runFor(1000)
    await expect(unlockButton(page)).toBeEnabled()
  }
  await tryPassphrase(page, passphrase)
  await expect(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
})

test.describe('each state of storage has a screen of its own', () => {
  test('absent, locked, damaged and removed are told apart', async ({ page }) => {
    await page.goto('./')
    await expectScreen(page, 'welcome')
    await createVault(page)
    await page.reload()
    await expectScreen(page, 'locked')

    await writeRows(page, 'headers', { removes: [0, 1] })
    await page.reload()
    await expectScreen(page, 'damaged')

    await deleteStoredVault(page)
    await page.reload()
    await expectScreen(page, 'removed')

    await page.evaluate(() => localStorage.clear())
    await page.reload()
    await expectScreen(page, 'welcome')
  })

  test('storage that is not there is told apart from a first visit', async ({ page }) => {
    await createVault(page)
    await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
    await page.reload()
    await expectScreen(page, 'unavailable')
  })

  test('no first visit is ever seen over existing data', async ({ page }) => {
    await createVault(page)
    await addByLinks(page, [github])
    const headers = await readRows(page, 'headers')
    const restore = () => writeRows(page, 'headers', { puts: headers })
    const forgetAnchor = () => page.evaluate(() => localStorage.clear())
    const wrongs: readonly (() => Promise<unknown>)[] = [
      () => writeRows(page, 'headers', { removes: [0, 1] }),
      () => writeRows(page, 'headers', { puts: headers.map((row) => ({ ...row, header: 'torn' })) }),
      () => writeRows(page, 'headers', { puts: headers.map(({ copy }) => ({ copy })) }),
      () => changeHeaders(page, ({ slots: _, ...header }) => header),
      () => changeHeaders(page, (header) => ({ ...header, format: 'something else' })),
    ]
    for (const damage of wrongs) {
      await damage()
      await forgetAnchor()
      await page.reload()
      await expectScreen(page, 'damaged')
      await restore()
    }
    await page.reload()
    await expectScreen(page, 'locked')
    await unlock(page)
    await expect(page.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
  })
})
