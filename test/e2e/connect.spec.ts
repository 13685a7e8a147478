import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { untilAllStored } from './support/host.ts'
import {
  backupPassphrase,
  issuersIn,
  links,
  listCodes,
  openBarePopup,
  openPopup,
  test,
  type Site,
} from './support/site.ts'
import { addByLinks, createVault, expect, passphrase } from './support/test.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })
const originOf = (site: Site): string => new URL(site.url).origin

/** A vault with {@link links} in one tab, unlocked. */
async function openApp(page: Page): Promise<void> {
  await createVault(page)
  await addByLinks(page, links)
}

/** Ticks accounts in the popup and answers. */
async function allow(popup: Page, accounts: readonly string[], answer = 'Allow once'): Promise<void> {
  for (const account of accounts) await box(popup, account).check()
  await button(popup, answer).click()
}

/** Notifications and answers that a page of the site has heard, by method or error. */
function heard(sitePage: Page, method: string): Promise<number> {
  return sitePage.evaluate((name) => window.heard.filter((message) => message['method'] === name).length, method)
}

test('a site gets the codes that were ticked, until it is stopped', async ({ page, site, sitePage, app }) => {
  await openApp(page)
  const popup = await openPopup(sitePage, app, { name: 'Deploy console' })
  const asked = listCodes(sitePage)
  await expect(heading(popup, 'This site asks for sign-in codes')).toBeFocused()
  await expect(popup.locator('p').filter({ hasText: /^http:/ })).toHaveText(originOf(site))
  await expect(popup.getByText('calls itself “Deploy console”')).toBeVisible()
  // Another tab is unlocked, so nobody types a passphrase; consent is asked for all the same.
  await expect(popup.getByRole('textbox', { name: 'Passphrase' })).toHaveCount(0)
  await expect(popup.getByRole('checkbox', { checked: true })).toHaveCount(0)
  await allow(popup, ['GitHub (alice)', 'Office VPN (alice)'])
  const outcome = await asked
  expect(issuersIn(outcome)).toEqual(['GitHub'])
  expect(JSON.stringify(outcome)).toMatch(/"code":"\d{6}"/)

  await expect(popup.getByRole('list', { name: 'What it asked for' })).toContainText('Codes of 1 account')
  const first = sitePage.evaluate(async () => (await (await window.session).codes.watch().next()).value)
  expect(await first).toMatchObject({ codes: [{ issuer: 'GitHub' }] })
  await button(popup, 'Stop').click()
  await popup.waitForEvent('close')
  await expect.poll(() => heard(sitePage, 'session.ended')).toBe(1)
  expect(await listCodes(sitePage)).toEqual({ reason: 'closed' })
})

test('the next code of a counter is asked for each time', async ({ page, sitePage, app }) => {
  await openApp(page)
  const popup = await openPopup(sitePage, app)
  const added = sitePage.evaluate(async () => {
    const uri = 'otpauth://hotp/Bank:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=1'
    return (await (await window.session).accounts.add({ uri })).id
  })
  await expect(popup.getByRole('region', { name: 'Preview' })).toContainText('Bank')
  await button(popup, 'Add account').click()
  const id = await added
  const next = () => sitePage.evaluate(async (given) => (await window.session).codes.get({ id: given }), id)
  const first = next()
  await allow(popup, ['Bank (ada)'])
  await expect(popup.getByText('Counter 1', { exact: true })).toBeVisible()
  await button(popup, 'Allow once').click()
  // RFC 4226, appendix D.
  expect(await first).toMatchObject({ type: 'hotp', code: '287082', counter: 1 })
  const second = next()
  await expect(popup.getByText('Counter 2', { exact: true })).toBeVisible()
  await button(popup, 'Allow once').click()
  expect(await second).toMatchObject({ code: '359152', counter: 2 })
})

test('a remembered site needs one click, and loses all when it is removed', async ({ page, site, sitePage, app }) => {
  await openApp(page)
  const first = await openPopup(sitePage, app)
  const asked = listCodes(sitePage)
  await allow(first, ['GitLab (alice)'], 'Always allow')
  expect(issuersIn(await asked)).toEqual(['GitLab'])
  await sitePage.evaluate(async () => (await window.session).close())
  if (!first.isClosed()) await first.waitForEvent('close')

  const second = await openPopup(sitePage, app)
  const again = listCodes(sitePage)
  await expect(second.getByRole('list', { name: 'Accounts to share' })).toContainText('GitLab')
  await expect(button(second, 'Continue')).not.toBeFocused()
  await button(second, 'Continue').click()
  expect(issuersIn(await again)).toEqual(['GitLab'])

  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Connected sites' }).click()
  await button(page, `Remove ${originOf(site)}`).click()
  await expect(second.getByText(/has been taken back/)).toBeVisible()
  await expect.poll(() => heard(sitePage, 'session.ended')).toBe(1)
  expect(await listCodes(sitePage)).toEqual({ reason: 'closed' })
})

