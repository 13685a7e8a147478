import type { BrowserContext, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { decryptBackup } from '../../scripts/decrypt-backup.mjs'
import { untilInstalled } from './support/host.ts'
import { addByLinks, createVault, expect, fixedNow, passphrase, pasteText, test, unlock } from './support/test.ts'
import {
  databaseNames,
  deleteStoredVault,
  holdDatabase,
  openBeside,
  readAnchor,
  recordIds,
} from './support/stored-vault.ts'

const links = [
  'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub',
  'otpauth://totp/GitLab:alice?secret=M5UXI3DBMJQWY2LD&issuer=GitLab',
]
const code = (page: Page, name: string) => page.getByRole('button', { name: `Copy code for ${name} (alice)` })
const removed = (page: Page) => page.getByRole('heading', { name: 'This browser has removed your vault' })
const welcome = (page: Page) => page.getByRole('heading', { name: 'Create your vault' })

async function clearSiteData(context: BrowserContext, page: Page, types: string): Promise<void> {
  const session = await context.newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: types })
}

/** Saves what is left in memory and answers the issuers in the file, opened by the independent reader. */
async function saveFromMemory(page: Page): Promise<readonly string[]> {
  const words = 'marble thicket amber violin harvest'
  await page.getByRole('textbox', { name: 'Backup passphrase' }).fill(words)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill(words)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a backup now' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toMatch(/\.mfabackup$/)
  const { accounts } = JSON.parse(await decryptBackup(await readFile(await download.path()), words)) as {
    accounts: readonly { issuer: string }[]
  }
  return accounts.map(({ issuer }) => issuer).toSorted()
}

