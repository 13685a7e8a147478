import type { Page } from '@playwright/test'
import { linkOf } from './support/account-link.ts'
import { chooseAction, codeButton, openAccounts, shownNames } from './support/accounts.ts'
import { expect, test } from './support/test.ts'

const links = [
  linkOf({ issuer: 'Apple' }),
  linkOf({ issuer: 'Bank' }),
  linkOf({ issuer: 'Cloud' }),
  linkOf({ issuer: 'Zoom', pinned: true }),
]

const pane = (page: Page) => page.getByRole('region', { name: 'Account details' })

test('arrows, Home and End move through pinned and other accounts', async ({ page }) => {
  await openAccounts(page, links)
  const steps: readonly (readonly [key: string, name: string])[] = [
    ['Home', 'Zoom'],
    ['ArrowDown', 'Apple'],
    ['ArrowDown', 'Bank'],
    ['ArrowUp', 'Apple'],
    ['End', 'Cloud'],
    ['ArrowDown', 'Cloud'],
    ['Home', 'Zoom'],
    ['ArrowUp', 'Zoom'],
  ]
  for (const [key, name] of steps) {
    await page.keyboard.press(key)
    await expect(codeButton(page, name), key).toBeFocused()
  }
})

test('Right opens the details of the account in focus, Left and Escape close them', async ({ page }) => {
  await openAccounts(page, links)
  await codeButton(page, 'Bank').focus()
  await page.keyboard.press('ArrowRight')
  await expect(pane(page)).toContainText('Bank')
  await page.keyboard.press('ArrowLeft')
  await expect(pane(page)).toHaveCount(0)
  await expect(codeButton(page, 'Bank')).toBeFocused()

  await page.keyboard.press('ArrowRight')
  await expect(pane(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(pane(page)).toHaveCount(0)
})

for (const key of ['.', 'Shift+F10', 'ContextMenu']) {
  test(`${key} opens the menu of the account in focus, which gives the focus back`, async ({ page }) => {
    await openAccounts(page, links)
    await codeButton(page, 'Bank').focus()
    await page.keyboard.press(key)
    await expect(page.getByRole('menu', { name: 'Actions for Bank' })).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(pane(page)).toContainText('Bank')
  })
}

test('* pins and unpins', async ({ page }) => {
  await openAccounts(page, links)
  await codeButton(page, 'Bank').focus()
  await page.keyboard.press('*')
  await expect.poll(() => shownNames(page, 'Pinned')).toEqual(['Bank', 'Zoom'])
  await codeButton(page, 'Bank').focus()
  await page.keyboard.press('*')
  await expect.poll(() => shownNames(page, 'Pinned')).toEqual(['Zoom'])
})

test('pinning keeps the focus on the account', async ({ page }) => {
  await openAccounts(page, links)
  await codeButton(page, 'Bank').focus()
  await page.keyboard.press('*')
  await expect.poll(() => shownNames(page, 'Pinned')).toEqual(['Bank', 'Zoom'])
  await expect(codeButton(page, 'Bank')).toBeFocused()
})

test('Delete moves to the bin and the focus to the next row; Ctrl or Cmd with Z undoes', async ({ page }) => {
  await openAccounts(page, links)
  await codeButton(page, 'Apple').focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => shownNames(page)).toEqual(['Bank', 'Cloud'])
  await expect(codeButton(page, 'Bank')).toBeFocused()

  await page.keyboard.press('End')
  await page.keyboard.press('Delete')
  await expect.poll(() => shownNames(page)).toEqual(['Bank'])
  await expect(codeButton(page, 'Bank')).toBeFocused()

  // The last action first.
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => shownNames(page)).toEqual(['Bank', 'Cloud'])
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Bank', 'Cloud'])
})

test('a key pressed at another control does nothing to the account that had the focus before', async ({ page }) => {
  await openAccounts(page, links)
  await codeButton(page, 'Apple').focus()
  await page.getByRole('button', { name: 'Lock now' }).focus()
  for (const key of ['Delete', '*', 'ArrowRight', '.']) await page.keyboard.press(key)
  await expect(pane(page)).toHaveCount(0)
  await expect(page.getByRole('menu')).toHaveCount(0)
  expect(await shownNames(page)).toEqual(['Apple', 'Bank', 'Cloud'])
})

test('deleting the account whose details are open closes them', async ({ page }) => {
  await openAccounts(page, links)
  await codeButton(page, 'Apple').focus()
  await page.keyboard.press('ArrowRight')
  await expect(pane(page)).toBeVisible()
  await page.keyboard.press('Delete')
  await expect.poll(() => shownNames(page)).toEqual(['Bank', 'Cloud'])
  await expect(pane(page)).toHaveCount(0)
  await expect(codeButton(page, 'Bank')).toBeFocused()
})

test('the account menu’s Move to bin leaves the focus on the next row', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'Apple', 'Move to bin')
  await expect.poll(() => shownNames(page)).toEqual(['Bank', 'Cloud'])
  await expect(codeButton(page, 'Bank')).toBeFocused()
})