test('a no is a no: twice, and nobody is asked again; so is closing the window', async ({
  page,
  context,
  sitePage,
  app,
}) => {
  await context.clock.install()
  await openApp(page)
  const popup = await openPopup(sitePage, app)
  for (const times of [1, 2]) {
    const asked = listCodes(sitePage)
    await button(popup, 'Deny').click()
    expect([times, await asked]).toEqual([times, { reason: 'denied' }])
  }
  expect(await listCodes(sitePage)).toEqual({ reason: 'denied' })
  await expect(popup.getByText(/cannot ask again in this window/)).toBeVisible()
  await popup.close()

  const other = await openPopup(sitePage, app)
  const asked = listCodes(sitePage)
  await expect(box(other, 'GitHub (alice)')).toBeVisible()
  await other.close()
  expect(['closed', 'denied']).toContain(issuersIn(await asked))

  // So is no answer within two minutes, and the end of them is counted.
  const last = await openPopup(sitePage, app)
  const unanswered = listCodes(sitePage)
  await expect(box(last, 'GitHub (alice)')).toBeVisible()
  await expect(last.getByRole('timer')).toHaveCount(0)
  await last.clock.fastForward(95_000)
  await expect(last.getByRole('timer')).toHaveText(/^This question closes in \d\d?\ss\./)
  await last.clock.fastForward(30_000)
  expect(await unanswered).toEqual({ reason: 'denied' })
  await expect(heading(last, 'The site got nothing')).toBeVisible()
})

test('a locked vault is unlocked in the popup and names nothing before; locking it in the app ends access', async ({
  page,
  sitePage,
  app,
}) => {
  await openApp(page)
  await button(page, 'Lock now').click()
  const popup = await openPopup(sitePage, app)
  const asked = listCodes(sitePage)
  await expect(heading(popup, 'Unlock to answer this site')).toBeVisible()
  await expect(popup.getByRole('textbox', { name: 'Passphrase' })).toBeFocused()
  await expect(popup.locator('body')).not.toContainText(/GitHub|GitLab|alice/)
  await popup.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await button(popup, 'Unlock').click()
  await allow(popup, ['GitHub (alice)'])
  expect(issuersIn(await asked)).toEqual(['GitHub'])

  // The app is unlocked with it.
  await button(page, 'Lock now').click()
  await expect(heading(popup, 'Unlock to answer this site')).toBeVisible()
  await expect(popup.locator('body')).not.toContainText(/GitHub|alice/)
  expect(await listCodes(sitePage)).toEqual({ reason: 'locked' })
  expect(await heard(sitePage, 'vault.locked')).toBe(1)
  await popup.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await button(popup, 'Unlock').click()
  await expect.poll(() => heard(sitePage, 'vault.unlocked')).toBe(1)
  expect(issuersIn(await listCodes(sitePage))).toEqual(['GitHub'])
})

test('a site adds an account that was looked at, and gets a backup under a passphrase it never sees', async ({
  page,
  sitePage,
  app,
}) => {
  await openApp(page)
  const popup = await openPopup(sitePage, app)
  const add = () =>
    sitePage.evaluate(async () => {
      const uri = 'otpauth://totp/Stripe:Lumen?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Stripe'
      return (await window.session).accounts.add({ uri })
    })
  const added = add()
  await expect(popup.getByRole('region', { name: 'Preview' })).toContainText(/Stripe.*\d{3} \d{3}/)
  await button(popup, 'Add account').click()
  expect(await added).toMatchObject({ added: true })
  await expect(page.getByRole('button', { name: 'Copy code for Stripe (Lumen)' })).toBeVisible()
  const again = add()
  await expect(popup.getByText(/Nothing is added/)).toBeVisible()
  await button(popup, 'Continue').click()
  expect(await again).toEqual({ ...(await added), added: false })

  const exported = sitePage.evaluate(async () => (await window.session).vault.export())
  await popup.getByRole('textbox', { name: 'Backup passphrase' }).fill(backupPassphrase)
  await popup.getByRole('textbox', { name: 'Confirm passphrase' }).fill(backupPassphrase)
  await button(popup, 'Give the backup').click()
  const { filename, backup } = await exported
  expect(filename).toMatch(/\.mfabackup$/)
  expect(Object.keys(JSON.parse(backup) as object)).toContain('kdf')
  expect(backup).not.toMatch(/GitHub|Stripe|alice/)
})

