import type { Page } from '@playwright/test'
import { sampleLinks } from '../support/sample-links.ts'
import { linkOf } from './support/account-link.ts'
import {
  chooseAction,
  chooseView,
  codeButton,
  openAccounts,
  openActions,
  reopen,
  rowOf,
  shownNames,
  toast,
} from './support/accounts.ts'
import { addByLinks, createVault, expect, test } from './support/test.ts'

test('an empty vault offers ways in and nothing to look at', async ({ page }) => {
  await createVault(page)
  await expect(page.getByRole('heading', { name: 'Add your first account' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Enter a key' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'View options' })).toHaveCount(0)
  await expect(page.getByRole('timer')).toHaveCount(0)

  await page.getByRole('button', { name: 'Enter a key' }).click()

  await expect(page.getByRole('dialog', { name: 'Add account' })).toBeVisible()
})

test('accounts are in the order people sort names in', async ({ page }) => {
  const issuers = ['Zoom', 'éclair', 'Item 10', 'apple', 'Item 2', 'Dropbox']
  await openAccounts(
    page,
    issuers.map((issuer) => linkOf({ issuer })),
  )
  expect(await shownNames(page)).toEqual(['apple', 'Dropbox', 'éclair', 'Item 2', 'Item 10', 'Zoom'])
})

test('an account without a name is called by its issuer, one without an issuer by its name', async ({ page }) => {
  await openAccounts(page, [linkOf({ issuer: 'GitHub' }), 'otpauth://totp/alice?secret=JBSWY3DPEHPK3PXP'])
  await expect(codeButton(page, 'GitHub')).toBeVisible()
  await expect(codeButton(page, 'alice')).toBeVisible()
})

test('pinned accounts come first, in a list of their own', async ({ page }) => {
  await openAccounts(page, [
    linkOf({ issuer: 'Apple' }),
    linkOf({ issuer: 'Zoom', pinned: true }),
    linkOf({ issuer: 'Bank' }),
  ])
  await expect(page.getByRole('list', { name: 'Pinned' })).toBeVisible()
  expect(await shownNames(page, 'Pinned')).toEqual(['Zoom'])
  expect(await shownNames(page)).toEqual(['Apple', 'Bank'])

  await chooseAction(page, 'Bank', 'Pin')
  await expect(page.getByRole('list', { name: 'Pinned' }).getByRole('listitem')).toHaveCount(2)
  await expect.poll(() => shownNames(page, 'Pinned')).toEqual(['Bank', 'Zoom'])
  await chooseAction(page, 'Zoom', 'Unpin')
  await chooseAction(page, 'Bank', 'Unpin')

  await expect(page.getByRole('list', { name: 'Pinned' })).toHaveCount(0)
  expect(await shownNames(page)).toEqual(['Apple', 'Bank', 'Zoom'])
})

test('accounts can be shown by tag, and by being pinned', async ({ page }) => {
  await openAccounts(page, [
    linkOf({ issuer: 'GitHub', tags: ['Work', 'Code'] }),
    linkOf({ issuer: 'GitLab', tags: ['Code'] }),
    linkOf({ issuer: 'Bank', tags: ['Money'], pinned: true }),
  ])
  const tags = page.getByRole('list', { name: 'Tags' })
  await expect(tags.getByRole('link')).toHaveText([/^Code/, /^Money/, /^Work/])

  await tags.getByRole('link', { name: 'Code' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Code' })).toBeVisible()
  expect(await shownNames(page)).toEqual(['GitHub', 'GitLab'])

  await page.getByRole('link', { name: 'Pinned' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Pinned' })).toBeVisible()
  expect(await shownNames(page)).toEqual(['Bank'])

  await page.getByRole('link', { name: 'All accounts' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible()
  await expect(codeButton(page, 'GitLab')).toBeVisible()
})

test('a tag whose last account is gone leaves an empty place that says so', async ({ page }) => {
  await openAccounts(page, [linkOf({ issuer: 'GitHub', tags: ['Work'] }), linkOf({ issuer: 'GitLab' })])
  await page.getByRole('list', { name: 'Tags' }).getByRole('link', { name: 'Work' }).click()
  await chooseAction(page, 'GitHub', 'Move to bin')

  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
})

test.describe('under 1080 pixels', () => {
  test.use({ viewport: { width: 800, height: 900 } })

  test('chips above the list filter by tag', async ({ page }) => {
    await openAccounts(page, [
      linkOf({ issuer: 'GitHub', tags: ['Work'] }),
      linkOf({ issuer: 'Bank', pinned: true }),
      linkOf({ issuer: 'GitLab' }),
    ])
    const chips = page.getByRole('group', { name: 'Filter by tag' })
    await expect(chips.getByRole('button', { name: 'All' })).toHaveAttribute('aria-pressed', 'true')

    await chips.getByRole('button', { name: 'Work' }).click()
    await expect(chips.getByRole('button', { name: 'Work' })).toHaveAttribute('aria-pressed', 'true')
    expect(await shownNames(page)).toEqual(['GitHub'])
    await chips.getByRole('button', { name: 'Pinned' }).click()
    expect(await shownNames(page)).toEqual(['Bank'])
    await chips.getByRole('button', { name: 'All' }).click()

    await expect(page.getByRole('list', { name: 'Pinned' })).toBeVisible()
    expect(await shownNames(page)).toEqual(['GitHub', 'GitLab'])
  })
})

test('accounts can be sorted by use and by date, and the order is kept', async ({ page }) => {
  await page.clock.install()
  await openAccounts(page, [linkOf({ issuer: 'Apple' })])
  for (const issuer of ['Bank', 'Cloud']) {
    await page.clock.fastForward(5000)
    await addByLinks(page, [linkOf({ issuer })])
  }
  for (const issuer of ['Bank', 'Bank', 'Apple']) {
    await page.clock.fastForward(5000)
    await codeButton(page, issuer).click()
    await expect(rowOf(page, issuer)).toHaveAttribute('data-state', 'copied')
  }

  await chooseView(page, 'Date added')
  await expect.poll(() => shownNames(page)).toEqual(['Cloud', 'Bank', 'Apple'])
  await chooseView(page, 'Last used')
  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Bank', 'Cloud'])
  await chooseView(page, 'Most used')
  await expect.poll(() => shownNames(page)).toEqual(['Bank', 'Apple', 'Cloud'])
  await chooseView(page, 'Name')
  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Bank', 'Cloud'])

  await chooseView(page, 'Most used')
  // What is shown is what is on disk, which a page that goes at once would not wait for.
  await expect.poll(() => shownNames(page)).toEqual(['Bank', 'Apple', 'Cloud'])
  await reopen(page)
  await expect.poll(() => shownNames(page)).toEqual(['Bank', 'Apple', 'Cloud'])
})

test('accounts can be put in order by hand, with the keyboard and by the menu', async ({ page }) => {
  await openAccounts(
    page,
    ['Apple', 'Bank', 'Cloud'].map((issuer) => linkOf({ issuer })),
  )
  const menu = await openActions(page, 'Apple')
  await expect(menu).toBeFocused()
  await expect(menu.getByRole('menuitem', { name: 'Move up' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await menu.waitFor({ state: 'hidden' })
  await chooseView(page, 'By hand')

  await codeButton(page, 'Cloud').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Cloud', 'Bank'])
  await expect(codeButton(page, 'Cloud')).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => shownNames(page)).toEqual(['Cloud', 'Apple', 'Bank'])
  await page.keyboard.press('Alt+ArrowUp')
  await expect(codeButton(page, 'Cloud')).toBeFocused()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Cloud', 'Bank'])
  await expect(toast(page)).toContainText('Order changed')

  await chooseAction(page, 'Bank', 'Move up')
  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Bank', 'Cloud'])
  await chooseAction(page, 'Apple', 'Move down')
  await expect.poll(() => shownNames(page)).toEqual(['Bank', 'Apple', 'Cloud'])
  await reopen(page)
  await expect.poll(() => shownNames(page)).toEqual(['Bank', 'Apple', 'Cloud'])
  await chooseAction(page, 'Apple', 'Move up')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => shownNames(page)).toEqual(['Bank', 'Apple', 'Cloud'])
})

test('there are three layouts, and the choice is kept', async ({ page }) => {
  await openAccounts(page, sampleLinks)
  const layout = page.getByRole('radiogroup', { name: 'Layout' })
  const heightOfRow = async () => (await rowOf(page, 'GitHub (alice)').boundingBox())?.height ?? 0
  await expect(layout.getByRole('radio', { name: 'List' })).toBeChecked()
  expect(await heightOfRow()).toBe(72)

  await layout.getByRole('radio', { name: 'Compact' }).check()
  await expect.poll(heightOfRow).toBe(50)
  await layout.getByRole('radio', { name: 'Grid' }).check()
  await expect.poll(heightOfRow).toBeGreaterThan(100)
  expect((await rowOf(page, 'GitHub (alice)').boundingBox())?.width).toBeLessThan(400)

  await reopen(page)
  await expect(layout.getByRole('radio', { name: 'Grid' })).toBeChecked()
  await expect(codeButton(page, 'GitHub (alice)')).toBeVisible()
})

test.describe('a vault of 2,000 accounts', () => {
  test.setTimeout(120_000)
  const links = Array.from({ length: 2000 }, (_, index) =>
    linkOf({ issuer: `Service ${index + 1}`, account: `user${index + 1}@example.com` }),
  )
  const name = (number: number): string => `Service ${number} (user${number}@example.com)`

  test('draws only the rows that are near, wherever it is scrolled to', async ({ page }) => {
    await openAccounts(page, links)
    await expect(page.getByRole('note', { name: '2,000 accounts' })).toBeVisible()
    await expect(codeButton(page, name(1))).toBeVisible()
    expect(await drawn(page)).toBeLessThan(40)

    await page.getByRole('main').evaluate((main) => main.scrollTo({ top: main.scrollHeight / 2 }))
    await expect(codeButton(page, name(1001))).toBeAttached()
    expect(await drawn(page)).toBeLessThan(40)

    // Assistive technology still hears how many there are.
    await expect(rowOf(page, name(1001))).toHaveAttribute('aria-posinset', '1001')
    await expect(rowOf(page, name(1001))).toHaveAttribute('aria-setsize', '2000')

    // End and Home go to the ends, and the arrows on from there.
    await codeButton(page, name(1001)).focus()
    await page.keyboard.press('End')
    await expect(codeButton(page, name(2000))).toBeFocused()
    await expect(codeButton(page, name(2000))).toBeInViewport()
    await page.keyboard.press('ArrowUp')
    await expect(codeButton(page, name(1999))).toBeFocused()
    await page.keyboard.press('Home')
    await expect(codeButton(page, name(1))).toBeFocused()
    await expect(codeButton(page, name(1))).toBeInViewport()
    for (let press = 0; press < 30; press++) await page.keyboard.press('ArrowDown')
    await expect(codeButton(page, name(31))).toBeFocused()
    await expect(codeButton(page, name(31))).toBeInViewport()
    expect(await drawn(page)).toBeLessThan(40)

    // The search goes through all of them.
    await page.keyboard.type('user1776@')
    await expect(page.getByRole('list', { name: 'Accounts' }).getByRole('listitem')).toHaveCount(1)
    await expect(codeButton(page, name(1776))).toBeVisible()
  })
})

/** How many rows are in the document. */
function drawn(page: Page): Promise<number> {
  return page.getByRole('list', { name: 'Accounts' }).getByRole('listitem').count()
}