test.describe('fault 60: the vault goes away', () => {
  test('fault 60: a database deleted under an open tab can be saved from memory, and is not made anew', async ({
    page,
  }) => {
    await createVault(page)
    await addByLinks(page, links)
    const beside = await openBeside(page)
    await deleteStoredVault(beside)
    await expect(removed(page)).toBeVisible()
    await expect(page.getByText('Your accounts are still open in this tab.')).toBeVisible()
    await expect(welcome(page)).toHaveCount(0)
    expect(await databaseNames(beside)).toEqual([])
    expect(await saveFromMemory(page)).toEqual(['GitHub', 'GitLab'])
    expect(await databaseNames(beside)).toEqual([])
  })

  test('fault 60: site data cleared under an open tab can be saved from memory', async ({ page, context }) => {
    await createVault(page)
    await addByLinks(page, links)
    await untilInstalled(page)
    await page.evaluate(() => Object.assign(window, { marked: true }))
    await clearSiteData(context, page, 'all')
    await expect(removed(page)).toBeVisible()
    await expect(welcome(page)).toHaveCount(0)
    // The worker went as well. That is no new version, and nothing is reloaded over the last copy.
    expect(await page.evaluate(() => 'marked' in window)).toBe(true)
    expect(await saveFromMemory(page)).toEqual(['GitHub', 'GitLab'])
    expect(await databaseNames(page)).toEqual([])
  })

  test('fault 60: site data cleared under an open tab that is offline can still be saved', async ({
    page,
    context,
    guard,
  }) => {
    guard.allowConsole(/^Failed to load resource: net::ERR_INTERNET_DISCONNECTED/)
    await createVault(page)
    await addByLinks(page, links)
    await untilInstalled(page)
    await context.setOffline(true)
    await (await context.newCDPSession(page)).send('Network.clearBrowserCache')
    await clearSiteData(context, page, 'all')
    await expect(removed(page)).toBeVisible()
    expect(await saveFromMemory(page)).toEqual(['GitHub', 'GitLab'])
  })

  test('fault 60: the next visit says that the vault was removed, and is no first visit', async ({ page, context }) => {
    await createVault(page)
    await addByLinks(page, links)
    await clearSiteData(context, page, 'indexeddb')
    await expect(removed(page)).toBeVisible()
    await page.reload()
    await expect(removed(page)).toBeVisible()
    await expect(page.getByText('A backup file that you saved elsewhere still holds your accounts.')).toBeVisible()
    await expect(welcome(page)).toHaveCount(0)
    expect(await databaseNames(page)).toEqual([])

    await page.getByRole('button', { name: 'Start again' }).click()
    const question = page.getByRole('alertdialog', { name: 'Start again?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect(removed(page)).toBeVisible()
    await page.getByRole('button', { name: 'Start again' }).click()
    await question.getByRole('button', { name: 'Start again' }).click()
    await expect(welcome(page)).toBeVisible()
  })

  test('fault 60: a database removed under the lock screen is told, not asked a passphrase for', async ({ page }) => {
    await createVault(page)
    await page.getByRole('button', { name: 'Lock now' }).click()
    await deleteStoredVault(await openBeside(page))
    await expect(removed(page)).toBeVisible()
    await expect(welcome(page)).toHaveCount(0)
  })

  test('fault 60: the last copy in memory is given up only by the person', async ({ page }) => {
    await createVault(page)
    await addByLinks(page, links)
    await deleteStoredVault(await openBeside(page))
    await expect(removed(page)).toBeVisible()
    await page.keyboard.press('Control+Shift+L')
    await expect(page.getByText('Your accounts are still open in this tab.')).toBeVisible()
    await page.getByRole('link', { name: 'Start again' }).click()
    const question = page.getByRole('alertdialog', { name: 'Start again?' })
    await expect(question).toContainText('are dropped, and the old vault does not come back')
    await question.getByRole('button', { name: 'Start again' }).click()
    await expect(welcome(page)).toBeVisible()
  })
})

test.describe('fault 61: no room left', () => {
  /** Sets how much the page's origin may store. Early: the browser believes a later answer only when it must ask. */
  async function setQuota(context: BrowserContext, page: Page, bytes: number): Promise<void> {
    const session = await context.newCDPSession(page)
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: bytes })
  }

  /** Takes what is left for databases, from a page beside the app. */
  async function fillUp(page: Page): Promise<void> {
    await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('filler')
        request.addEventListener('upgradeneeded', () =>
          request.result.createObjectStore('bytes', { autoIncrement: true }),
        )
        request.addEventListener('success', () => resolve(request.result))
      })
      const put = (size: number) =>
        new Promise<boolean>((resolve) => {
          const transaction = database.transaction('bytes', 'readwrite', { durability: 'strict' })
          transaction.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(size)))
          transaction.addEventListener('complete', () => resolve(true))
          transaction.addEventListener('abort', () => resolve(false))
        })
      for (let size = 65_536; size >= 64; size /= 2) while (await put(size)) continue
      database.close()
    })
  }

  /** Fills in the first screen, which is open. */
  async function askForVault(page: Page): Promise<void> {
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
    await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill(passphrase)
    await page.getByRole('checkbox', { name: 'Make a recovery code' }).uncheck()
    await page.getByRole('button', { name: 'Create vault' }).click()
  }

  const empty = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          indexedDB.deleteDatabase('filler').addEventListener('success', () => resolve())
        }),
    )

  test('fault 61: an account that does not fit keeps its form, and nothing stored is harmed', async ({
    page,
    context,
  }) => {
    const beside = await openBeside(page)
    await setQuota(context, beside, 6_000_000)
    await createVault(page)
    await addByLinks(page, links)
    await untilInstalled(page)
    const before = await recordIds(page)
    await fillUp(beside)
    await page.getByRole('button', { name: 'Add account' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add account' })
    await dialog.getByRole('textbox', { name: 'Issuer' }).fill('Discord')
    await dialog.getByRole('textbox', { name: 'Account name' }).fill('alice')
    await dialog.getByRole('textbox', { name: 'Secret key' }).fill('MFRGGZDFMZTWQ2LK')
    await dialog.getByRole('button', { name: 'Save account' }).click()
    await expect(dialog.getByRole('alert')).toContainText(
      'This device has no room left for the app. Nothing was changed. Free some space, then try again.',
    )
    await expect(dialog.getByRole('textbox', { name: 'Secret key' })).toHaveValue('MFRGGZDFMZTWQ2LK')
    expect(await recordIds(page)).toEqual(before)

    await empty(beside)
    await dialog.getByRole('button', { name: 'Save account' }).click()
    await expect(code(page, 'Discord')).toBeVisible()
    await page.reload()
    await unlock(page)
    for (const name of ['GitHub', 'GitLab', 'Discord']) await expect(code(page, name)).toBeVisible()
  })

  test('fault 61: a vault that does not fit is not half made', async ({ page, context, guard }) => {
    guard.allowConsole(/QuotaExceededError|^Failed to load resource/)
    const beside = await openBeside(page)
    await setQuota(context, beside, 1)
    await page.goto('./')
    await askForVault(page)
    await expect(page.getByRole('alert')).toContainText('no room left')
    await expect(page.getByRole('textbox', { name: 'Passphrase', exact: true })).toHaveValue(passphrase)
    await setQuota(context, beside, 100_000_000)
    await page.getByRole('button', { name: 'Create vault' }).click()
    await expect(page.getByRole('heading', { name: 'Add your first account' })).toBeVisible()
  })

  test('fault 61: a first installation that finds no room leaves what there is to a new vault', async ({
    page,
    context,
    guard,
  }) => {
    guard.allowConsole(/QuotaExceededError|^Failed to load resource/)
    await setQuota(context, await openBeside(page), 600_000)
    const started = context.waitForEvent('serviceworker')
    await page.goto('./')
    await started
    const left = () =>
      page.evaluate(async () => {
        const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
        const files = await Promise.all(opened.map((cache) => cache.keys()))
        return [(await navigator.serviceWorker.getRegistrations()).length, files.flat().length]
      })
    await expect.poll(left).toEqual([0, 0])
    await askForVault(page)
    await expect(page.getByRole('heading', { name: 'Add your first account' })).toBeVisible()
    await addByLinks(page, links)
    await expect(code(page, 'GitLab')).toBeVisible()
    await page.reload()
    await unlock(page)
    await expect(code(page, 'GitHub')).toBeVisible()
  })

  test('fault 61: without room for the app’s own files, the vault is unharmed', async ({ page, context, guard }) => {
    guard.allowConsole(/QuotaExceededError|^Failed to load resource/)
    await createVault(page)
    await addByLinks(page, [links[0] ?? ''])
    await page.evaluate(async () => {
      for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister()
      for (const name of await caches.keys()) await caches.delete(name)
    })
    await setQuota(context, await openBeside(page), 600_000)
    await page.reload()
    await unlock(page)
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'About' }).click()
    await expect(page.getByRole('group', { name: 'On this device' })).toContainText('Stay connected for a moment.')
    await page.getByRole('link', { name: 'All accounts' }).click()
    await page.reload()
    await unlock(page)
    await expect(code(page, 'GitHub')).toBeVisible()
  })
})

