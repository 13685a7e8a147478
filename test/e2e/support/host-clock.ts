import type { Page } from '@playwright/test'

/** What the app asks its host for the time with. */
export const hostClockPath = '/version.json'

declare global {
  interface Window {
    /** How far a test wants this device's clock to be ahead of the host's, ms. */
    deviceAheadMs?: number
  }
}

/**
 * To be run in the page before it starts. Tests set the page's clock and not the host's: the host's answer is made to fit,
 * unless it does anyway. The request itself is made, and the rest of the answer is the host's.
 */
export function fitHostClock(): void {
  const ask = window.fetch.bind(window)
  window.fetch = async (input, options) => {
    const answer = await ask(input, options)
    if (options?.method !== 'HEAD') return answer
    const said = Date.parse(answer.headers.get('Date') ?? '')
    const wanted = Date.now() - (window.deviceAheadMs ?? 0)
    if (Math.abs(said - wanted) < 5000) return answer
    await answer.text()
    const headers = new Headers(answer.headers)
    headers.set('Date', new Date(wanted).toUTCString())
    return new Response(null, { status: answer.status, headers })
  }
}

/** From the next page on, the device's clock is this far ahead of the host's, ms; negative: behind. */
export async function putDeviceAhead(page: Page, aheadMs: number): Promise<void> {
  await page.context().addInitScript((ms) => {
    window.deviceAheadMs = ms
  }, aheadMs)
}
