import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import { clipboardText, codeButton, digitsOf, openAccounts, rowOf, shownNames } from './support/accounts.ts'
import { expect, test } from './support/test.ts'

const links = [
  linkOf({ issuer: 'GitHub', account: 'alice', tags: ['Work'] }),
  linkOf({ issuer: 'GitLab', account: 'bob' }),
  linkOf({ issuer: 'Café Zürich', account: 'alice', note: 'The card is in the blue drawer' }),
  linkOf({ issuer: 'Hub of Things', account: 'carol', pinned: true }),
]

const field = (page: Page) => page.getByRole('searchbox', { name: 'Search accounts' })

test('a slash goes to the search field and is not typed', async ({ page }) => {
  await openAccounts(page, links)
  await codeButton(page, 'GitHub (alice)').focus()
  await page.keyboard.press('/')

  await expect(field(page)).toBeFocused()
  await expect(field(page)).toHaveValue('')
})

test('Ctrl or Cmd with K goes to the search field from anywhere', async ({ page }) => {
  await openAccounts(page, links)
  await codeButton(page, 'GitHub (alice)').focus()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(field(page)).toBeFocused()
})

test('just typing searches, and Enter copies the first account found', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openAccounts(page, links)
  await codeButton(page, 'GitLab (bob)').focus()
  await page.keyboard.type('hub', { delay: 5 })

  await expect(field(page)).toHaveValue('hub')
  // Issuers that begin with the word come first, in one flat list.
  await expect.poll(() => shownNames(page)).toEqual(['Hub of Things (carol)', 'GitHub (alice)'])
  await expect(page.getByRole('heading', { name: '2 of 4 accounts' })).toBeVisible()

  await page.keyboard.press('Enter')
  await expect(rowOf(page, 'Hub of Things (carol)')).toHaveAttribute('data-state', 'copied')
  const shown = await digitsOf(page, 'Hub of Things (carol)').textContent()
  expect(await clipboardText(page)).toBe(shown?.replace(' ', ''))
})

test('hits are marked in the names', async ({ page }) => {
  await openAccounts(page, links)
  await field(page).fill('hub')
  await expect(rowOf(page, 'GitHub (alice)').locator('mark')).toHaveText('Hub')
})

const searches: readonly (readonly [what: string, query: string, found: readonly string[]])[] = [
  ['regardless of case', 'GITHUB', ['GitHub (alice)']],
  ['without accents where the name has them', 'cafe zurich', ['Café Zürich (alice)']],
  ['with accents where the name has none', 'gíthüb', ['GitHub (alice)']],
  ['for several words in any order', 'alice git', ['GitHub (alice)']],
  ['in tags', 'work', ['GitHub (alice)']],
  ['in notes', 'drawer blue', ['Café Zürich (alice)']],
  ['for letters in their order, as a last resort', 'gtlb', ['GitLab (bob)']],
]

test('the search looks in names, tags and notes, without regard to case, accents and the order of words', async ({
  page,
}) => {
  await openAccounts(page, links)
  for (const [what, query, found] of searches) {
    await field(page).fill(query)
    await expect.poll(() => shownNames(page), what).toEqual(found)
  }
})

test('a search without a result offers to clear it, and to add what was searched', async ({ page }) => {
  await openAccounts(page, links)
  await field(page).fill('Zoom')
  await expect(page.getByRole('heading', { name: 'No account matches “Zoom”' })).toBeVisible()

  await page.getByRole('main').getByRole('button', { name: 'Clear search' }).click()
  await expect(field(page)).toHaveValue('')
  await expect(field(page)).toBeFocused()
  await expect(codeButton(page, 'GitLab (bob)')).toBeVisible()

  await field(page).fill('Zoom')
  await page.getByRole('button', { name: 'Add “Zoom”' }).click()
  await expect(page.getByRole('dialog', { name: 'Add account' }).getByRole('textbox', { name: 'Issuer' })).toHaveValue(
    'Zoom',
  )
})

test('the search is cleared by its button, by Escape, and by locking', async ({ page }) => {
  await openAccounts(page, links)
  await field(page).fill('hub')
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect(field(page)).toHaveValue('')
  await expect(field(page)).toBeFocused()

  await page.keyboard.type('hub')
  await page.keyboard.press('Escape')
  await expect(field(page)).toHaveValue('')
  await expect(page.getByRole('list', { name: 'Pinned' })).toBeVisible()

  await field(page).fill('hub')
  await page.keyboard.press('ArrowDown')
  await expect(codeButton(page, 'Hub of Things (carol)')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(field(page)).toHaveValue('')
})

test('Arrow Down goes from the search to the results, and typing goes on in the field', async ({ page }) => {
  await openAccounts(page, links)
  await field(page).fill('git')
  await page.keyboard.press('ArrowDown')
  await expect(codeButton(page, 'GitHub (alice)')).toBeFocused()
  await page.keyboard.press('l')

  await expect(field(page)).toBeFocused()
  await expect(field(page)).toHaveValue('gitl')
  await expect.poll(() => shownNames(page)).toEqual(['GitLab (bob)'])
})

test('what is searched never gets into the address', async ({ page }) => {
  await openAccounts(page, links)
  await field(page).fill('drawer')
  await expect.poll(() => shownNames(page)).toEqual(['Café Zürich (alice)'])

  expect(page.url()).not.toContain('drawer')
  expect(await page.title()).not.toContain('drawer')
})