test('fault 62: a crash between the write and its anchor raises no alarm', async ({ page }) => {
  await createVault(page)
  await addByLinks(page, [links[0] ?? ''])
  const before = await readAnchor(page)
  await addByLinks(page, [links[1] ?? ''])
  expect(await readAnchor(page)).not.toBe(before)
  await page.evaluate((anchor) => localStorage.setItem('mfa-manager:anchor', anchor ?? ''), before)
  await page.reload()
  await unlock(page)
  await expect(code(page, 'GitLab')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Accept this state' })).toHaveCount(0)
  expect(await readAnchor(page)).not.toBe(before)
})

/** Another secret for each number. */
const secretOf = (n: number) =>
  `MFRGGZDFMZTWQ2L${'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(n % 32)}${n < 32 ? '' : 'MFRGGZDF'}`

test('fault 62: a tab that is killed in the middle of many writes leaves a sound vault', async ({ page, context }) => {
  await createVault(page)
  await addByLinks(page, links)
  const more = Array.from({ length: 40 }, (_, n) => `otpauth://totp/Site${n}:alice?secret=${secretOf(n)}`)
  await pasteText(page, more.join('\n'))
  await page.getByRole('button', { name: 'Add 40 accounts' }).click({ noWaitAfter: true })
  await page.close()
  const again = await context.newPage()
  await again.goto('./')
  await unlock(again)
  await expect(code(again, 'GitHub')).toBeVisible()
  await expect(again.getByRole('button', { name: 'Accept this state' })).toHaveCount(0)
  // All of them or none.
  expect([3, 43]).toContain((await recordIds(again)).length)
})

test.describe('fault 63: storage is missing or mute', () => {
  const unavailable = (page: Page) => page.getByRole('heading', { name: 'Nothing can be stored here' })

  test('fault 63: without IndexedDB the app says what may be in the way', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
    await page.goto('./')
    await expect(unavailable(page)).toBeVisible()
    await expect(page.getByText('Lockdown Mode.')).toBeVisible()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(unavailable(page)).toBeVisible()
  })

  test('fault 63: so it does where the browser denies even the look', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        get() {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    })
    await page.goto('./')
    await expect(unavailable(page)).toBeVisible()
  })

  test('fault 63: so it does where opening is refused', async ({ page }) => {
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError')
      }
    })
    await page.goto('./')
    await expect(unavailable(page)).toBeVisible()
  })

  test('fault 63: local storage that is denied as well makes no difference', async ({ page }) => {
    await page.addInitScript(() => {
      for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('denied', 'SecurityError')
          },
        })
      }
    })
    await page.goto('./')
    await expect(unavailable(page)).toBeVisible()
  })

  test('fault 63: storage that never answers is told after 3 s', async ({ page }) => {
    await createVault(page)
    await page.clock.install({ time: fixedNow })
    await page.addInitScript(() => {
      const open = IDBFactory.prototype.open
      let mute = true
      Object.assign(window, { answer: () => (mute = false) })
      IDBFactory.prototype.open = function (...given) {
        return mute ? (new EventTarget() as IDBOpenDBRequest) : open.apply(this, given)
      }
    })
    await page.reload()
    // What can be typed meanwhile is not lost to the wait.
    await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
    await page.clock.runFor(3000)
    await expect(page.getByRole('heading', { name: 'Another tab holds your vault' })).toBeVisible()
    await page.evaluate(() => (window as unknown as { answer(): void }).answer())
    await page.getByRole('button', { name: 'Try again' }).click()
    await unlock(page)
  })
})

