import type { BrowserContext, Page } from '@playwright/test'

/** Lets every page of the context run from right to left, from before the app draws anything. */
export async function mirror(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener('readystatechange', () => document.documentElement.setAttribute('dir', 'rtl'))
  })
}

/** What is wider than the window, or can be scrolled sideways though it is no row of chips. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : []
    const scrolling = [...document.querySelectorAll('body *')].filter((element) => {
      const { overflowX } = getComputedStyle(element)
      if (!['auto', 'scroll'].includes(overflowX) || element.getAttribute('role') === 'group') return false
      return element.scrollWidth > element.clientWidth + 1
    })
    return [...wide, ...scrolling.map((element) => `${element.tagName} ${element.className}`)]
  })
}

/** Codes that take more than one line or are cut off. */
export function brokenCodes(page: Page): Promise<string[]> {
  return page.locator('[data-part=code]:visible').evaluateAll((codes) =>
    codes.flatMap((code) => {
      const range = document.createRange()
      range.selectNodeContents(code)
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
      const { left, right } = range.getBoundingClientRect()
      const inWindow = left >= -1 && right <= window.innerWidth + 1
      return lines.size > 1 || !inWindow || code.scrollWidth > code.clientWidth + 1 ? [code.textContent ?? ''] : []
    }),
  )
}
