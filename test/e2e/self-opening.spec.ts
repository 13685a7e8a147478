import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { WritableAccount } from '../../src/transfer/index.ts'
import { brokenCodes, mirror, overflow } from './support/layout.ts'
import { motpCodeAt, steamCodeAt, yandexCodeAt } from './support/other-codes.ts'
import { codeAt, grouped } from './support/reference-code.ts'
import { writeSelfOpeningFiles, type SelfOpeningFile } from './support/self-opening-file.ts'
import { expect, fixedNow, test } from './support/test.ts'

const words = 'copper lantern quiet orbit stäple'
const rfcSecret = new TextEncoder().encode('12345678901234567890')
const rfcText = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const yandexSecret = new TextEncoder().encode('0123456789abcdef')
const markup = '<img src=x onerror="document.title=1">'

function account(members: Partial<WritableAccount>): WritableAccount {
  const usual = { type: 'totp', secret: rfcSecret, algorithm: 'SHA1', digits: 6, period: 30 } as const
  return { ...usual, issuer: '', account: '', ...members }
}

const accounts: readonly WritableAccount[] = [
  account({ issuer: 'GitHub', account: 'alice', note: 'spare keys', tags: ['Work'] }),
  account({ issuer: 'Harbour', account: 'bob', algorithm: 'SHA512', digits: 8, period: 60 }),
  account({ type: 'hotp', issuer: 'Old Bank', counter: 7 }),
  account({ type: 'steam', issuer: 'Steam', account: 'carol', digits: 5 }),
  account({ type: 'motp', issuer: 'Intranet', account: 'dora', period: 10, pin: '1234' }),
  account({ type: 'yandex', issuer: 'Яндекс', account: 'eva', secret: yandexSecret, digits: 8, pin: '5239' }),
  account({ type: 'motp', issuer: 'No PIN', period: 10 }),
  account({ issuer: markup, account: '</script><script>document.title=2</script>' }),
  account({ issuer: 'بنك الشمال', account: 'أليس' }),
  account({ issuer: 'Thrown away', deletedAt: 1 }),
]

let usual: SelfOpeningFile
let withPbkdf2: SelfOpeningFile
let large: SelfOpeningFile

test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  const many = Array.from({ length: 1000 }, (_, index) =>
    account({ issuer: `Service ${index + 1}`, account: `person${index + 1}` }),
  )
  const clock = { now: () => Date.UTC(2026, 3, 18, 12), monotonic: () => 0 }
  const files = await writeSelfOpeningFiles([
    { accounts, passphrase: words, options: { clock } },
    { accounts: accounts.slice(0, 1), passphrase: words, options: { argon2: false } },
    { accounts: many, passphrase: words },
  ])
  ;[usual, withPbkdf2, large] = files as [SelfOpeningFile, SelfOpeningFile, SelfOpeningFile]
})

test.afterAll(() => Promise.all([usual, withPbkdf2, large].map((file) => file.remove())))

// A page from a file has the origin "null". What it asks for is looked at in a test of its own.
test.beforeEach(({ guard }) => guard.allowOrigin('null'))

async function enter(page: Page, passphrase: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Backup passphrase' }).fill(passphrase)
  await page.getByRole('button', { name: 'Open backup' }).click()
}

async function open(page: Page, file: SelfOpeningFile): Promise<void> {
  await page.goto(file.address)
  await enter(page, words)
  await page.getByRole('list', { name: 'Accounts' }).waitFor()
}

const rowOf = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })
const codeOf = (page: Page, text: string) => rowOf(page, text).locator('[data-part=code]')

test('a wrong passphrase is refused, and the right one opens the file afterwards', async ({ page }) => {
  await page.goto(usual.address)
  await expect(page).toHaveTitle('MFA Manager backup')
  await enter(page, `${words}!`)
  await expect(page.getByRole('alert')).toContainText('did not open this backup')
  await expect(page.getByRole('listitem')).toHaveCount(0)
  await enter(page, '')
  await expect(page.getByRole('alert')).toHaveText('Enter the passphrase first.')
  // As another keyboard would compose it.
  await enter(page, words.normalize('NFD'))
  await expect(page.getByRole('heading', { name: 'Backup of 18 April 2026' })).toBeVisible()
  await expect(page.getByRole('listitem')).toHaveCount(accounts.length - 1)
  await expect(page.getByText('9 accounts · 1 account from the bin not shown')).toBeVisible()
})