test('fault 41: a page that has taken the site’s place gets nothing', async ({ page, site, sitePage, app }) => {
  await openApp(page)
  const popup = await openPopup(sitePage, app)
  const asked = listCodes(sitePage).catch(() => 'gone with its page')
  await box(popup, 'GitHub (alice)').check()
  await sitePage.goto(`${site.otherUrl}elsewhere`)
  await asked
  await button(popup, 'Allow once').click()
  await expect(popup.getByText(/was closed or shows another site/)).toBeVisible()
  await expect(popup.locator('body')).not.toContainText('GitHub')
  expect(await sitePage.evaluate(() => window.heard)).toEqual([])
})

test('a page without an address of its own is refused, so is a second site, and so is a frame', async ({
  context,
  site,
  guard,
  sitePage,
  app,
}) => {
  const sandboxed = await context.newPage()
  await sandboxed.goto(`${site.url}sandboxed`)
  const popup = await openBarePopup(sandboxed, app)
  await expect(popup.getByText(/no address of its own/)).toBeVisible()
  expect(await sandboxed.evaluate(() => window.heard.at(-1))).toEqual({
    type: 'mfa-manager:refused',
    reason: 'opaque-origin',
  })

  await openPopup(sitePage, app)
  await sitePage.evaluate(async () => (await window.session).version)
  const second = await context.newPage()
  await second.goto(`${site.otherUrl}bare`)
  const busy = await openBarePopup(second, app)
  await expect(busy.getByText(/Another window of this app is answering a site/)).toBeVisible()

  guard.allowConsole(/frame-ancestors|X-Frame-Options|Framing '.*' violates/)
  await sitePage.evaluate((url) => {
    const frame = document.createElement('iframe')
    frame.src = `${url}connect.html`
    document.body.append(frame)
  }, app)
  await expect.poll(() => sitePage.frames()[1]?.url()).toMatch(/^chrome-error:/)
})

test('hostile messages are answered as documented and harm nothing', async ({ page, site, sitePage, app }) => {
  await openApp(page)
  await sitePage.goto(`${site.url}bare`)
  const popup = await openBarePopup(sitePage, app)
  await expect(heading(popup, 'Connected to this site')).toBeVisible()
  await expect(popup.getByText('calls itself “Bare <b>page</b>”')).toBeVisible()
  const reasons = await sitePage.evaluate(async () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    let deep: unknown = 1
    for (let depth = 0; depth < 2000; depth++) deep = [deep]
    const call = (id: number, method: unknown, params?: unknown) => ({ jsonrpc: '2.0', id, method, params })
    const hostile: readonly unknown[] = [
      null,
      'codes.list',
      [call(1, 'codes.list')],
      { id: 2, method: 'codes.list' },
      call(3, 'vault.secrets'),
      call(4, '__proto__'),
      call(5, 'constructor'),
      call(6, 42),
      call(7, 'codes.get', { id: { toString: 1 } }),
      call(8, 'codes.list', { query: 'x'.repeat(70_000) }),
      call(9, 'codes.list', cycle),
      call(10, 'codes.list', { query: deep }),
      call(11, 'codes.list', { query: new Uint8Array(4) }),
      call(12, 'codes.list', new Map([['query', 'a']])),
      call(13, 'codes.list', JSON.parse('{"__proto__":{"query":"a"}}')),
      call(14, 'accounts.add', { uri: 'javascript:alert(1)' }),
      call(15, 'accounts.add', { uri: 'otpauth://totp/x?secret=1' }),
      call(16, 'codes.unsubscribe', { subscription: 'nobody’s' }),
      { type: 'mfa-manager:response', challenge: 'made up' },
    ]
    for (const message of hostile) window.send(message)
    const answer = (id: number) => {
      const found = window.heard.find((message) => message['id'] === id)
      const error = found?.['error'] as { data?: { reason?: string } } | undefined
      return found && (error?.data?.reason ?? 'ok')
    }
    const ids = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
    while (!ids.every((id) => answer(id) !== undefined)) await new Promise((done) => setTimeout(done, 20))
    return Object.fromEntries(ids.map((id) => [id, answer(id)]))
  })
  expect(reasons).toEqual({
    2: 'invalid-request',
    3: 'unknown-method',
    4: 'unknown-method',
    5: 'unknown-method',
    6: 'invalid-request',
    7: 'invalid-params',
    8: 'too-large',
    9: 'parse',
    10: expect.stringMatching(/parse|invalid-params|too-large/),
    11: 'parse',
    12: 'parse',
    13: 'invalid-params',
    14: 'invalid-params',
    15: 'invalid-params',
    16: 'ok',
  })
  await expect(heading(popup, 'Connected to this site')).toBeVisible()
  await sitePage.evaluate(() => window.send({ jsonrpc: '2.0', id: 'last', method: 'codes.list' }))
  await allow(popup, ['GitHub (alice)'])
  await expect
    .poll(() => sitePage.evaluate(() => JSON.stringify(window.heard.find(({ id }) => id === 'last'))))
    .toContain('"issuer":"GitHub"')
})

