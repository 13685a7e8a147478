import { addByLinks, createVault, expect, unlock } from './support/test.ts'
import { test, untilInstalled } from './support/host.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'

test.use({ hostOptions: { folder: 'some/folder' } })

test('the app runs from a folder of a host, offline as well, and asks for nothing outside of it', async ({
  page,
  host,
}) => {
  await createVault(page)
  await addByLinks(page, [github])
  await untilInstalled(page)
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)
  expect(scope).toBe(host.url)
  await expect.poll(() => host.requests).toContain('HEAD /some/folder/version.json')
  expect(host.requests.filter((line) => !/^(?:GET|HEAD) \/some\/folder\//.test(line))).toEqual([])

  await host.stop()
  await page.reload()
  await unlock(page)
  await expect(page.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
})

test('what lies beside the folder is not the app’s', async ({ page, host, guard }) => {
  guard.allowConsole(/^Failed to load resource: the server responded with a status of 404/)
  await page.goto('./')
  await untilInstalled(page)
  const response = await page.goto(new URL('/', host.url).href)
  expect([response?.status(), response?.fromServiceWorker()]).toEqual([404, false])
  expect(await page.textContent('body')).toBe('nothing here')
})
