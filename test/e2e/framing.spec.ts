import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createVault, expect } from './support/test.ts'
import { test } from './support/host.ts'

/** A page of another site that holds the app in a frame. */
async function startFramingSite(address: string): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' })
    response.end(
      `<!doctype html><title>Another site</title><iframe src="${address}" width="1000" height="700"></iframe>`,
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // Another host name, so that it is another site: two ports of one name are not.
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

const framingTest = test.extend<{ site: string }>({
  site: async ({ host, guard }, use) => {
    const { origin, server } = await startFramingSite(host.url)
    guard.allowOrigin(origin)
    await use(`${origin}/`)
    server.closeAllConnections()
    server.close()
  },
})

framingTest(
  'fault 65: a host with headers is not shown in another site’s frame at all',
  async ({ page, site, guard }) => {
    guard.allowConsole(/frame-ancestors|X-Frame-Options|Framing '.*' violates/)
    await page.goto(site)
    const [, frame] = page.frames()
    await expect.poll(() => frame?.url()).toMatch(/^chrome-error:/)
    expect(await frame?.locator('#app').count()).toBe(0)
  },
)

framingTest.describe('on a host without headers', () => {
  framingTest.use({ hostOptions: { headers: false } })

  framingTest('fault 65: all that is shown in a frame is one sentence', async ({ page, site }) => {
    await page.goto(site)
    const frame = page.frameLocator('iframe')
    await expect(frame.locator('body')).toHaveText(
      'MFA Manager does not run inside another page. Open it in a tab of its own.',
    )
    await expect(frame.getByRole('textbox')).toHaveCount(0)
    await expect(frame.getByRole('button')).toHaveCount(0)
  })

  framingTest('fault 65: a vault of this browser makes no difference', async ({ page, context, site }) => {
    const own = await context.newPage()
    await createVault(own)
    await page.goto(site)
    await expect(page.frameLocator('iframe').locator('body')).not.toContainText(/vault is locked|Passphrase|Accounts/)
  })
})