test.describe('fault 59: another version of the database', () => {
  test('fault 59: an upgrade in another tab locks this one, which writes no more', async ({ page }) => {
    await createVault(page)
    await addByLinks(page, links)
    const newer = await openBeside(page)
    await holdDatabase(newer, 990, ['something-new'])
    await expect(page.getByText('It locked because another tab updated the app.')).toBeVisible()
    await newer.evaluate(() => (window as unknown as { held: IDBDatabase }).held.close())
    await unlock(page)
    await expect(page.getByText('A newer version of this app wrote this vault.')).toBeVisible()
    await expect(code(page, 'GitHub')).toBeVisible()
    expect(await newer.evaluate(() => indexedDB.databases())).toEqual([{ name: 'mfa-manager', version: 990 }])
  })

  test('fault 59: an older database that another page holds open is waited for, not forced', async ({
    page,
    guard,
  }) => {
    guard.allowConsole(/^Upgrade 'mfa-manager' blocked by other connection/)
    await page.goto('./healthz')
    const older = await openBeside(page)
    await holdDatabase(older, 5)
    await page.goto('./')
    await expect(page.getByRole('heading', { name: 'Another tab holds your vault' })).toBeVisible()
    await expect(page.getByText('Close the other tabs of this app.')).toBeVisible()
    await older.close()
    await page.getByRole('button', { name: 'Try again' }).click()
    await createVault(page)
  })
})
