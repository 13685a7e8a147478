import { expect, type Page } from '@playwright/test'

/**
 * Takes the focus to another tab of the same origin, which is returned; `bringToFront` gives it back. Playwright makes
 * every page believe that it has the focus, so that has to be switched off.
 */
export async function leave(page: Page): Promise<Page> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  const away = await page.context().newPage()
  await away.goto('healthz')
  await away.bringToFront()
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(false)
  return away
}
