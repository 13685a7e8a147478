import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { serveExamples } from '../../scripts/serve-examples.mjs'
import { openAccounts } from './support/accounts.ts'
import { distFolder } from './support/host.ts'
import { mixedLinks } from './support/screens.ts'
import { everythingStored, shapesOf } from './support/secret-search.ts'
import { expect, test as guarded } from './support/test.ts'

/** The examples, served as a site of their own. Answers their address, with a slash at its end. */
const test = guarded.extend<{ examples: string }>({
  examples: async ({ guard }, use) => {
    const { url, close } = await serveExamples({ dist: distFolder, host: '127.0.0.1', port: 0 })
    guard.allowOrigin(new URL(url).origin)
    await use(url)
    await close()
  },
})

test.setTimeout(90_000)
test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** Opens an example and presses one of its buttons. Answers the popup. */
async function ask(example: Page, address: string, button: string): Promise<Page> {
  await example.goto(address)
  return askAgain(example, button)
}

async function askAgain(example: Page, button: string): Promise<Page> {
  await example.getByLabel('Address of your MFA Manager').fill(test.info().project.use.baseURL ?? '')
  const opened = example.waitForEvent('popup')
  await example.getByRole('button', { name: button }).click()
  return opened
}

async function openSites(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/settings/sites'))
  await page.getByRole('group', { name: 'Allowed' }).waitFor()
}

/** Presses a button of the popup once it takes clicks. */
async function answer(popup: Page, button: string): Promise<void> {
  await popup.getByRole('button', { name: button, exact: true }).and(popup.locator(':not([aria-disabled])')).click()
}

async function check(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      name,
    )
    .toEqual([])
}

test('a site that is always allowed is listed with what it had, loses accounts at once, and is stopped when removed', async ({
  page,
  context,
  examples,
}) => {
  const origin = new URL(examples).origin
  await openAccounts(page, mixedLinks)
  await openSites(page)
  await expect(page.getByText('No site yet')).toBeVisible()

  const example = await context.newPage()
  const popup = await ask(example, `${examples}client.html`, 'Follow codes')
  await popup.getByRole('checkbox', { name: 'GitHub (alice)' }).check()
  await popup.getByRole('checkbox', { name: 'Proton (alice@proton.example)' }).check()
  await answer(popup, 'Always allow')
  const codes = example.getByRole('list', { name: 'Codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(2)
  await expect(codes.filter({ hasText: /^GitHub · alice\d{6}$/ })).toHaveCount(1)
  await expect(codes.filter({ hasText: /^Proton · alice@proton\.example\d{6}$/ })).toHaveCount(1)

  const allowed = page.getByRole('group', { name: 'Allowed' })
  await expect(allowed).toContainText(origin)
  await expect(allowed).toContainText('GitHub (alice) and Proton (alice@proton.example)')
  await expect(allowed).toContainText('Used once, today')
  const log = page.getByRole('list', { name: 'Requests, newest first' })
  await expect(log.getByRole('listitem').first()).toContainText('Asked to follow codes')
  const stored = await everythingStored(page)
  expect(shapesOf(origin).filter((shape) => stored.includes(shape))).toEqual([])

  await page.getByRole('button', { name: `Change accounts for ${origin}` }).click()
  await page.getByRole('dialog').getByRole('checkbox', { name: 'GitHub (alice)' }).uncheck()
  await page.getByRole('button', { name: 'Save accounts' }).click()
  await expect(codes).toHaveText([/^Proton/])

  await page.getByRole('button', { name: `Remove ${origin}` }).click()
  await expect(example.getByRole('status')).toContainText('It is over')
  await expect(codes).toHaveCount(0)
  await expect(page.getByText('No site yet')).toBeVisible()
})

test('the bare protocol gets codes once, and a site that is blocked cannot even ask', async ({
  page,
  context,
  examples,
}) => {
  const origin = new URL(examples).origin
  await openAccounts(page, mixedLinks.slice(0, 2))
  const example = await context.newPage()
  const popup = await ask(example, `${examples}protocol.html`, 'Get codes')
  await popup.getByRole('checkbox', { name: 'GitHub (alice)' }).check()
  await answer(popup, 'Allow once')
  await expect(example.getByRole('list', { name: 'Codes' })).toHaveText(/^\s*GitHub · alice\d{6}\s*$/)
  await expect(example.getByRole('cell', { name: /mfa-manager:welcome/ })).toBeVisible()
  await example.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => popup.isClosed()).toBe(true)

  await openSites(page)
  await page.getByRole('button', { name: `Block ${origin}` }).click()
  await expect(page.getByRole('group', { name: 'Blocked' })).toContainText('Asked once, today')
  const refused = await askAgain(example, 'Get codes')
  await expect(refused.getByRole('checkbox')).toHaveCount(0)
  await refused.close()
  await expect(example.getByRole('list', { name: 'Codes' }).getByRole('listitem')).toHaveCount(0)
})

test('axe finds nothing on Connected sites with a site, light and dark, on a desktop and on a phone', async ({
  page,
  context,
  examples,
}) => {
  await openAccounts(page, mixedLinks)
  const example = await context.newPage()
  const popup = await ask(example, `${examples}client.html`, 'Get codes')
  await popup.getByRole('checkbox', { name: 'GitHub (alice)' }).check()
  await answer(popup, 'Always allow')
  await expect(example.getByRole('status')).toContainText('asked for once')
  await openSites(page)
  await page.getByRole('list', { name: 'Requests, newest first' }).waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const [width, height] of [
      [1280, 800],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height })
      await check(page, `${colorScheme} ${width}`)
    }
  }
  await example.setViewportSize({ width: 390, height: 844 })
  await check(example, 'the example')
})
