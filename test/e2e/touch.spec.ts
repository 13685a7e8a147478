import { linkOf } from './support/account-link.ts'
import { chooseAction, openAccounts, rowOf, shownNames, toast } from './support/accounts.ts'
import { mirror } from './support/layout.ts'
import { expect, test } from './support/test.ts'
import { createFinger, middleOf, swipe } from './support/touch.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

const links = ['Apple', 'Bank', 'Cloud'].map((issuer) => linkOf({ issuer }))

test('a tap on a row copies its code', async ({ page }) => {
  await openAccounts(page, links)
  await rowOf(page, 'Bank').tap()
  await expect(rowOf(page, 'Bank')).toHaveAttribute('data-state', 'copied')
})

test('a swipe to the end of the line bins, one to the start pins, and neither copies', async ({ page }) => {
  await openAccounts(page, links)
  const finger = await createFinger(page)

  await swipe(finger, rowOf(page, 'Bank'), 0.6)
  await expect(toast(page)).toContainText('Bank moved to bin')
  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Cloud'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => shownNames(page)).toEqual(['Apple', 'Bank', 'Cloud'])

  await swipe(finger, rowOf(page, 'Bank'), -0.6)
  await expect(toast(page)).toContainText('Bank pinned')
  await expect.poll(() => shownNames(page, 'Pinned')).toEqual(['Bank'])
  await expect(page.locator('[data-state=copied]')).toHaveCount(0)
})

test('a swipe of less than 40 % of the row does nothing', async ({ page }) => {
  await openAccounts(page, links)
  const finger = await createFinger(page)
  await swipe(finger, rowOf(page, 'Bank'), 0.3)
  await swipe(finger, rowOf(page, 'Bank'), -0.3)

  await rowOf(page, 'Cloud').click()
  await expect(rowOf(page, 'Cloud')).toHaveAttribute('data-state', 'copied')
  expect(await shownNames(page)).toEqual(['Apple', 'Bank', 'Cloud'])
  await expect(page.getByRole('list', { name: 'Pinned' })).toHaveCount(0)
})

test('swipes mirror where the page runs from right to left', async ({ page, context }) => {
  await mirror(context)
  await openAccounts(page, links)
  const finger = await createFinger(page)
  await swipe(finger, rowOf(page, 'Bank'), -0.6)
  await expect(toast(page)).toContainText('Bank moved to bin')
})

test('swipes can be turned off', async ({ page }) => {
  await openAccounts(page, links)
  await page.getByRole('button', { name: 'Menu' }).tap()
  await page.getByRole('dialog', { name: 'Menu' }).getByRole('link', { name: 'Settings' }).tap()
  await page.getByRole('link', { name: 'Appearance' }).tap()
  await page.getByRole('switch', { name: 'Swipe actions' }).setChecked(false, { force: true })
  await page.getByRole('button', { name: 'Back to settings' }).tap()
  await page.getByRole('button', { name: 'Back to accounts' }).tap()

  const finger = await createFinger(page)
  await swipe(finger, rowOf(page, 'Bank'), 0.6)
  await rowOf(page, 'Apple').click()
  await expect(rowOf(page, 'Apple')).toHaveAttribute('data-state', 'copied')
  expect(await shownNames(page)).toEqual(['Apple', 'Bank', 'Cloud'])
})

test('a long press opens the account’s menu and copies nothing', async ({ page }) => {
  await openAccounts(page, links)
  const finger = await createFinger(page)
  await finger.down(await middleOf(rowOf(page, 'Bank')))
  await expect(page.getByRole('menu', { name: 'Actions for Bank' })).toBeVisible()
  await finger.up()

  await expect(page.getByRole('menu', { name: 'Actions for Bank' })).toBeVisible()
  await expect(page.locator('[data-state=copied]')).toHaveCount(0)
  await page.getByRole('menuitem', { name: 'Pin' }).tap()
  await expect.poll(() => shownNames(page, 'Pinned')).toEqual(['Bank'])
})

test('everything a gesture does is in the menu as well', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'Bank', 'Pin')
  await expect.poll(() => shownNames(page, 'Pinned')).toEqual(['Bank'])
  await chooseAction(page, 'Bank', 'Move to bin')
  await expect(page.getByRole('list', { name: 'Pinned' })).toHaveCount(0)
})

test('search and Add are in a dock at the bottom, and so is the menu', async ({ page }) => {
  await openAccounts(page, links)
  const height = page.viewportSize()?.height ?? 0
  for (const control of [
    page.getByRole('button', { name: 'Menu' }),
    page.getByRole('searchbox', { name: 'Search accounts' }),
    page.getByRole('button', { name: 'Add account' }),
  ]) {
    expect((await middleOf(control)).y).toBeGreaterThan(height - 100)
  }
  await page.getByRole('button', { name: 'Menu' }).tap()
  const menu = page.getByRole('dialog', { name: 'Menu' })
  await menu.getByRole('link', { name: 'Keyboard shortcuts' }).tap()
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('details are a full page with a way back', async ({ page }) => {
  await openAccounts(page, links)
  await chooseAction(page, 'Bank', 'Open details')
  const details = page.getByRole('region', { name: 'Account details' })
  expect((await details.boundingBox())?.width).toBe(390)
  await expect(page.getByRole('searchbox')).toBeHidden()
  await details.getByRole('button', { name: 'Close details' }).tap()
  await expect(page.getByRole('searchbox')).toBeVisible()
})

test('every control of the accounts screen is 44 pixels wide and high to a finger', async ({ page }) => {
  await openAccounts(page, [linkOf({ issuer: 'Apple', type: 'hotp', counter: 1, tags: ['Work'] }), ...links.slice(1)])
  const small = await page.getByRole('button').evaluateAll((buttons) =>
    buttons.flatMap((button) => {
      const { x, y, width, height } = button.getBoundingClientRect()
      if (width === 0) return []
      const reaches = (atX: number, atY: number): boolean => {
        const hit = document.elementFromPoint(atX, atY)
        return hit !== null && (button.contains(hit) || hit.contains(button))
      }
      const [middleX, middleY] = [x + width / 2, y + height / 2]
      const points = [
        [middleX - 21, middleY],
        [middleX + 21, middleY],
        [middleX, middleY - 21],
        [middleX, middleY + 21],
      ] as const
      const isSmall = !points.every(([atX, atY]) => reaches(atX, atY))
      return isSmall ? [`${button.getAttribute('aria-label') ?? button.textContent} ${width}×${height}`] : []
    }),
  )
  expect(small).toEqual([])
})