test('codes of every type are those of the moment', async ({ page }) => {
  await page.clock.install({ time: fixedNow })
  await open(page, usual)
  const now = await page.evaluate(() => Date.now())
  // The clock has gone on since it was set; a step of ten seconds may have passed.
  await page.clock.pauseAt(Math.ceil(now / 1000) * 1000 + 20_000)
  const at = await page.evaluate(() => Date.now())
  await expect(codeOf(page, 'GitHub')).toHaveText(codeAt({ secret: rfcText }, at))
  await expect(codeOf(page, 'Harbour')).toHaveText(
    codeAt({ secret: rfcText, algorithm: 'SHA512', digits: 8, period: 60 }, at),
  )
  await expect(codeOf(page, 'Steam')).toHaveText(steamCodeAt(rfcSecret, at))
  await expect(codeOf(page, 'Intranet')).toHaveText(grouped(motpCodeAt(rfcSecret, '1234', at)))
  await expect(codeOf(page, 'Яндекс')).toHaveText(grouped(yandexCodeAt(yandexSecret, '5239', at)))
  await expect(rowOf(page, 'No PIN')).toContainText('Needs its PIN, which is not in this backup.')

  await page.clock.runFor(30_000)
  await expect(codeOf(page, 'GitHub')).toHaveText(codeAt({ secret: rfcText }, at + 30_000))
})

test('a counter goes on by hand, from the counter in the backup', async ({ page }) => {
  await open(page, usual)
  const row = rowOf(page, 'Old Bank')
  await expect(row).toContainText('Counter 7')
  await expect(codeOf(page, 'Old Bank')).toHaveText('••••••')
  // RFC 4226, appendix D, counts 7 and 8.
  await row.getByRole('button', { name: 'Next code for Old Bank' }).click()
  await expect(codeOf(page, 'Old Bank')).toHaveText('162 583')
  await row.getByRole('button', { name: 'Next code for Old Bank' }).click()
  await expect(codeOf(page, 'Old Bank')).toHaveText('399 871')
  await expect(row).toContainText('Counter 9')
})

