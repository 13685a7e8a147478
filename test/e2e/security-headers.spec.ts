import type { APIResponse, Page } from '@playwright/test'
import { createVault, expect, test as anywhere } from './support/test.ts'
import { test, untilInstalled } from './support/host.ts'

/** Headers of every page, and the least that must be in them. */
const pageHeaders: readonly (readonly [string, RegExp])[] = [
  ['content-security-policy', /default-src 'none'.*frame-ancestors 'none'.*require-trusted-types-for 'script'/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['cross-origin-resource-policy', /^same-origin$/],
  ['referrer-policy', /^no-referrer$/],
  ['x-content-type-options', /^nosniff$/],
  ['x-frame-options', /^DENY$/],
  ['permissions-policy', /microphone=\(\).*geolocation=\(\)/],
  ['origin-agent-cluster', /^\?1$/],
]

function expectPageHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, pattern] of pageHeaders) expect(headers[name], name).toMatch(pattern)
}

/** The headers that a page's own fetch sees, which the service worker answers once it is in charge. */
function headersIn(page: Page, address: string): Promise<Record<string, string>> {
  return page.evaluate(async (address) => Object.fromEntries((await fetch(address)).headers), address)
}

anywhere('every page has the whole header set, the page for what is not there as well', async ({ request }) => {
  for (const path of ['./', './index.html', './no-such-page']) {
    const response: APIResponse = await request.get(path)
    expectPageHeaders(response.headers())
  }
})

anywhere(
  'the service worker has a policy of its own, and the app runs in an isolated group',
  async ({ page, request }) => {
    const { 'content-security-policy': policy } = (await request.get('./sw.js')).headers()
    expect(policy).toBe(
      "default-src 'none'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
    await page.goto('./')
    expect(await page.evaluate(() => window.originAgentCluster)).toBe(true)
  },
)

test('fault 55: pages that the service worker answers keep their headers', async ({ page }) => {
  await page.goto('./')
  await untilInstalled(page)
  const reloaded = await page.reload()
  expect(reloaded?.fromServiceWorker()).toBe(true)
  expectPageHeaders(reloaded?.headers() ?? {})
  for (const address of ['./', './index.html', './?anything']) expectPageHeaders(await headersIn(page, address))
  const document = await page.evaluate(() => [window.originAgentCluster, window.opener])
  expect(document).toEqual([true, null])
})

test('fault 55: the service worker never answers for a page that is not there with the app', async ({
  page,
  guard,
}) => {
  // The page for what is not there tries its style sheet at the top of the host and beside itself.
  guard.allowConsole(/^Failed to load resource: the server responded with a status of 404|^Refused to apply style/)
  await page.goto('./')
  await untilInstalled(page)
  for (const path of ['connected', 'share', 'no-such-page', 'assets/', 'some/folder/']) {
    const response = await page.goto(`./${path}`)
    expect([path, response?.status(), response?.fromServiceWorker()]).toEqual([path, 404, false])
    await expect(page.getByRole('heading', { name: 'Create your vault' })).toHaveCount(0)
  }
  expect(await (await page.goto('./healthz'))?.text()).toBe('ok')
})

test('fault 56: a form that another site posts to /share is dropped, and nothing is added', async ({
  page,
  host,
  guard,
}) => {
  await createVault(page)
  await untilInstalled(page)
  const site = `http://127.0.0.1:${host.port}`
  guard.allowOrigin(site)
  await page.route(`${site}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${host.url}share"><input name="text" value="otpauth://totp/Evil:x?secret=MFRGGZDFMZTWQ2LK"><button>Go</button></form>`,
    }),
  )
  await page.goto(`${site}/`)
  await page.getByRole('button', { name: 'Go' }).click()
  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  expect(page.url()).toBe(host.url)
  expect(host.requests.filter((line) => line.startsWith('POST'))).toEqual([])
})

test.describe('on a host that sends no headers', () => {
  test.use({ hostOptions: { headers: false } })

  test('the page’s own policy holds from the first visit', async ({ page, guard }) => {
    guard.allowConsole(/Content Security Policy|TrustedHTML|^policy violation/)
    const first = await page.goto('./')
    expect(first?.headers()['content-security-policy']).toBeUndefined()
    await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
    const outcome = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<b>made of text</b>'
        return 'set'
      } catch (error) {
        return (error as Error).name
      }
    })
    expect(outcome).toBe('TypeError')
    const fetched = await page.evaluate(() =>
      fetch('https://elsewhere.example/').then(
        () => 'sent',
        () => 'refused',
      ),
    )
    expect(fetched).toBe('refused')
  })

  test('fault 55: the service worker adds them from the second visit on', async ({ page }) => {
    await page.goto('./')
    await untilInstalled(page)
    const second = await page.reload()
    expectPageHeaders(second?.headers() ?? {})
    expectPageHeaders(await headersIn(page, './index.html'))
    await createVault(page)
  })
})
