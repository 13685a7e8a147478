import { expect } from './support/test.ts'
import { test } from './support/host.ts'

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const args = [...(launchOptions.args ?? []), '--host-resolver-rules=MAP mfa.test 127.0.0.1']
    await use({ ...launchOptions, args })
  },
})

test('over plain http from another machine the app says why it cannot run, and how it could', async ({
  page,
  host,
  guard,
}) => {
  guard.allowOrigin(`http://mfa.test:${host.port}`)
  guard.allowConsole(/origin was untrustworthy|Origin-Agent-Cluster|Origin-keyed/)
  await page.goto(`http://mfa.test:${host.port}/`)
  await expect(page.getByRole('heading', { name: 'This address is not secure' })).toBeVisible()
  await expect(page.getByText('Serve it over https.')).toBeVisible()
  await expect(page.getByText('ssh -L 5000:localhost:5000 host')).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await page.goto(`http://mfa.test:${host.port}/connect.html`)
  await expect(page.getByRole('heading', { name: 'This address is not secure' })).toBeVisible()
  expect(await page.evaluate(async () => [localStorage.length, (await indexedDB.databases()).length])).toEqual([0, 0])
})