test('a code is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, usual)
  await page.getByRole('button', { name: 'Next code for Old Bank' }).click()
  await page.getByRole('button', { name: 'Copy code for Old Bank' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Code copied.' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('162583')
})

test('names that look like markup are shown as they are', async ({ page }) => {
  await open(page, usual)
  await expect(page.getByText(markup, { exact: true })).toBeVisible()
  await expect(page.getByText('</script><script>document.title=2</script>', { exact: true })).toBeVisible()
  await expect(page).toHaveTitle('MFA Manager backup')
  await expect(page.locator('img, script')).toHaveCount(0)
})

test('the search finds by name, tag and note, whatever the accents', async ({ page }) => {
  await open(page, usual)
  const search = page.getByRole('searchbox', { name: 'Search accounts' })
  await search.fill('HÁRB')
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await expect(page.getByText('1 of 9 accounts')).toBeVisible()
  await search.fill('work spare')
  await expect(rowOf(page, 'GitHub')).toBeVisible()
  await search.fill('nothing of the kind')
  await expect(page.getByText('No account matches “nothing of the kind”')).toBeVisible()
  await search.fill('')
  await expect(page.getByRole('listitem')).toHaveCount(9)
})

test('the plain file holds everything, and is written only after a question', async ({ page }) => {
  await open(page, usual)
  await page.getByRole('button', { name: 'Save as plain JSON' }).click()
  await page.getByRole('alertdialog', { name: 'Save without encryption?' }).getByText('10 accounts').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await page.getByRole('button', { name: 'Save as plain JSON' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save unencrypted' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toBe('mfa-manager-2026-04-18-plain.json')
  const content = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(content).toMatchObject({ format: 'mfa-manager-plain', version: 1 })
  expect(content.accounts).toHaveLength(accounts.length)
  expect(content.accounts[0]).toMatchObject({ issuer: 'GitHub', secret: rfcText, note: 'spare keys', tags: ['Work'] })
})

test('nothing is requested and nothing is stored', async ({ page, context }) => {
  const requests: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  await context.setOffline(true)
  await open(page, usual)
  await page.getByRole('searchbox').fill('git')
  expect(requests).toEqual([usual.address])
  const stored = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    document.cookie,
    (await indexedDB.databases()).length,
    location.hash,
  ])
  expect(stored).toEqual([0, 0, '', 0, ''])
})

test('the policy lets nothing else run, and nothing be loaded', async ({ page, guard }) => {
  guard.allowConsole(/Content[ -]Security[ -]Policy|violates the following|TrustedHTML|TrustedScript|policy violation/)
  await open(page, usual)
  const refused = await page.evaluate(async () => {
    const tried = async (run: () => unknown): Promise<boolean> => {
      try {
        await run()
        return false
      } catch {
        return true
      }
    }
    const script = document.createElement('script')
    const ran = await tried(() => {
      script.append('document.title = "ran"')
      document.body.append(script)
    })
    return {
      fetch: await tried(() => fetch('https://example.org/')),
      markup: await tried(() => (document.body.innerHTML = '<b></b>')),
      worker: await tried(() => new Worker('blob:x')),
      script: ran || document.title !== 'ran',
    }
  })
  expect(refused).toEqual({ fetch: true, markup: true, worker: true, script: true })
})

test('a file under PBKDF2 opens, too', async ({ page }) => {
  await open(page, withPbkdf2)
  await expect(page.getByRole('listitem')).toHaveCount(1)
})

test('it is locked by hand, and when it is left', async ({ page }) => {
  await open(page, usual)
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(page.getByRole('heading', { name: 'Open this backup' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Backup passphrase' })).toBeFocused()
  await expect(page.getByRole('listitem')).toHaveCount(0)
  await enter(page, words)
  await page.getByRole('list', { name: 'Accounts' }).waitFor()
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))
  await expect(page.getByRole('listitem')).toHaveCount(0)
})

test('it locks after five minutes without use', async ({ page }) => {
  await page.clock.install({ time: fixedNow })
  await open(page, usual)
  await page.clock.fastForward(200_000)
  await page.keyboard.press('Shift')
  await page.clock.fastForward(200_000)
  await expect(page.getByRole('list', { name: 'Accounts' })).toBeVisible()
  await page.clock.fastForward(302_000)
  await expect(page.getByText('The backup was locked after five minutes without use.')).toBeVisible()
})

test('a thousand accounts come in parts', async ({ page }) => {
  await open(page, large)
  await expect(page.getByRole('listitem')).toHaveCount(200)
  await page.getByRole('button', { name: 'Show 200 more' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(400)
  await expect(page.getByRole('button', { name: 'Copy code for Service 201 (person201)' })).toBeFocused()
  await page.getByRole('searchbox').fill('person999')
  await expect(page.getByRole('listitem')).toHaveCount(1)
})

test('the keyboard is enough', async ({ page }) => {
  await page.goto(usual.address)
  await expect(page.getByRole('textbox', { name: 'Backup passphrase' })).toBeFocused()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('searchbox', { name: 'Search accounts' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: /^Copy code for/ }).first()).toBeFocused()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const check = async (name: string): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect
        .soft(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          name,
        )
        .toEqual([])
    }
    await page.goto(usual.address)
    await check('locked')
    await enter(page, 'wrong')
    await expect(page.getByRole('alert')).not.toBeEmpty()
    await check('refused')
    await enter(page, words)
    await page.getByRole('list', { name: 'Accounts' }).waitFor()
    await check('opened')
    await page.getByRole('button', { name: 'Save as plain JSON' }).click()
    await check('asking')
  })
}

test('nothing is cut off on a phone, nor from right to left', async ({ page, context }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await open(page, usual)
  expect(await overflow(page)).toEqual([])
  expect(await brokenCodes(page)).toEqual([])
  await mirror(context)
  await open(page, usual)
  expect(await overflow(page)).toEqual([])
  expect(await brokenCodes(page)).toEqual([])
})