test('+ adds an account, a comma opens Settings, and ? the shortcuts', async ({ page }) => {
  await openAccounts(page, links)
  await codeButton(page, 'Bank').focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(codeButton(page, 'Bank')).toBeFocused()

  await page.keyboard.press('+')
  await expect(page.getByRole('dialog', { name: 'Add account' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await codeButton(page, 'Bank').focus()
  await page.keyboard.press(',')
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
})

test('Shift with Ctrl or Cmd and L locks, wherever the focus is', async ({ page }) => {
  await openAccounts(page, links)
  await page.getByRole('searchbox').focus()
  await page.keyboard.press('ControlOrMeta+Shift+l')
  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  await expect(page.getByText('You locked it.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Passphrase' })).toBeFocused()
})

test('Escape clears the search first, then closes the details', async ({ page }) => {
  await openAccounts(page, links)
  await codeButton(page, 'Bank').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('/')
  await page.keyboard.type('cloud')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await expect(pane(page)).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(pane(page)).toHaveCount(0)
})

test('single keys can be turned off; arrows, Enter and keys with Ctrl or Cmd stay', async ({ page }) => {
  await openAccounts(page, links)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Appearance' }).click()
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).uncheck()
  await page.getByRole('link', { name: 'All accounts' }).click()

  await codeButton(page, 'Bank').focus()
  for (const key of ['a', '/', '+', ',', '.', '*', '?']) {
    await page.keyboard.press(key)
    await expect(codeButton(page, 'Bank'), key).toBeFocused()
  }
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await page.keyboard.press('ArrowDown')
  await expect(codeButton(page, 'Cloud')).toBeFocused()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menu', { name: 'Actions for Cloud' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('searchbox')).toBeFocused()
})

test('single keys are text inside text fields', async ({ page }) => {
  await openAccounts(page, links)
  await page.getByRole('searchbox').focus()
  await page.keyboard.type('/+,.*?')
  await expect(page.getByRole('searchbox')).toHaveValue('/+,.*?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('Tab goes in the order of the page: skip link, sidebar, search, header, accounts', async ({ page }) => {
  await openAccounts(page, [linkOf({ issuer: 'Apple', type: 'hotp', counter: 1 }), linkOf({ issuer: 'Bank' })])
  await page.getByRole('link', { name: 'Skip to accounts' }).focus()
  const order: string[] = []
  for (let stop = 0; stop < 24; stop++) {
    order.push(await focusedName(page))
    await page.keyboard.press('Tab')
  }
  const expected = [
    'Skip to accounts',
    'All accounts',
    'Pinned',
    'Bin',
    'Settings',
    'Lock now',
    'Search accounts',
    'Add account',
    'List',
    'View options',
    'Copy code for Apple',
    'Next code for Apple',
    'More for Apple',
    'Copy code for Bank',
    'More for Bank',
  ]
  const places = expected.map((name) => order.indexOf(name))
  expect(places, order.join(' > ')).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

test('the skip link goes to the accounts', async ({ page }) => {
  await openAccounts(page, links)
  await page.getByRole('link', { name: 'Skip to accounts' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('under 1080 pixels the details are the page: skipped to, headed, and edited on when the window grows', async ({
  page,
}) => {
  await page.setViewportSize({ width: 900, height: 800 })
  await openAccounts(page, links)
  await chooseAction(page, 'Apple', 'Open details')
  await expect(pane(page).getByRole('heading', { name: 'Apple' })).toHaveAttribute('aria-level', '1')
  await page.getByRole('link', { name: 'Skip to accounts' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await expect(page.getByRole('main')).toContainText('Copy code')

  await pane(page).getByRole('button', { name: 'Edit', exact: true }).click()
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill('half a')
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(pane(page).getByRole('heading', { name: 'Edit account' })).not.toHaveAttribute('aria-level')
  await expect(note).toHaveValue('half a')
})

test('a dialog keeps the focus inside, starts on its first field, and gives it back', async ({ page }) => {
  await openAccounts(page, links)
  await page.getByRole('button', { name: 'Add account' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add account' })
  await expect(dialog.getByRole('textbox', { name: 'Issuer' })).toBeFocused()
  await expect(page.locator('#app')).toHaveAttribute('inert', '')
  await expect(page.locator('#app')).toHaveAttribute('aria-hidden', 'true')
  for (let press = 0; press < 14; press++) {
    await page.keyboard.press('Tab')
    await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  }

  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Add account' })).toBeFocused()
  await expect(page.locator('#app')).not.toHaveAttribute('inert', '')
})

test('what has the focus by keyboard shows it', async ({ page }) => {
  await openAccounts(page, links)
  await codeButton(page, 'Apple').focus()
  await page.keyboard.press('ArrowDown')
  for (let press = 0; press < 4; press++) {
    const outline = await page.evaluate(() => {
      const element = document.activeElement ?? document.body
      // The ring of a row is drawn over all of it.
      const styles = [getComputedStyle(element), getComputedStyle(element, '::after')]
      return styles.some((style) => style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2)
    })
    expect(outline, await focusedName(page)).toBe(true)
    await page.keyboard.press('Tab')
  }
})

/** The accessible name of what has the focus, as far as a label or its text gives it. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    return (
      element?.getAttribute('aria-label') ??
      element?.querySelector('[role=img]')?.getAttribute('aria-label') ??
      element?.querySelector('span')?.textContent ??
      element?.textContent ??
      ''
    )
  })
}
