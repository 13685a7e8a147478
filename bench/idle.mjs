// @ts-check
// What an open vault costs while nobody does anything: 50 codes on the screen for half a minute, then hidden.
import { hidePage, noteTimers, settled } from './in-page.mjs'
import { callRoom, newPage, unlock } from './stage.mjs'

const seconds = 30
const hiddenSeconds = 10

/** @param {import('./stage.mjs').Stage} stage @returns {Promise<import('./report.mjs').Figure[]>} */
export async function measureIdle(stage) {
  const page = await newPage(stage)
  await page.setViewportSize({ width: 1280, height: 4000 })
  await callRoom(page, 'seedVault', 50)
  await page.addInitScript(noteTimers)
  await unlock(page)
  await page.evaluate(settled)
  await page.waitForTimeout(3000)
  const shown = await page.locator('[data-part=code]').count()
  const session = await page.context().newCDPSession(page)
  const browser = await stage.browser.newBrowserCDPSession()
  await session.send('Performance.enable')
  const look = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
    const metric = Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
    const busiest = Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ cpuTime }) => cpuTime))
    const all = processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
    return { task: metric['TaskDuration'] ?? 0, layouts: metric['LayoutCount'] ?? 0, renderer: busiest, all }
  }
  const before = await look()
  await page.waitForTimeout(seconds * 1000)
  const after = await look()
  await page.evaluate(hidePage)
  await page.evaluate('benchTimers.length = 0')
  await page.waitForTimeout(hiddenSeconds * 1000)
  const rung = Number(await page.evaluate('benchTimers.length'))
  await page.context().close()
  const share = (/** @type {'task' | 'renderer' | 'all'} */ of) => ((after[of] - before[of]) / seconds) * 100
  return [
    { what: `idle with ${shown} codes, ${seconds} s: the page's thread`, found: share('task'), unit: '%', budget: 0.5 },
    { what: '… its process', found: share('renderer'), unit: '%' },
    { what: '… all processes of the browser', found: share('all'), unit: '%' },
    { what: '… layouts a second', found: (after.layouts - before.layouts) / seconds, budget: 1.1 },
    { what: `hidden for ${hiddenSeconds} s: timers that rang`, found: rung, budget: 0 },
  ]
}