test('a yes that no person clicked, or in a window too small to see it all, allows nothing', async ({
  page,
  sitePage,
  app,
}) => {
  await openApp(page)
  const popup = await openPopup(sitePage, app)
  const asked = listCodes(sitePage)
  await box(popup, 'GitHub (alice)').check()
  const yes = button(popup, 'Allow once')
  await expect(yes).toBeEnabled()
  await yes.evaluate((element) => (element as HTMLElement).click())
  await popup.setViewportSize({ width: 300, height: 380 })
  await expect(popup.getByText(/Make this window larger/)).toBeVisible()
  await expect(yes).toHaveAttribute('aria-disabled', 'true')
  await yes.click({ force: true })
  await expect(yes).toBeVisible()
  await popup.setViewportSize({ width: 480, height: 720 })
  await yes.click()
  expect(issuersIn(await asked)).toEqual(['GitHub'])
  expect(await sitePage.evaluate(() => window.heard.filter(({ result }) => result !== undefined).length)).toBe(1)
})

test('the page explains itself without an opener, and is itself offline', async ({ page, context, sitePage, app }) => {
  await openApp(page)
  await untilAllStored(page)
  await context.setOffline(true)
  const alone = await context.newPage()
  const response = await alone.goto('./connect.html#codes?allow=all')
  expect(response?.fromServiceWorker()).toBe(true)
  expect(response?.headers()['cross-origin-opener-policy']).toBe('unsafe-none')
  await expect(heading(alone, 'This page answers other sites')).toBeVisible()
  await expect(alone.getByRole('link', { name: 'Open MFA Manager' })).toHaveAttribute('href', './')
  expect(
    await alone.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)),
  ).not.toContainEqual(expect.stringMatching(/workspace-root|\/index-/))
  const popup = await openPopup(sitePage, app)
  const asked = listCodes(sitePage)
  await allow(popup, ['GitHub (alice)'])
  expect(issuersIn(await asked)).toEqual(['GitHub'])
})

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

test('axe finds nothing in the popup: dark, small, forced colours, right to left', async ({ page, sitePage, app }) => {
  await createVault(page)
  // So many that there is a search.
  const more = Array.from(
    { length: 9 },
    (_, number) => `otpauth://totp/Service%20${number}:bob?secret=MZXW6YTBOI${'ABCDEFGHI'[number]}A`,
  )
  await addByLinks(page, [...links, ...more])
  const popup = await openPopup(sitePage, app)
  const check = async (name: string) => {
    const { violations } = await new AxeBuilder({ page: popup }).withTags(tags).analyze()
    expect.soft([name, ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)]).toEqual([name])
    const overflow = await popup.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft([name, overflow]).toEqual([name, 0])
  }
  await popup.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await popup.setViewportSize({ width: 390, height: 844 })
  const asked = listCodes(sitePage)
  await box(popup, 'GitHub (alice)').check()
  await expect(button(popup, 'Allow once')).toBeEnabled()
  await check('question, dark, phone')
  await popup.setViewportSize({ width: 320, height: 480 })
  await popup.evaluate(() => {
    document.documentElement.dir = 'rtl'
  })
  await expect(button(popup, 'Allow once')).toBeEnabled()
  await check('question, right to left, 320 pixels')
  await popup.emulateMedia({ colorScheme: null, forcedColors: 'active' })
  await check('question, forced colours')
  const tick = popup.getByRole('listitem').locator('svg').first()
  await expect(tick).toBeVisible()
  await box(popup, 'GitHub (alice)').uncheck()
  await expect(tick).toBeHidden()
  await box(popup, 'GitHub (alice)').check()
  await button(popup, 'Allow once').click()
  await asked
  await popup.emulateMedia({ colorScheme: 'light', forcedColors: null })
  await check('session')
})
